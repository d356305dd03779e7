import type { Graph } from "../../graph/graph.ts";
import { environmentOf } from "../environment.ts";
import type { Scenario, SpotAssumptions, UndeclaredEvictions } from "../scenarios/scenario.ts";
import { workloadsOf } from "./declared.ts";
import type { TrainingReport } from "./training.ts";

/**
 * The scenarios; one that does not say what an eviction costs takes what follows from the jobs that the stack declares.
 *
 * @param training is asked only where a job is declared: it takes a while, and other projects declare none.
 */
export function withDeclaredEvictions(
  scenarios: readonly Scenario[],
  graph: Graph,
  training: () => TrainingReport,
): readonly Scenario[] {
  const spot = evictionsOf(graph, training);
  return scenarios.map((scenario) => ({ spot, ...scenario }));
}

/** What an eviction would cost the first declared job that runs, or why nothing says it. */
function evictionsOf(graph: Graph, training: () => TrainingReport): SpotAssumptions | UndeclaredEvictions {
  const { workloads, unread } = workloadsOf(graph);
  if (workloads.length === 0) return { undeclared: whyNone(graph, unread.length) };
  const declared = new Map(workloads.map((workload) => [workload.name, workload]));
  for (const { name, runs } of training().workloads) {
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
  return { undeclared: "of no declared job is it known how long a checkpoint and a restart take" };
}

function whyNone(graph: Graph, unread: number): string {
  if (environmentOf(graph) === undefined) return "what an eviction costs the job is not declared";
  return unread === 0
    ? "the environment declares no job"
    : "the jobs that the environment declares cannot be read";
}
