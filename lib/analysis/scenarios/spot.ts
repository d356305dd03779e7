import { Decimal } from "decimal.js";
import {
  breakEvenEvictions,
  type EvictedJob,
  goodputWithEvictions,
} from "../../planning/reliability/evictions.ts";
import type { SpotAssumptions, UndeclaredEvictions } from "./scenario.ts";

/** What must be true for spot nodes to be cheaper than the same nodes on demand. */
export interface SpotAnswer {
  /** What an hour of a GPU costs on demand, all else as in the scenario: at the break-even, a useful hour on spot costs it. */
  readonly onDemandPerGpuHour: string;
  /** Share of the time that must be useful: cost with spot / cost on demand. */
  readonly breakEvenGoodput: string;
  /** Nodes of the job that an eviction stops. */
  readonly jobNodes: number;
  /** Rate at which no more than that share is useful; null where nothing says what an eviction costs. */
  readonly breakEvenEvictionsPer1000NodeDays: string | null;
  /** Why nothing says what an eviction costs; null where something does. */
  readonly undeclared: string | null;
  /** The declared rate, and what follows from it; null where none is declared. */
  readonly declared: SpotOutcome | null;
}

/** What a declared rate of evictions leaves. */
export interface SpotOutcome {
  readonly evictionsPer1000NodeDays: string;
  /** Share of the time that is useful. */
  readonly goodput: string;
  /** What an hour of a GPU costs that moves training forward; null where nearly none does. */
  readonly perUsefulGpuHour: string | null;
  readonly cheaper: boolean;
}

/** What {@link spotAnswer} compares. */
export interface SpotComparison {
  /** Cost of a month with spot nodes, and of the same on demand. */
  readonly spot: string;
  readonly onDemand: string;
  /** Hours for which GPUs run in a month; more than 0. */
  readonly gpuHours: Decimal;
  readonly gpuNodes: number;
  /** What an eviction costs, or why nothing says it. */
  readonly assumptions: SpotAssumptions | UndeclaredEvictions;
}

/**
 * Compares spot nodes with the same nodes on demand by what an hour of useful training costs. Failures of nodes are left
 * out: they strike both. The rate of evictions is declared, because no source gives one.
 */
export function spotAnswer({ spot, onDemand, gpuHours, gpuNodes, assumptions }: SpotComparison): SpotAnswer {
  const breakEven = new Decimal(spot).div(onDemand);
  const shares = {
    onDemandPerGpuHour: new Decimal(onDemand).div(gpuHours).toFixed(4),
    breakEvenGoodput: breakEven.toFixed(4),
  };
  if ("undeclared" in assumptions) {
    const { undeclared } = assumptions;
    const evictions = { breakEvenEvictionsPer1000NodeDays: null, undeclared, declared: null };
    return { ...shares, jobNodes: gpuNodes, ...evictions };
  }
  const {
    jobNodes = gpuNodes,
    checkpointWriteSeconds,
    restartSeconds,
    evictionsPer1000NodeDays,
  } = assumptions;
  const job = { nodes: jobNodes, writeSeconds: checkpointWriteSeconds, restartSeconds };
  return {
    ...shares,
    jobNodes,
    breakEvenEvictionsPer1000NodeDays: threeDigits(breakEvenEvictions(breakEven.toNumber(), job)),
    undeclared: null,
    declared:
      evictionsPer1000NodeDays === undefined
        ? null
        : outcome(evictionsPer1000NodeDays, job, new Decimal(spot).div(gpuHours), breakEven),
  };
}

function outcome(rate: number, job: EvictedJob, perGpuHour: Decimal, breakEven: Decimal): SpotOutcome {
  const goodput = goodputWithEvictions(rate, job);
  return {
    evictionsPer1000NodeDays: new Decimal(rate).toFixed(),
    goodput: goodput.toFixed(4),
    perUsefulGpuHour: goodput < LEAST_GOODPUT ? null : perGpuHour.div(goodput).toFixed(4),
    cheaper: breakEven.lessThan(goodput),
  };
}

/** Below this share of the time nothing gets done, and a price for it says nothing. */
const LEAST_GOODPUT = 1e-4;

/** A rate that follows from a model is no better known than this. */
function threeDigits(rate: number): string {
  return new Decimal(rate).toSignificantDigits(3).toFixed();
}
