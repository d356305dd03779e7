import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { linkOf } from "../../links.ts";
import { EKS_NODE_GROUP, LAUNCH_TEMPLATE, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { hasEfa } from "../network/efa-group.ts";
import { MACHINE_GROUPS, type MachineGroup, machineGroupsOf } from "./machine-groups.ts";

/** Neither InfiniBand nor EFA crosses from one zone to another. */
export const oneZone: Rule = {
  id: "F05",
  name: "fabric-in-one-zone",
  title: "Machines that a fabric joins are all in one zone.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CM-6", "SA-8"], nist800223: ["computing"] },
  remediation:
    "Name one zone in availabilityZones of the node pool (zones of the scale set), one subnet in subnetIds of the node group.",
  evidence: "https://learn.microsoft.com/azure/virtual-machines/setup-infiniband",
  scope: "graph",
  types: [...MACHINE_GROUPS, EKS_NODE_GROUP],
  check: (resource, graph) =>
    unversioned(resource.type) === EKS_NODE_GROUP
      ? nodeGroupAnswers(resource, graph)
      : machineGroupsOf(resource)
          .filter(({ infiniband }) => infiniband !== false)
          .map(zonesAnswer),
};

function zonesAnswer({ prefix, paths, value, infiniband }: MachineGroup): Answer {
  const path = prefix + paths.zones;
  const zones = valueAt(value, paths.zones);
  const must = "must name one zone";
  if (isAbsent(zones)) return passed(path, "is not set: spread over no zones");
  const reason = opaque(zones);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const count = listOf(zones).length;
  const answer = decided(count <= 1, path, `names ${count}`, must);
  if (infiniband === true || answer.status === "passed") return answer;
  return notEvaluated(
    path,
    `names ${count}`,
    `${must}, if the size has InfiniBand: ${paths.size} is not known`,
  );
}

/** Subnets are in one zone each. */
function nodeGroupAnswers(group: Resource, graph: Graph): Answer[] {
  const template = ["launchTemplate.id", "launchTemplate.name"]
    .map((path) => linkOf(graph, group, path, [LAUNCH_TEMPLATE]))
    .find(({ kind }) => kind === "declared");
  if (template?.kind !== "declared" || !hasEfa(template.resource)) return [];
  const path = "subnetIds";
  const subnets = valueAt(group.inputs, path);
  const reason = opaque(subnets);
  const must = "must name one subnet";
  if (reason !== undefined) return [notEvaluated(path, reason, must)];
  const count = listOf(subnets).length;
  return [decided(count === 1, path, `names ${count}`, must)];
}
