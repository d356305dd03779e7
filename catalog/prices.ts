import { computePrices as awsComputePrices } from "./aws/prices/compute.ts";
import { platformPrices as awsPlatformPrices } from "./aws/prices/platform.ts";
import { storagePrices as awsStoragePrices } from "./aws/prices/storage.ts";
import { computePrices } from "./azure/prices/compute.ts";
import { connectivityPrices } from "./azure/prices/connectivity.ts";
import { networkPrices } from "./azure/prices/network.ts";
import { platformPrices } from "./azure/prices/platform.ts";
import { storagePrices } from "./azure/prices/storage.ts";
import type { Price } from "./price.ts";
import { type PriceBook, priceBookOf } from "./price-book.ts";

/** Azure's public list prices in US dollars. */
export const azurePrices: readonly Price[] = [
  ...computePrices,
  ...storagePrices,
  ...networkPrices,
  ...connectivityPrices,
  ...platformPrices,
];

/** AWS's. */
export const awsPrices: readonly Price[] = [...awsComputePrices, ...awsStoragePrices, ...awsPlatformPrices];

/** Every price of the catalogue. */
export const prices: readonly Price[] = [...azurePrices, ...awsPrices];

/** The prices of the catalogue, to be looked up. */
export const catalogPrices: PriceBook = priceBookOf(prices, "USD");
