import { Decimal } from "decimal.js";
import { stringify } from "yaml";
import type { Price } from "../../catalog/price.ts";
import type { PriceFile } from "./price-file-model.ts";

/** An item that was asked for and has no price: it stays unknown. */
export interface Unanswered {
  readonly item: string;
  readonly reason: string;
}

/** What a cloud's price list answered. */
export interface Refreshed {
  readonly rows: readonly Price[];
  readonly unanswered: readonly Unanswered[];
}

/** What a refresh asks for. */
export interface RefreshRequest {
  /** The cloud's short name of it. */
  readonly region: string;
  /** ISO 4217. */
  readonly currency: string;
  /** The day on which it is asked, ISO 8601; what takes effect later is not taken. */
  readonly asOf: string;
  /** Called with what is being asked. */
  readonly onProgress?: (what: string) => void;
}

/** Digits after the point of a price that was divided. */
const DIGITS = 10;

/** Decimal text of a price, without exponent and without needless zeros. */
export function priceText(price: Decimal): string {
  return price.toDecimalPlaces(DIGITS).toFixed();
}

/** The rows as a price file, in YAML, in the order of items, regions, terms and amounts. */
export function refreshedFileText(rows: readonly Price[], currency: string): string {
  const prices = rows
    .toSorted(byIdentity)
    .map(({ item, region, term, unit, price, from, os, source, asOf }) => ({
      item,
      region,
      term,
      unit,
      price,
      ...(from !== undefined && { from }),
      ...(os !== undefined && { os }),
      source,
      asOf,
    }));
  const file = { currency, origin: "refreshed", prices } satisfies Partial<PriceFile>;
  return stringify(file, { lineWidth: 0 });
}

function byIdentity(a: Price, b: Price): number {
  const identity = ({ item, region, term }: Price): string => `${item} ${region} ${term}`;
  const [left, right] = [identity(a), identity(b)];
  if (left !== right) return left < right ? -1 : 1;
  return new Decimal(a.from ?? 0).comparedTo(b.from ?? 0);
}
