import { limits } from "../../../catalog/azure/limits.ts";
import { type Graph, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { intentOf } from "../../intent.ts";
import type { Answer, Rule } from "../../rule.ts";
import { MACHINE_GROUPS, type MachineGroup, machineGroupsOf } from "./machine-groups.ts";

const SETUP = limits.islandNodes.source;

/** What makes the machines of a group one scale set, which is what InfiniBand joins. */
const ONE_SET = {
  "node pool": equals("type", "VirtualMachineScaleSets", {
    value: "VirtualMachineScaleSets",
    source:
      "https://learn.microsoft.com/azure/templates/microsoft.containerservice/managedclusters/agentpools",
  }),
  "scale set": equals("singlePlacementGroup", true),
};

/** InfiniBand joins the machines of one scale set and no others; Azure keeps such a set small. */
export const oneIsland: Rule = {
  id: "F01",
  name: "one-island-per-pool",
  title: "Machines with InfiniBand are one scale set that is no larger than an island.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CM-6", "SA-8"], nist800223: ["computing"] },
  remediation:
    "Split the pool: 100 nodes each, or up to 300 where Microsoft has agreed and the environment says so (islandLimit). No job spans two of them.",
  evidence: SETUP,
  scope: "graph",
  types: MACHINE_GROUPS,
  check: (resource, graph) =>
    machineGroupsOf(resource)
      .filter(({ infiniband }) => infiniband !== false)
      .flatMap((group) => [...countAnswers(group, graph), ...setAnswers(group, graph)]),
};

function countAnswers(group: MachineGroup, graph: Graph): Answer[] {
  const { islandLimit } = intentOf(graph);
  const limit = Math.min(islandLimit ?? limits.islandNodes.value, limits.islandNodesAgreed.value);
  const most = `must be at most ${limit} (islandLimit of the environment: ${islandLimit ?? "not declared"})`;
  return group.paths.counts
    .map((property) => ({ path: group.prefix + property, count: valueAt(group.value, property) }))
    .filter(({ count }) => !isAbsent(count))
    .map(({ path, count }) => {
      const reason = opaque(count);
      if (reason !== undefined || typeof count !== "number")
        return notEvaluated(path, reason ?? "is no number", most);
      const answer = decided(count <= limit, path, `is ${count}`, most);
      return sized(answer, group);
    });
}

function setAnswers(group: MachineGroup, graph: Graph): Answer[] {
  return [sized(judge(ONE_SET[group.kind], group, graph), group)];
}

/** What fails only where there is InfiniBand cannot fail yet where that is not known. */
function sized(answer: Answer, { infiniband, paths }: MachineGroup): Answer {
  if (infiniband !== undefined || answer.status !== "failed") return answer;
  return {
    ...answer,
    status: "notEvaluated",
    message: `${answer.message}, if the size has InfiniBand: ${paths.size} is not known`,
  };
}
