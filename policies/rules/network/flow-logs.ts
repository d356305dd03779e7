import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, notApplicable, notEvaluated, opaque, passed } from "../../answers.ts";
import { named } from "../../links.ts";
import { type Namers, namersOf } from "../../namers.ts";
import { subnets } from "../../parts.ts";
import { FLOW_LOG, SUBNET, unversioned, VIRTUAL_NETWORK, VPC, VPC_FLOW_LOG } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const PATH = "flowLogs";
const MUST = "must have a flow log";

/** Who talked with whom can be told afterwards, wherever traffic flows that no firewall logs. */
export const flowLogs: Rule = {
  id: "N23",
  name: "networks-with-flow-log",
  title: "Every network logs its flows.",
  enforcement: "advisory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV2_AWS_11"],
    nist80053: ["AU-2", "AU-12", "SI-4"],
    nist800223: ["access", "management"],
  },
  remediation:
    "Declare a network.FlowLog with enabled: true and the network's id as targetResourceId; on AWS an ec2.FlowLog with its vpcId.",
  evidence: "https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview",
  scope: "graph",
  types: [VIRTUAL_NETWORK, VPC],
  check: (resource, graph) =>
    unversioned(resource.type) === VPC ? [vpcAnswer(resource, graph)] : [networkAnswer(resource, graph)],
};

function networkAnswer(network: Resource, graph: Graph): Answer {
  const logs = namersOf(graph, network, { type: FLOW_LOG, path: "targetResourceId" });
  const on = logs.surely.find(({ inputs }) => inputs.enabled === true);
  if (on !== undefined) return passed(PATH, `${named(on)} is on`);
  if (holdsOnlyFirewall(network, graph))
    return notApplicable(PATH, "holds nothing but a firewall, where no flow begins or ends");
  const unsure = logs.surely.find(({ inputs }) => opaque(inputs.enabled) !== undefined);
  return absentAnswer({ surely: logs.surely, perhaps: unsure ? [unsure] : logs.perhaps });
}

function vpcAnswer(vpc: Resource, graph: Graph): Answer {
  const logs = namersOf(graph, vpc, { type: VPC_FLOW_LOG, path: "vpcId" });
  const [log] = logs.surely;
  return log === undefined ? absentAnswer(logs) : passed(PATH, `${named(log)} is there`);
}

function absentAnswer({ surely, perhaps }: Namers): Answer {
  const [maybe] = perhaps;
  if (maybe !== undefined) return notEvaluated(PATH, `whether ${named(maybe)} is one is unknown`, MUST);
  const [off] = surely;
  return decided(false, PATH, off === undefined ? "has none" : `${named(off)} is off`, MUST);
}

function holdsOnlyFirewall(network: Resource, graph: Graph): boolean {
  const { surely } = namersOf(graph, network, { type: SUBNET, path: "virtualNetworkName" });
  const parts = [network, ...surely].flatMap((resource) => subnets.partsOf(resource));
  const names = parts.map((part) => valueAt(part.value, part.resource === network ? "name" : "subnetName"));
  return names.length > 0 && names.every((name) => name === "AzureFirewallSubnet");
}
