import type { PriceUnit } from "../../../catalog/price.ts";
import type { RetailItem } from "./retail-item.ts";

/** Where a meter is listed: in the region that is asked for, under `Global`, or under no region at all. */
export type Listing = "region" | "Global" | "";

/** Which meter of Azure prices an item of the catalogue. */
export interface Meter {
  /** Key of the catalogue. */
  readonly item: string;
  /** In which the catalogue counts the item. */
  readonly unit: PriceUnit;
  readonly listing: Listing;
  /** Filter that finds it, without its region: OData. Meters with one filter are asked for together. */
  readonly filter: string;
  /** Whether the item has prices by commitment, and as spot. @default false */
  readonly machine?: boolean;
  /** What a month includes where the meter itself does not print it, in the item's unit. @default - nothing */
  readonly included?: string;
  /** Whether a meter of the answer is this one. */
  readonly matches: (meter: RetailItem) => boolean;
}

/** Names of a meter; where there are several, regions differ in them. */
export interface MeterNames {
  readonly service: string;
  readonly product: string;
  readonly sku?: string;
  readonly meter: string | readonly string[];
}

/** A meter that is found by its names. */
export function named(
  item: string,
  unit: PriceUnit,
  { service, product, sku, meter }: MeterNames,
  more: Partial<Pick<Meter, "listing" | "included">> = {},
): Meter {
  const names = typeof meter === "string" ? [meter] : meter;
  return {
    item,
    unit,
    listing: "region",
    filter: `serviceName eq ${quoted(service)} and productName eq ${quoted(product)}`,
    matches: ({ productName, skuName, meterName }) =>
      productName === product && names.includes(meterName) && (sku === undefined || skuName === sku),
    ...more,
  };
}

/** A text as OData quotes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
