import { Decimal } from "decimal.js";
import type { PriceTerm } from "../../../catalog/price.ts";

/** Hours of a week. */
export const HOURS_PER_WEEK = 168;

const HOURS_PER_DAY = 24;

/** When node pools run; outside of it their nodes are off, and everything else stays. */
export interface Schedule {
  /** Names of pools; `*` stands for any text. */
  readonly pools: string;
  /** Hours of a week in which the nodes run. */
  readonly hoursPerWeek: number;
  /** Days of a week on which they run: so many days a capacity block is bought for. */
  readonly daysPerWeek: number;
}

/**
 * Part of the week that is paid for.
 *
 * Nodes by the hour, on demand or spot, are paid for while they run. A capacity block is sold by whole days. Whoever
 * commits for a year or three, in a reservation or a savings plan, pays for every hour, also for those in which nothing runs.
 */
export function paidShare(term: PriceTerm, { hoursPerWeek, daysPerWeek }: Schedule): Decimal {
  const hours = {
    onDemand: hoursPerWeek,
    spot: hoursPerWeek,
    capacityBlock: daysPerWeek * HOURS_PER_DAY,
    reservation1Year: HOURS_PER_WEEK,
    reservation3Years: HOURS_PER_WEEK,
    savingsPlan1Year: HOURS_PER_WEEK,
    savingsPlan3Years: HOURS_PER_WEEK,
  } satisfies Record<PriceTerm, number>;
  return new Decimal(hours[term]).div(HOURS_PER_WEEK);
}

/** Part of the week in which the nodes run. */
export function usedShare({ hoursPerWeek }: Schedule): Decimal {
  return new Decimal(hoursPerWeek).div(HOURS_PER_WEEK);
}
