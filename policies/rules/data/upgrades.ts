import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { intentOf } from "../../intent.ts";
import { namersOf } from "../../namers.ts";
import { MAINTENANCE_CONFIGURATION, MANAGED_CLUSTER } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const ISOLATED = "https://learn.microsoft.com/azure/aks/concepts-network-isolated";

const CLUSTER = "autoUpgradeProfile.upgradeChannel";
const NODES = "autoUpgradeProfile.nodeOSUpgradeChannel";

/** Channels by which Azure changes nothing by itself. */
const QUIET = ["none", "unmanaged"];

/** A training run of weeks ends where Azure restarts its nodes at a time of its own choice. */
export const upgrades: Rule = {
  id: "D10",
  name: "upgrades-planned",
  title: "It is written how and when clusters and nodes are upgraded.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV_AZURE_171"],
    nist80053: ["CM-3", "SI-2"],
    nist800223: ["management", "computing"],
  },
  remediation:
    'Set autoUpgradeProfile: { upgradeChannel, nodeOSUpgradeChannel } on the ManagedCluster, in an isolated environment nodeOSUpgradeChannel: "NodeImage" or "None", and declare the MaintenanceConfiguration aksManagedAutoUpgradeSchedule or aksManagedNodeOSUpgradeSchedule for each channel that is on.',
  evidence: "https://learn.microsoft.com/azure/aks/planned-maintenance",
  scope: "graph",
  types: [MANAGED_CLUSTER],
  check: (cluster, graph) => [
    judgeChannel(cluster, CLUSTER, undefined),
    judgeChannel(
      cluster,
      NODES,
      intentOf(graph).isolation === "isolated" ? ["NodeImage", "None"] : undefined,
    ),
    ...judgeWindow(cluster, CLUSTER, "aksManagedAutoUpgradeSchedule", graph),
    ...judgeWindow(cluster, NODES, "aksManagedNodeOSUpgradeSchedule", graph),
  ],
};

function judgeChannel({ inputs }: Resource, path: string, allowed: readonly string[] | undefined): Answer {
  const must =
    allowed === undefined
      ? "must be set"
      : `must be ${allowed.join(" or ")}: an isolated cluster can do nothing else (${ISOLATED})`;
  const channel = valueAt(inputs, path);
  const reason = opaque(channel);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  if (isAbsent(channel)) return failed(path, "is not set", must);
  const fits = allowed?.some((name) => name.toLowerCase() === String(channel).toLowerCase()) ?? true;
  return decided(fits, path, `is ${textOf(channel)}`, must);
}

/** A channel that is on needs a window; one that is not known may be on. */
function judgeWindow(cluster: Resource, path: string, configName: string, graph: Graph): Answer[] {
  const channel = valueAt(cluster.inputs, path);
  if (isAbsent(channel) || QUIET.includes(String(channel).toLowerCase())) return [];
  const must = `a MaintenanceConfiguration ${configName} must say when`;
  const { surely, perhaps } = namersOf(graph, cluster, {
    type: MAINTENANCE_CONFIGURATION,
    path: "resourceName",
  });
  const window = surely.find(({ inputs }) => inputs.configName === configName);
  if (window !== undefined) return [passed(path, `${window.name} says when`)];
  const unsure =
    opaque(channel) !== undefined ||
    surely.some(({ inputs }) => opaque(inputs.configName) !== undefined) ||
    perhaps.some(({ inputs }) => inputs.configName === configName || opaque(inputs.configName) !== undefined);
  if (unsure) return [notEvaluated(path, "whether and when is unknown", must)];
  return [failed(path, "nothing says when", must)];
}
