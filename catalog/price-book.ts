import type { Price, PriceTerm } from "./price.ts";

/** Prices that can be looked up, all in one currency. */
export interface PriceBook {
  /** Of every amount, ISO 4217. */
  readonly currency: string;
  /**
   * The price of an item in exactly that region; where it falls with the amount, the first and highest one.
   *
   * @param term on what conditions. @default "onDemand"
   * @returns `undefined` where the book has no row for it.
   */
  priceOf(item: string, region: string, term?: PriceTerm): Price | undefined;
  /** All prices of an item in exactly that region, by the amount from which they hold. */
  tiersOf(item: string, region: string, term?: PriceTerm): readonly Price[];
}

/** A book of these rows. What has no row has no known price: never zero, never that of another region. */
export function priceBookOf(rows: readonly Price[], currency: string): PriceBook {
  const grouped = Map.groupBy(rows, ({ item, region, term }) => keyOf(item, region, term));
  const tiers = new Map([...grouped].map(([key, own]) => [key, own.toSorted(byAmount)]));
  const tiersOf: PriceBook["tiersOf"] = (item, region, term = "onDemand") =>
    tiers.get(keyOf(item, region, term)) ?? [];
  return { currency, tiersOf, priceOf: (item, region, term) => tiersOf(item, region, term)[0] };
}

function byAmount(a: Price, b: Price): number {
  return Number(a.from ?? 0) - Number(b.from ?? 0);
}

function keyOf(item: string, region: string, term: PriceTerm): string {
  return `${term} ${region} ${item}`;
}
