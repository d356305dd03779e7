import type { Graph } from "../../graph/graph.ts";
import { drawRun, type RunDraw } from "../../planning/reliability/run-draw.ts";
import { type SpeedError, speedErrorOf } from "../../planning/training/index.ts";
import type { CostReport } from "../cost.ts";
import type { Unknown } from "../reading.ts";
import { type Workload, workloadsOf } from "./declared.ts";
import { type IslandFacts, islandFactsOf } from "./facts.ts";
import { layoutsOf } from "./layout.ts";
import { type RunFigures, runFigures } from "./run-figures.ts";

/** A job on a part of an island, in the fastest layout that fits. */
export interface ScalePoint {
  readonly nodes: number;
  /** Time to train, interruptions included. */
  readonly elapsedHours: number | Unknown;
  /** What these nodes cost meanwhile, without the others of the island. */
  readonly cost: string | Unknown;
  /** Share of the dense peak. */
  readonly modelFlopsUtilisation: number | Unknown;
}

/** One run of a job as it may go. */
export interface OutlookDraw extends RunDraw {
  /** What decides the draw: the same text and rates draw the same run. */
  readonly seed: string;
}

/** How a job's time and cost depend on its nodes, and how a run may go. */
export interface WorkloadOutlook {
  readonly name: string;
  /** The island of which it is said: the first on which the job runs. */
  readonly pool: string;
  /** Nodes that the job takes. */
  readonly nodes: number;
  readonly currency: string;
  /** How far the model of speed was off on published runs of such GPUs; null where none was published: it is unknown. */
  readonly speedError: SpeedError | null;
  /** By nodes; counts at which no layout fits are left out. */
  readonly points: readonly ScalePoint[];
  /** Null where something that decides it is not known, or where it is interrupted too often to be shown. */
  readonly draw: OutlookDraw | null;
}

/** As many counts of nodes are tried, at most; each takes some milliseconds. */
const MOST_COUNTS = 12;

/** The outlook of each declared job that runs on an island. */
export function outlookOf(graph: Graph, cost: CostReport): WorkloadOutlook[] {
  const islands = islandFactsOf(graph, cost);
  return workloadsOf(graph).workloads.flatMap((workload) => {
    for (const facts of islands) {
      const { value: there } = facts.powered.runningNodes;
      const nodes = workload.nodes ?? there;
      if (typeof nodes !== "number" || typeof there !== "number" || nodes > there) continue;
      const run = runOn(workload, facts, nodes);
      if (run !== undefined) return [outlook(graph, workload, facts, { nodes, there, ...run })];
    }
    return [];
  });
}

function runOn(
  workload: Workload,
  facts: IslandFacts,
  nodes: number,
): Pick<Run, "figures" | "speedError"> | undefined {
  if (nodes === 0) return undefined;
  const answer = layoutsOf(workload, facts.island.vmSize, nodes);
  if ("reason" in answer) return undefined;
  const given = { value: nodes, unit: "nodes", source: "one of the counts that are compared" };
  // As if these nodes were the island: nothing is paid for the others.
  const layout = answer.chosen;
  const figures = runFigures({ workload, facts: { ...facts, nodes: given }, layout, nodes: given });
  return { figures, speedError: speedErrorOf(layout.run.hardware) ?? null };
}

interface Run {
  readonly nodes: number;
  /** Nodes of the island that can run. */
  readonly there: number;
  readonly figures: RunFigures;
  readonly speedError: SpeedError | null;
}

function outlook(
  graph: Graph,
  workload: Workload,
  facts: IslandFacts,
  { nodes, there, figures, speedError }: Run,
): WorkloadOutlook {
  const points = countsOf(nodes, there).flatMap((count) => {
    const at = count === nodes ? figures : runOn(workload, facts, count)?.figures;
    if (at === undefined) return [];
    const { elapsedHours, islandCost, modelFlopsUtilisation } = at;
    return [
      {
        nodes: count,
        elapsedHours: elapsedHours.value,
        cost: islandCost.value,
        modelFlopsUtilisation: modelFlopsUtilisation.value,
      },
    ];
  });
  return {
    name: workload.name,
    pool: facts.island.pool,
    nodes,
    currency: figures.islandCost.unit,
    speedError,
    points,
    draw: drawOf(`${graph.project}/${graph.stack}/${workload.name}`, figures),
  };
}

/** Counts of nodes that are multiples of a power of two, because layouts divide nodes evenly, and the declared one. */
function countsOf(nodes: number, there: number): number[] {
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(there / (MOST_COUNTS - 1))));
  const multiples = Array.from({ length: Math.floor(there / step) }, (_, index) => (index + 1) * step);
  return [...new Set([...multiples, nodes])].toSorted((a, b) => a - b);
}

function drawOf(seed: string, figures: RunFigures): OutlookDraw | null {
  const intervalSeconds = figures.goodput.inputs.find(({ name }) => name === "intervalSeconds")?.value;
  const trainingHours = figures.trainingHours.value;
  const writeSeconds = figures.checkpointSeconds.value;
  const restartSeconds = figures.restartSeconds.value;
  const meanHoursBetweenInterruptions = figures.meanHoursBetweenInterruptions.value;
  if (
    typeof intervalSeconds !== "number" ||
    typeof trainingHours !== "number" ||
    typeof writeSeconds !== "number" ||
    typeof restartSeconds !== "number" ||
    typeof meanHoursBetweenInterruptions !== "number"
  )
    return null;
  const drawn = drawRun(
    { trainingHours, intervalSeconds, writeSeconds, restartSeconds, meanHoursBetweenInterruptions },
    seed,
  );
  return drawn === undefined ? null : { seed, ...drawn };
}
