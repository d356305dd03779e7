import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import { decided, notEvaluated, passed } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { linkOf, named } from "../../links.ts";
import { whole } from "../../parts.ts";
import { MANAGED_CLUSTER, PRIVATE_ZONE } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const PRIVATE_CLUSTERS = "https://learn.microsoft.com/azure/aks/private-clusters";
const ZONE = "apiServerAccessProfile.privateDNSZone";

const clusters = whole(MANAGED_CLUSTER);
const noPublicName = equals("apiServerAccessProfile.enablePrivateClusterPublicFQDN", false);

/** A private API server is not announced in public: its address is resolved by a private zone, and there must be one. */
export const apiServerName: Rule = {
  id: "N02",
  name: "api-server-without-public-name",
  title: "The public DNS does not know the API server of any cluster.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    cisAks: ["5.4.1"],
    nist80053: ["AC-4", "SC-7"],
    nist800223: ["access", "management"],
  },
  remediation:
    "Create the ManagedCluster with apiServerAccessProfile.enablePrivateClusterPublicFQDN: false, and with a privateDNSZone that is not none.",
  evidence: PRIVATE_CLUSTERS,
  scope: "resource",
  types: clusters.types,
  check: (resource, graph) =>
    clusters
      .partsOf(resource)
      .flatMap((part) => [judge(noPublicName, part, graph), zoneAnswer(resource, graph)]),
};

/** Without a zone the API server has its public name only. */
function zoneAnswer(cluster: Resource, graph: Graph): Answer {
  const link = linkOf(graph, cluster, ZONE, [PRIVATE_ZONE]);
  const must = 'must not be "none"';
  switch (link.kind) {
    case "none":
      return passed(ZONE, `is not set, which Azure takes as "system" (${PRIVATE_CLUSTERS})`);
    case "unknown":
      return notEvaluated(ZONE, link.reason, must);
    case "declared":
      return passed(ZONE, `is ${named(link.resource)} of this stack`);
    case "elsewhere":
      return decided(link.id.toLowerCase() !== "none", ZONE, `is ${JSON.stringify(link.id)}`, must);
  }
}
