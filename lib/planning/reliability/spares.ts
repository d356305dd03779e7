import type { Formula } from "../formula.ts";

/**
 * Spare nodes with which a job stays full with a probability: the nodes in repair at any time follow Poisson's
 * distribution, whatever the distribution of repair times. Spares that fail themselves are left out.
 */
export const spareNodes: Formula<{
  nodes: number;
  failuresPer1000NodeDays: number;
  repairHours: number;
  /** Above 0 and below 1. */
  probability: number;
}> = {
  text: "least s with P(X ≤ s) ≥ probability; X ~ Poisson(nodes × failures per 1,000 node-days × repair hours / 24,000)",
  unit: "nodes",
  of: ({ nodes, failuresPer1000NodeDays, repairHours, probability }) =>
    poissonQuantile((nodes * failuresPer1000NodeDays * repairHours) / 24_000, probability),
};

/** Least count with that cumulative probability. Logarithms keep a large mean from underflowing to 0. */
function poissonQuantile(mean: number, probability: number): number {
  let logTerm = -mean;
  let cumulative = Math.exp(logTerm);
  let count = 0;
  // Rounding may leave the sum a hair below 1: beyond the mean, a term that adds nothing ends the search.
  while (cumulative < probability && !(count > mean && logTerm < -40)) {
    count += 1;
    logTerm += Math.log(mean / count);
    cumulative += Math.exp(logTerm);
  }
  return count;
}
