import { Decimal } from "decimal.js";
import {
  breakEvenEvictions,
  type EvictedJob,
  goodputWithEvictions,
} from "../../planning/reliability/evictions.ts";
import type { SpotAssumptions, UndeclaredEvictions } from "./scenario.ts";

/** What must be true for spot nodes to be cheaper than the same nodes on demand. */
export interface SpotAnswer {
  /**
   * Whether something that costs the same either way has no price: then the hours of a GPU cost more than stands here,
   * more of the time must be useful, and fewer evictions are borne.
   */
  readonly atLeast: boolean;
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
  /** Reckoned of what has a price. */
  readonly cheaper: boolean;
  /** What the rest may cost in a month for it to stay cheaper; null where it is not cheaper, or nothing more can change that. */
  readonly cheaperBelow: string | null;
}

/** What {@link spotAnswer} compares. */
export interface SpotComparison {
  /** Cost of a month with spot nodes, and of the same on demand. */
  readonly spot: string;
  readonly onDemand: string;
  /** Whether something that costs the same in both is in neither. */
  readonly atLeast: boolean;
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
export function spotAnswer(comparison: SpotComparison): SpotAnswer {
  const { spot, onDemand, atLeast, gpuHours, gpuNodes, assumptions } = comparison;
  const breakEven = new Decimal(spot).div(onDemand);
  const shares = {
    atLeast,
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
      evictionsPer1000NodeDays === undefined ? null : outcome(evictionsPer1000NodeDays, job, comparison),
  };
}

function outcome(
  rate: number,
  job: EvictedJob,
  { spot, onDemand, atLeast, gpuHours }: SpotComparison,
): SpotOutcome {
  const goodput = goodputWithEvictions(rate, job);
  // With more cost u on both sides it is cheaper while (spot + u) / goodput < on demand + u.
  const lead = new Decimal(onDemand).times(goodput).minus(spot);
  const cheaper = lead.gt(0);
  return {
    evictionsPer1000NodeDays: new Decimal(rate).toFixed(),
    goodput: goodput.toFixed(4),
    perUsefulGpuHour:
      goodput < LEAST_GOODPUT ? null : new Decimal(spot).div(gpuHours).div(goodput).toFixed(4),
    cheaper,
    cheaperBelow: cheaper && atLeast && goodput < 1 ? lead.div(1 - goodput).toFixed(2) : null,
  };
}

/** Below this share of the time nothing gets done, and a price for it says nothing. */
const LEAST_GOODPUT = 1e-4;

/** A rate that follows from a model is no better known than this. */
function threeDigits(rate: number): string {
  return new Decimal(rate).toSignificantDigits(3).toFixed();
}
