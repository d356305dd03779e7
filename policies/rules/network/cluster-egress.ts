import { judge, oneOf } from "../../demand.ts";
import { intentOf } from "../../intent.ts";
import { whole } from "../../parts.ts";
import { MANAGED_CLUSTER } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const OUTBOUND_TYPES = "https://learn.microsoft.com/azure/aks/egress-outboundtype";

const clusters = whole(MANAGED_CLUSTER);

/** What the cluster's outbound type must be follows from the environment's isolation; without one, both ways that need no public address count. */
export const clusterEgress: Rule = {
  id: "N04",
  name: "no-default-egress",
  title:
    "A cluster has no way out that Azure makes by itself; that of an isolated environment has none at all.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: { nist80053: ["AC-4", "SC-7"], nist800223: ["access", "management"] },
  remediation:
    'Create the ManagedCluster with networkProfile.outboundType: "none", or "userDefinedRouting" through a firewall where the environment is connected.',
  evidence: OUTBOUND_TYPES,
  scope: "graph",
  types: clusters.types,
  check: (resource, graph) => {
    const { isolation } = intentOf(graph);
    const allowed = isolation === "isolated" ? ["none"] : ["none", "userDefinedRouting"];
    const demand = oneOf("networkProfile.outboundType", allowed, {
      value: "loadBalancer",
      source: OUTBOUND_TYPES,
    });
    return clusters.partsOf(resource).map((part) => {
      const answer = judge(demand, part, graph);
      if (answer.status === "passed") return answer;
      return {
        ...answer,
        message: `${answer.message} (isolation of the environment: ${isolation ?? "not declared"})`,
      };
    });
  },
};
