import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import { failed, notApplicable, notEvaluated, passed } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { textOf } from "../../demand.ts";
import { perGraph } from "../../per-graph.ts";
import { MANAGED_CLUSTER } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { groupOf } from "./resource-groups.ts";
import { HOLDERS } from "./stores.ts";

const PATH = "resourceGroupName";
const MUST = "must not be the cluster's, nor that of its nodes";

/** Whoever deletes a cluster deletes its group, and Azure deletes everything in it: https://github.com/pulumi/pulumi-azure/issues/155 */
export const separateGroups: Rule = {
  id: "D04",
  name: "data-apart-from-clusters",
  title: "Data and keys stand in other resource groups than clusters.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CP-9", "SC-2"], nist800223: ["data storage"] },
  remediation:
    "Create the resource with the resourceGroupName of a group of its own; moving it later replaces it.",
  evidence: "https://learn.microsoft.com/azure/azure-resource-manager/management/overview#resource-groups",
  scope: "graph",
  types: HOLDERS,
  check: (resource, graph) => [judgeHolder(resource, graph)],
};

/** Groups of the clusters and of their nodes; `undefined` among them for one that nothing tells. */
const clusterGroups = perGraph(
  (graph) =>
    new Set(
      ofUnversioned(graph, MANAGED_CLUSTER).flatMap((cluster) => {
        const { nodeResourceGroup } = cluster.inputs;
        // Where none is written Azure makes one, and nothing else is ever in it.
        const nodes = typeof nodeResourceGroup === "string" ? [nodeResourceGroup.toLowerCase()] : [];
        return [groupOf(cluster, graph)?.id, ...nodes];
      }),
    ),
);

function judgeHolder(holder: Resource, graph: Graph): Answer {
  const theirs = clusterGroups(graph);
  if (theirs.size === 0) return notApplicable(PATH, "the stack declares no cluster");
  const own = groupOf(holder, graph)?.id;
  if (own === undefined) return notEvaluated(PATH, "which group it stands in is unknown", MUST);
  if (theirs.has(own)) return failed(PATH, `is ${textOf(own)}`, MUST);
  return theirs.has(undefined)
    ? notEvaluated(PATH, "which group a cluster stands in is unknown", MUST)
    : passed(PATH, `is ${textOf(own)}`);
}
