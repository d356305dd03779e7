import type { PriceTerm, PriceUnit } from "../../../catalog/price.ts";
import type { Sourced } from "../../../catalog/source.ts";
import type { Graph, Resource } from "../../graph/graph.ts";
import type { CostGroup } from "../../planning/cost-groups.ts";

export { type CostGroup, costGroups } from "../../planning/cost-groups.ts";

/** Something that is paid for as long as it exists. */
export interface Charge {
  readonly kind: "charge";
  readonly group: CostGroup;
  /** What is paid for, in words. */
  readonly item: string;
  /** Key of the price catalogue. */
  readonly priceItem: string;
  /** Azure region, or `global`; absent where unknown, and then nothing is priced. */
  readonly region?: string;
  /** How many of the price's unit. */
  readonly quantity: number;
  /** GPUs of one unit. @default - none */
  readonly gpus?: number;
  /** @default "onDemand" */
  readonly term?: PriceTerm;
  /** What is paid at most for a unit on spot. @default - no more than on demand, which spot never exceeds */
  readonly maximumPrice?: number;
  /** Name of the pool of which it is the nodes: what is not paid for while they are off. @default - no nodes */
  readonly pool?: string;
  /** Part of a month for which it is paid, decimal text. @default "1" */
  readonly share?: string;
}

/** Something that is paid for by use, of which so much is used. */
export interface Amount {
  readonly kind: "amount";
  readonly group: CostGroup;
  readonly item: string;
  readonly priceItem: string;
  readonly region?: string;
  /** How many of `unit` in a month, decimal text. */
  readonly monthly: string;
  /** A price for anything else does not fit. */
  readonly unit: PriceUnit;
}

/** Something that is paid for by use, which no resource declares. */
export interface Usage {
  readonly kind: "usage";
  readonly group: CostGroup;
  readonly item: string;
  /** Why the amount is not known. */
  readonly reason: string;
  /** Key of the price catalogue, to name the price of one unit. @default - no price is named */
  readonly priceItem?: string;
  readonly region?: string;
  /** What an autoscaler adds to a charge, within its bounds. @default - nothing bounds the amount */
  readonly adds?: Added;
}

/** How many more of a charge there may be. */
export interface Added {
  readonly charge: Omit<Charge, "quantity">;
  /** At the autoscaler's lower bound, for the number that is stated, and at its upper bound. */
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** Something that is paid for, but cannot be priced from what is known. */
export interface Gap {
  readonly kind: "gap";
  readonly group: CostGroup;
  readonly item: string;
  readonly reason: string;
}

/** What one resource adds to the bill. */
export type Cost = Charge | Amount | Usage | Gap;

/** A type that is measured. */
export interface Measured {
  readonly kind: "measured";
  /** What a resource of the type adds: costs, or why this one is free. */
  readonly costs: (resource: Resource, graph: Graph) => readonly Cost[] | Free;
}

/** A type that costs nothing by itself. */
export interface Free extends Sourced {
  readonly kind: "free";
  readonly reason: string;
}

/** How the resources of one type are charged. */
export type Pricing = Measured | Free;

/** Pricing by type token. */
export type PricingTable = Readonly<Record<string, Pricing>>;

/** A row of a {@link PricingTable} for a type that is measured. */
export function measured(costs: Measured["costs"]): Measured {
  return { kind: "measured", costs };
}
