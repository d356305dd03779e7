import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, entriesOf, isAbsent, notApplicable, notEvaluated, opaque } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { textOf } from "../../demand.ts";
import * as types from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Types of Azure that take tags. What takes none belongs to its parent. */
export const TAGGABLE: readonly string[] = [
  types.MANAGED_CLUSTER,
  types.AGENT_POOL,
  types.VIRTUAL_MACHINE,
  types.SCALE_SET,
  types.DISK_ENCRYPTION_SET,
  types.VIRTUAL_NETWORK,
  types.NETWORK_SECURITY_GROUP,
  types.PUBLIC_IP_PREFIX,
  types.USER_ASSIGNED_IDENTITY,
  types.VAULT,
  types.KEY,
  types.STORAGE_ACCOUNT,
  types.LUSTRE_FILE_SYSTEM,
  types.REGISTRY,
  types.LOG_WORKSPACE,
  types.RESOURCE_GROUP,
  "azure-native:monitor:AzureMonitorWorkspace",
  "azure-native:monitor:PrivateLinkScope",
  "azure-native:network:AzureFirewall",
  "azure-native:network:FirewallPolicy",
  "azure-native:network:FlowLog",
  "azure-native:network:NetworkInterface",
  "azure-native:network:PrivateEndpoint",
  "azure-native:network:PublicIPAddress",
  "azure-native:network:RouteTable",
  "azure-native:privatedns:PrivateZone",
  "azure-native:privatedns:VirtualNetworkLink",
];

/** Which tags there must be, the environment says by its own; on AWS a provider can set them unseen, so that nothing is asked there. */
export const tags: Rule = {
  id: "D11",
  name: "resources-tagged",
  title: "Every resource carries the tags of its environment: owner, cost centre, data class, time to live.",
  enforcement: "advisory",
  severity: "low",
  frameworks: { nist80053: ["CM-8"] },
  remediation: "Pass the environment's tags to the resource: tags: { ...tags }.",
  evidence:
    "https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-tagging",
  scope: "graph",
  types: [types.ENVIRONMENT, ...TAGGABLE],
  check: (resource, graph) => {
    const required = requiredTags(graph);
    if (resource.type !== types.ENVIRONMENT) return required.map((tag) => judgeTag(resource, tag));
    return required.length > 0 ? [] : [notApplicable("tags", "the environment asks for no tags")];
  },
};

function requiredTags(graph: Graph): readonly string[] {
  const [environment] = ofUnversioned(graph, types.ENVIRONMENT);
  return entriesOf(environment?.inputs.tags).map(([name]) => name);
}

function judgeTag({ inputs }: Resource, tag: string): Answer {
  const path = `tags.${tag}`;
  const value = tagOf(valueAt(inputs, "tags"), tag);
  const reason = opaque(value);
  if (reason !== undefined) return notEvaluated(path, reason, "must be set");
  const set = !isAbsent(value) && value !== "";
  return decided(set, path, set ? `is ${textOf(value)}` : "is not set", "must be set");
}

/** Names of tags may have dots, which paths have not. Azure compares them without regard to case. */
function tagOf(found: Value | undefined, tag: string): Value | undefined {
  if (opaque(found) !== undefined) return found;
  return entriesOf(found).find(([name]) => name.toLowerCase() === tag.toLowerCase())?.[1];
}
