import { Decimal } from "decimal.js";
import type { Price, PriceTerm } from "../../catalog/price.ts";
import type { PriceBook } from "../../catalog/price-book.ts";
import { tierAmounts } from "./cost-tiers.ts";
import type { Amount, Charge, CostGroup } from "./pricing/pricing.ts";
import { TERM_NAMES } from "./pricing/terms.ts";

/** Hours of the month that cloud price pages use. */
export const HOURS_PER_MONTH = 730;

/** Something that has a price. Amounts are decimal text in the currency of the report. */
export interface CostLine {
  readonly urn: string;
  readonly group: CostGroup;
  readonly item: string;
  /** Key of the price, and where and on what conditions it is one. */
  readonly priceItem: string;
  readonly region: string;
  readonly term: PriceTerm;
  /** How many of `unit`. */
  readonly quantity: string;
  /** What the price is for: one of it, for the time it names. */
  readonly unit: string;
  readonly unitPrice: string;
  /** The list price of one unit, where a discount was taken off it. */
  readonly listPrice?: string;
  /** Name of the pool of which it is the nodes; absent for everything else. */
  readonly pool?: string;
  /** GPUs of one unit; absent where it has none. */
  readonly gpus?: number;
  /** Average hour of a month. */
  readonly hourly: string;
  /** For 730 hours. */
  readonly monthly: string;
  /** Where the price was read. */
  readonly source: string;
  /** The day, month or year for which it was read; `undated` where the source says none. */
  readonly asOf: string;
}

/**
 * Digits after the point. Each line is rounded, and sums are sums of rounded lines: what is printed adds up to what is
 * printed. An hour has two digits more, because a key for a month is a cent and a half an hour.
 */
const DIGITS = { hourly: 4, monthly: 2 } as const;

/** The line of a charge whose price is for so many hours. */
export function lineOf(
  urn: string,
  { group, item, priceItem, quantity, pool, gpus = 0, share = "1" }: Charge,
  price: Price,
  hours: number,
): CostLine {
  const perPeriod = new Decimal(price.price).times(quantity).times(share);
  return {
    urn,
    group,
    item: itemOf(item, price.term, share),
    priceItem,
    region: price.region,
    term: price.term,
    quantity: new Decimal(quantity).toFixed(),
    unit: price.unit,
    unitPrice: price.price,
    ...(price.discount && { listPrice: price.discount.listPrice }),
    ...(pool !== undefined && { pool }),
    ...(gpus > 0 && { gpus }),
    hourly: amount(perPeriod.div(hours).toDecimalPlaces(DIGITS.hourly)),
    monthly: amount(perPeriod.times(HOURS_PER_MONTH).div(hours).toDecimalPlaces(DIGITS.monthly)),
    source: price.source,
    asOf: price.asOf,
  };
}

function itemOf(item: string, term: PriceTerm, share: string): string {
  const bought = term === "onDemand" ? item : `${item}, ${TERM_NAMES[term]}`;
  if (share === "1") return bought;
  return `${bought}, for ${new Decimal(share).times(100).toDecimalPlaces(1).toFixed()} % of the time`;
}

/** Hours that a price is for; `undefined` where it is for an amount and not for a time. */
export function hoursOf(unit: string): number | undefined {
  if (unit.endsWith("hour")) return 1;
  if (unit.endsWith("day")) return 24;
  return unit.endsWith("month") ? HOURS_PER_MONTH : undefined;
}

/** One line for each tier of the price that the amount of a month reaches. */
export function amountLines(
  urn: string,
  { group, item, priceItem, region = "", monthly }: Amount,
  prices: PriceBook,
): CostLine[] {
  return tierAmounts(monthly, prices.tiersOf(priceItem, region)).map(({ price, quantity }) => {
    const cost = new Decimal(price.price).times(quantity);
    return {
      urn,
      group,
      item: price.from === undefined ? item : `${item}, above ${price.from} a month`,
      priceItem,
      region,
      term: price.term,
      quantity,
      unit: price.unit,
      unitPrice: price.price,
      ...(price.discount && { listPrice: price.discount.listPrice }),
      hourly: amount(cost.div(HOURS_PER_MONTH).toDecimalPlaces(DIGITS.hourly)),
      monthly: amount(cost.toDecimalPlaces(DIGITS.monthly)),
      source: price.source,
      asOf: price.asOf,
    };
  });
}

/** Decimal text without exponent, with the two digits that amounts of money have, and more where they are needed. */
export function amount(value: Decimal): string {
  return value.decimalPlaces() < 2 ? value.toFixed(2) : value.toFixed();
}

/** What lines cost together. */
export function sumOf(lines: readonly CostLine[]): Pick<CostLine, "hourly" | "monthly"> {
  const total = (pick: (line: CostLine) => string): string =>
    amount(lines.reduce((sum, line) => sum.plus(pick(line)), new Decimal(0)));
  return { hourly: total(({ hourly }) => hourly), monthly: total(({ monthly }) => monthly) };
}
