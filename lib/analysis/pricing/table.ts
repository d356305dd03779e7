import { awsTables } from "./aws/index.ts";
import { azureNativeTables } from "./azure-native/index.ts";
import type { Pricing, PricingTable } from "./pricing.ts";
import { withoutCloudPricing } from "./without-cloud.ts";

/** Every table; a type stands in one of them. A new type is a new row. */
export const tables: readonly PricingTable[] = [...azureNativeTables, ...awsTables, withoutCloudPricing];

/** How each known resource type is charged. */
export const pricingTable: PricingTable = Object.assign({}, ...tables);

/** How a type is charged; `undefined` for a type that nobody has entered, which is never the same as free. */
export function pricingOf(type: string): Pricing | undefined {
  return Object.hasOwn(pricingTable, type) ? pricingTable[type] : undefined;
}
