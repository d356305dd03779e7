import { fittedRuns } from "../../../catalog/training-runs.ts";
import { compare } from "./published.ts";
import type { Efficiency } from "./throughput.ts";

/** The steps of the search: from coarse to where the fourth digit stands. */
const FIRST_STEP = 0.1;
const LAST_STEP = 0.000_05;

/** What a fit found. */
export interface Fit {
  readonly efficiency: Efficiency;
  /** Root of the mean squared relative error of TFLOP/s per GPU over the fitted runs. */
  readonly rootMeanSquareError: number;
}

/**
 * Fits the three constants to table 1 of Narayanan et al. 2021, by pattern search: from 0.8 each, try every constant a
 * step up and down between 0.05 and 1, keep what lessens the squared relative error of TFLOP/s, halve the step when
 * nothing does. Deterministic; sees no other run.
 */
export function fitEfficiency(): Fit {
  const error = (efficiency: Efficiency) =>
    fittedRuns.reduce((sum, published) => sum + compare(published, efficiency).error ** 2, 0);
  let best: Efficiency = { matmul: 0.8, memory: 0.8, links: 0.8 };
  let least = error(best);
  for (let step = FIRST_STEP; step > LAST_STEP; ) {
    const tried = neighbours(best, step).map((efficiency) => ({ efficiency, error: error(efficiency) }));
    const better = tried.reduce((a, b) => (b.error < a.error ? b : a));
    if (better.error < least) {
      best = better.efficiency;
      least = better.error;
    } else step /= 2;
  }
  return { efficiency: best, rootMeanSquareError: Math.sqrt(least / fittedRuns.length) };
}

function neighbours(efficiency: Efficiency, step: number): Efficiency[] {
  return (["matmul", "memory", "links"] as const).flatMap((name) =>
    [step, -step].map((change) => ({
      ...efficiency,
      [name]: Math.min(1, Math.max(0.05, efficiency[name] + change)),
    })),
  );
}
