import type { Graph } from "../../graph/graph.ts";
import type { SpotAssumptions } from "../scenarios/scenario.ts";
import { workloadsOf } from "./declared.ts";
import type { TrainingReport } from "./training.ts";

/**
 * What an eviction would cost the first declared job that runs: by that spot nodes are compared with others. Nothing where
 * no job is declared, or the time of its checkpoints is not known.
 */
export function spotAssumptionsOf(graph: Graph, { workloads }: TrainingReport): SpotAssumptions | undefined {
  const declared = new Map(workloadsOf(graph).workloads.map((workload) => [workload.name, workload]));
  for (const { name, runs } of workloads) {
    const evictions = declared.get(name)?.spotEvictionsPer1000NodeDays;
    for (const { nodes, figures } of runs) {
      const writeSeconds = figures?.checkpointSeconds.value;
      const restartSeconds = figures?.restartSeconds.value;
      if (typeof nodes !== "number" || typeof writeSeconds !== "number" || typeof restartSeconds !== "number")
        continue;
      return {
        jobNodes: nodes,
        checkpointWriteSeconds: writeSeconds,
        restartSeconds,
        ...(evictions !== undefined && { evictionsPer1000NodeDays: evictions }),
      };
    }
  }
  return undefined;
}
