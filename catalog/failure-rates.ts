import type { Sourced } from "./source.ts";

/** How often nodes of a cluster that was watched fail under training jobs. */
export interface FailureRate extends Sourced {
  readonly cluster: string;
  /** What the nodes were: rates of other hardware may differ. */
  readonly hardware: string;
  /** Failures of one node in 1,000 days. */
  readonly failuresPer1000NodeDays: number;
}

const rsc = { source: "https://arxiv.org/abs/2410.21680", asOf: "2024-10", confidence: "medium" } as const;

/**
 * Published rates: eleven months and four million jobs of Meta's two research clusters, hardware and system failures; and the 419
 * unexpected interruptions of 54 days of training Llama 3 405B.
 */
export const failureRates: readonly FailureRate[] = [
  { cluster: "RSC-1", hardware: "2,000 nodes of 8 A100", failuresPer1000NodeDays: 6.5, ...rsc },
  { cluster: "RSC-2", hardware: "1,000 nodes of 8 A100", failuresPer1000NodeDays: 2.34, ...rsc },
  {
    cluster: "Llama 3 405B",
    hardware: "2,048 nodes of 8 H100",
    failuresPer1000NodeDays: 3.79,
    source: "https://arxiv.org/abs/2407.21783",
    asOf: "2024-07",
    confidence: "high",
  },
];

/** The rate of a published cluster; `undefined` for one that the catalogue does not have. */
export function failureRateOf(cluster: string): FailureRate | undefined {
  return failureRates.find((row) => row.cluster === cluster);
}
