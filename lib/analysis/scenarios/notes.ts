import type { Decimal } from "decimal.js";
import type { Charge } from "../pricing/pricing.ts";
import { TERM_NAMES } from "../pricing/terms.ts";
import { HOURS_PER_WEEK, paidShare, type Schedule, usedShare } from "./schedule.ts";

/** What a schedule does to a pool: commitments are paid for in hours in which nothing runs, too. */
export function scheduleNote({ pool, term = "onDemand" }: Charge, schedule: Schedule): string {
  const [used, paid] = [usedShare(schedule), paidShare(term, schedule)].map(hours);
  const runs = `pool ${pool} runs ${used} of ${HOURS_PER_WEEK} hours a week`;
  return used === paid
    ? `${runs}; its disks and everything else are paid for all the time`
    : `${runs}, and ${paid} are paid for: ${TERM_NAMES[term]}`;
}

function hours(share: Decimal): string {
  return share.times(HOURS_PER_WEEK).toDecimalPlaces(2).toFixed();
}
