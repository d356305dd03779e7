import { computePrices } from "./azure/prices/compute.ts";
import { networkPrices } from "./azure/prices/network.ts";
import { platformPrices } from "./azure/prices/platform.ts";
import { storagePrices } from "./azure/prices/storage.ts";
import type { Price } from "./price.ts";
import { type PriceBook, priceBookOf } from "./price-book.ts";

/** Every price of the catalogue: public list prices in US dollars. */
export const prices: readonly Price[] = [
  ...computePrices,
  ...storagePrices,
  ...networkPrices,
  ...platformPrices,
];

/** The prices of the catalogue, to be looked up. */
export const catalogPrices: PriceBook = priceBookOf(prices, "USD");
