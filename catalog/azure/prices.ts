import { computePrices } from "./prices/compute.ts";
import { networkPrices } from "./prices/network.ts";
import { platformPrices } from "./prices/platform.ts";
import type { Price } from "./prices/price.ts";
import { storagePrices } from "./prices/storage.ts";

export type { Price, PriceUnit } from "./prices/price.ts";

/** Every price of the catalogue. What has no row has no known price: never zero, never that of another region. */
export const prices: readonly Price[] = [
  ...computePrices,
  ...storagePrices,
  ...networkPrices,
  ...platformPrices,
];

const tiers = Map.groupBy(prices, ({ item, region, term }) => keyOf(item, region, term));

/**
 * The price of an item in exactly that region; where it falls with the amount, the first and highest one.
 *
 * @returns `undefined` where the catalogue has no row for it.
 */
export function priceOf(item: string, region: string, term: Price["term"] = "onDemand"): Price | undefined {
  return priceTiersOf(item, region, term)[0];
}

/** All prices of an item in exactly that region, by the amount from which they hold. */
export function priceTiersOf(
  item: string,
  region: string,
  term: Price["term"] = "onDemand",
): readonly Price[] {
  const own = tiers.get(keyOf(item, region, term)) ?? [];
  return own.toSorted((a, b) => Number(a.from ?? 0) - Number(b.from ?? 0));
}

function keyOf(item: string, region: string, term: Price["term"]): string {
  return `${term} ${region} ${item}`;
}
