import { absent, equals } from "../../demand.ts";
import { fieldRule } from "../../field-rule.ts";
import { nodePools, whole } from "../../parts.ts";
import { MANAGED_CLUSTER, PUBLIC_IP_PREFIX } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

/** Rules about the network that only say what properties must be. */
export const networkFields: readonly Rule[] = [
  fieldRule(
    {
      id: "N01",
      name: "api-server-private",
      title: "The API server of every cluster is private.",
      enforcement: "mandatory",
      severity: "critical",
      frameworks: {
        checkov: ["CKV_AZURE_115"],
        cisAks: ["5.4.2"],
        nist80053: ["AC-4", "SC-7"],
        nist800223: ["access", "management"],
      },
      remediation: "Create the ManagedCluster with apiServerAccessProfile.enablePrivateCluster: true.",
      evidence: "https://learn.microsoft.com/azure/aks/private-clusters",
    },
    [{ of: whole(MANAGED_CLUSTER), demands: [equals("apiServerAccessProfile.enablePrivateCluster", true)] }],
  ),
  fieldRule(
    {
      id: "N06",
      name: "nodes-without-public-ip",
      title: "No node has a public IP address.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: {
        checkov: ["CKV_AZURE_143"],
        cisAks: ["5.4.3"],
        nist80053: ["AC-4", "SC-7"],
        nist800223: ["access", "management"],
      },
      remediation:
        "Remove enableNodePublicIP and nodePublicIPPrefixID from the node pool: outbound type none does not stop them.",
      evidence: "https://learn.microsoft.com/azure/aks/use-node-public-ips",
    },
    [
      {
        of: nodePools,
        demands: [
          equals("enableNodePublicIP", false, {
            value: false,
            source: "https://learn.microsoft.com/rest/api/aks/agent-pools/create-or-update",
          }),
          absent("nodePublicIPPrefixID", [PUBLIC_IP_PREFIX]),
        ],
      },
    ],
  ),
];
