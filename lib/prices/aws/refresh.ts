import { Decimal } from "decimal.js";
import { priceText, type Refreshed, type RefreshRequest } from "../refreshed.ts";
import type { Offer } from "./offer.ts";
import { offers } from "./offers.ts";
import type { PriceList } from "./price-list.ts";
import { pricesOfOffer } from "./rows.ts";

/**
 * Reads AWS's public price list for every item that the catalogue knows. One file that cannot be read whole fails the whole
 * refresh: half a list would pass for a list of what there is. Spot prices are in no price list.
 *
 * @param asked which products. @default - those of every item of the catalogue
 * @throws InvalidInput where the list cannot be used.
 */
export async function refreshAws(
  priceList: PriceList,
  request: RefreshRequest,
  asked: readonly Offer[] = offers,
): Promise<Refreshed> {
  const { region, onProgress } = request;
  const refreshed: Refreshed[] = [];
  for (const [code, together] of Map.groupBy(asked, ({ offer }) => offer)) {
    onProgress?.(code);
    const file = await priceList.read(
      code,
      region,
      (attributes) => together.some(({ matches }) => matches(attributes, region)),
      (bytes) => onProgress?.(`${code}, ${Math.floor(bytes / 1e6)} MB`),
    );
    refreshed.push(...together.map((offer) => pricesOfOffer(offer, file, request)));
  }
  const rows = refreshed.flatMap((each) => each.rows);
  const unanswered = refreshed.flatMap((each) => each.unanswered);
  return asked.reduce(withBase, { rows, unanswered });
}

/** Adds the price on top of which an item's comes; without it, the item has none. */
function withBase({ rows, unanswered }: Refreshed, { item, addedTo }: Offer): Refreshed {
  if (addedTo === undefined || !rows.some((row) => row.item === item)) return { rows, unanswered };
  const base = rows.find((row) => row.item === addedTo);
  if (base === undefined) {
    const reason = `it comes on top of ${addedTo}, which has no price`;
    return { rows: rows.filter((row) => row.item !== item), unanswered: [...unanswered, { item, reason }] };
  }
  const whole = rows.map((row) =>
    row.item === item ? { ...row, price: priceText(new Decimal(row.price).plus(base.price)) } : row,
  );
  return { rows: whole, unanswered };
}
