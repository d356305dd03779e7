import { bestCheckpointSeconds, goodput } from "./checkpoints.ts";
import { meanHoursBetweenInterruptions } from "./failures.ts";

/** What an eviction costs a job that needs all of its nodes. */
export interface EvictedJob {
  readonly nodes: number;
  /** Time for which training waits while a checkpoint is written; more than 0. */
  readonly writeSeconds: number;
  /** Time from an eviction until training goes on from the last checkpoint. */
  readonly restartSeconds: number;
}

/**
 * Share of the time that moves training forward where nothing but evictions interrupts it, with the best checkpoint
 * interval for their rate; 1 without evictions.
 */
export function goodputWithEvictions(evictionsPer1000NodeDays: number, job: EvictedJob): number {
  if (evictionsPer1000NodeDays === 0) return 1;
  const { nodes, writeSeconds, restartSeconds } = job;
  const meanHours = meanHoursBetweenInterruptions.of({
    nodes,
    interruptionsPer1000NodeDays: evictionsPer1000NodeDays,
  });
  const intervalSeconds = bestCheckpointSeconds.of({
    writeSeconds,
    meanHoursBetweenInterruptions: meanHours,
  });
  return goodput.of({
    intervalSeconds,
    writeSeconds,
    restartSeconds,
    meanHoursBetweenInterruptions: meanHours,
  });
}

/** Rates between which the break-even is looked for, per 1,000 node-days: once in 3,000 years, and every 90 ms. */
const [RAREST, MOST] = [1e-3, 1e9];

/** Halvings after which the rate is known to 12 digits. */
const HALVINGS = 100;

/**
 * The rate of evictions at which no more than this share of the time is useful, per 1,000 node-days: where spot nodes
 * at this share of a price cost as much for each useful hour as nodes that are never taken away.
 *
 * @param share below 1; from 1 on, spot nodes are not cheaper and the answer is 0.
 */
export function breakEvenEvictions(share: number, job: EvictedJob): number {
  if (share >= goodputWithEvictions(RAREST, job)) return 0;
  let [low, high] = [Math.log(RAREST), Math.log(MOST)];
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (goodputWithEvictions(Math.exp(middle), job) > share) low = middle;
    else high = middle;
  }
  return Math.exp(low);
}
