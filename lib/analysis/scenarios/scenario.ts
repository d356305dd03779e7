import type { PriceTerm, PriceUnit } from "../../../catalog/price.ts";
import type { PriceBook } from "../../../catalog/price-book.ts";
import type { Schedule } from "./schedule.ts";

/** How much is used: the least, what is expected, the most. */
export const usageLevels = ["low", "expected", "high"] as const;

/** See {@link usageLevels}. */
export type UsageLevel = (typeof usageLevels)[number];

/** On what conditions something is bought. */
export interface TermChoice {
  /** A cost group, or the item of a cost, in which `*` stands for any text: `GPU compute`, `pool h1: *`. */
  readonly match: string;
  readonly term: PriceTerm;
}

/** How much of something paid by use is used, by each resource that it matches. */
export interface UsageValue {
  /** Logical name of the resource; `*` stands for any text. @default - every resource that has the item */
  readonly resource?: string;
  /** Key of the price catalogue: `blob/hot/ZRS`. */
  readonly priceItem: string;
  /** What the amounts count; the unit of the price. */
  readonly unit: PriceUnit;
  /** Amounts of a month, in `unit`. */
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

/** What an eviction of spot nodes costs the job that runs on them. All of it is declared: no source gives a rate. */
export interface SpotAssumptions {
  /** How often a node is taken away: evictions of 1,000 nodes in a day. @default - only the break-even is computed */
  readonly evictionsPer1000NodeDays?: number;
  /** Nodes of the job that stops when one of them is taken away. @default - all GPU nodes */
  readonly jobNodes?: number;
  /** Time for which training waits while a checkpoint is written. */
  readonly checkpointWriteSeconds: number;
  /** Time from an eviction until training goes on from the last checkpoint. */
  readonly restartSeconds: number;
}

/** That nothing says what an eviction costs, and why. */
export interface UndeclaredEvictions {
  readonly undeclared: string;
}

/** One way to buy and to use what a graph declares. */
export interface Scenario {
  readonly name: string;
  /** Where prices are looked up: with its discounts, and in its currency. */
  readonly prices: PriceBook;
  /** The first that matches decides; what none matches is bought as the program declares it. */
  readonly compute: readonly TermChoice[];
  readonly usage: UsageLevel;
  readonly usageValues: readonly UsageValue[];
  /** The first that names a pool decides; a pool that none names always runs. */
  readonly schedule: readonly Schedule[];
  /** What an eviction costs, or why nothing says it. @default - the scenario does not say it */
  readonly spot?: SpotAssumptions | UndeclaredEvictions;
  /** What a reader must know of it, for example where a rate of exchange was read. */
  readonly notes: readonly string[];
}
