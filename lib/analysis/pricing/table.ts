import { computePricing } from "./compute.ts";
import { freePricing } from "./free.ts";
import { keyPricing } from "./keys.ts";
import { networkPricing } from "./network.ts";
import { observabilityPricing } from "./observability.ts";
import type { Pricing, PricingTable } from "./pricing.ts";
import { registryPricing } from "./registry.ts";
import { storagePricing } from "./storage.ts";

/** How each known resource type is charged. A new type is a new row in one of these files. */
export const pricingTable: PricingTable = {
  ...computePricing,
  ...storagePricing,
  ...networkPricing,
  ...keyPricing,
  ...registryPricing,
  ...observabilityPricing,
  ...freePricing,
};

/** How a type is charged; `undefined` for a type that nobody has entered, which is never the same as free. */
export function pricingOf(type: string): Pricing | undefined {
  return Object.hasOwn(pricingTable, type) ? pricingTable[type] : undefined;
}
