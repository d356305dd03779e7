import { type Graph, UNKNOWN } from "../../graph/graph.ts";
import {
  parametersOf,
  type SpeedError,
  speedErrorOf,
  type TrainingPrecision,
} from "../../planning/training/index.ts";
import type { CostReport } from "../cost.ts";
import type { Given } from "../figure.ts";
import type { Unknown } from "../reading.ts";
import { DECLARED, type UnreadWorkload, type Workload, workloadsOf } from "./declared.ts";
import { type IslandFacts, islandFactsOf } from "./facts.ts";
import { type IslandCapability, islandCapabilityOf } from "./islands.ts";
import {
  type LayoutOrigin,
  type LayoutSummary,
  type Layouts,
  layoutsOf,
  type NoLayout,
  type RefusedSummary,
  summaryOf,
} from "./layout.ts";
import { type RunFigures, runFigures } from "./run-figures.ts";

/** A job on one island: no job spans two. */
export interface IslandRun {
  readonly urn: string;
  readonly pool: string;
  /** Nodes that the job takes. */
  readonly nodes: number | Unknown;
  /** Nodes of the island beyond those, of what the cap of its hall lets run. */
  readonly sparesThere: number | Unknown;
  /** How far the model of speed was off on published runs of such GPUs; null where none was published, or the job cannot run. */
  readonly speedError: SpeedError | null;
  /** Why it cannot run there, or nothing is known; null where it runs. */
  readonly reason: string | null;
  /** Who chose the layout; null, as layout and figures, where the job cannot run. */
  readonly layoutBy: LayoutOrigin | null;
  readonly layout: LayoutSummary | null;
  /** The next fastest layouts, fastest first; where a declared one cannot be, the fastest that fit. */
  readonly otherLayouts: readonly LayoutSummary[];
  readonly refusedLayouts: readonly RefusedSummary[];
  readonly figures: RunFigures | null;
}

/** A declared job, and what each island makes of it. */
export interface WorkloadReport {
  readonly name: string;
  readonly model: string;
  readonly parameters: number;
  readonly tokens: number;
  /** Format of the layers' matrices. */
  readonly precision: TrainingPrecision;
  readonly runs: readonly IslandRun[];
}

/** What the money buys. */
export interface TrainingReport {
  readonly islands: readonly IslandCapability[];
  readonly workloads: readonly WorkloadReport[];
  /** Declared jobs of which nothing can be said, and why. */
  readonly unread: readonly UnreadWorkload[];
}

/** What the islands of a graph can do, and how each declared job would run on each of them. */
export function trainingOf(graph: Graph, cost: CostReport): TrainingReport {
  const facts = islandFactsOf(graph, cost);
  const { workloads, unread } = workloadsOf(graph);
  return {
    islands: facts.map((each) => islandCapabilityOf(each)),
    workloads: workloads.map((workload) => reportOf(workload, facts)),
    unread,
  };
}

function reportOf(workload: Workload, facts: readonly IslandFacts[]): WorkloadReport {
  // Islands of one size lay a job out in the same way, and trying every layout takes a while.
  const known = new Map<string, Layouts | NoLayout>();
  const layouts = (vmSize: string, nodes: number): Layouts | NoLayout => {
    const key = `${vmSize} ${nodes}`;
    const answer = known.get(key) ?? layoutsOf(workload, vmSize, nodes);
    known.set(key, answer);
    return answer;
  };
  return {
    name: workload.name,
    model: workload.model.name,
    parameters: parametersOf(workload.model).total,
    tokens: workload.tokens,
    precision: workload.precision,
    runs: facts.map((island) => runOn(workload, island, layouts)),
  };
}

function runOn(
  workload: Workload,
  facts: IslandFacts,
  layouts: (vmSize: string, nodes: number) => Layouts | NoLayout,
): IslandRun {
  const { urn, pool, vmSize, nodes: all } = facts.island;
  const { value: there, source } = facts.powered.runningNodes;
  const nodes = workload.nodes ?? there;
  const place = { urn, pool, nodes, sparesThere: UNKNOWN };
  if (typeof all !== "number")
    return { ...place, ...cannotRun("the number of nodes of the island is not known") };
  if (typeof nodes !== "number" || typeof there !== "number") return { ...place, ...cannotRun(source) };
  const counted = { ...place, sparesThere: Math.max(0, there - nodes) };
  if (nodes > all) return { ...counted, ...cannotRun(`it takes ${nodes} nodes, and the island has ${all}`) };
  if (all === 0) return { ...counted, ...cannotRun("the island has no node") };
  if (there === 0 || nodes > there)
    return { ...counted, ...cannotRun(`it takes ${nodes} nodes, and ${there} are ${source}`) };
  const answer = layouts(vmSize, nodes);
  if ("reason" in answer) return { ...counted, ...cannotRun(answer.reason, answer) };
  const given: Given =
    workload.nodes === undefined
      ? facts.powered.runningNodes
      : { value: nodes, unit: "nodes", source: DECLARED };
  return {
    ...counted,
    reason: null,
    speedError: speedErrorOf(answer.chosen.run.hardware) ?? null,
    layoutBy: answer.by,
    layout: summaryOf(answer.chosen),
    otherLayouts: answer.others,
    refusedLayouts: answer.refused,
    figures: runFigures({ workload, facts, layout: answer.chosen, nodes: given }),
  };
}

function cannotRun(
  reason: string,
  { others, refused }: Pick<NoLayout, "others" | "refused"> = { others: [], refused: [] },
): Omit<IslandRun, "urn" | "pool" | "nodes" | "sparesThere"> {
  return {
    reason,
    speedError: null,
    layoutBy: null,
    layout: null,
    otherLayouts: others,
    refusedLayouts: refused,
    figures: null,
  };
}
