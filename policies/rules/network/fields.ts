import { absent, equals, oneOf } from "../../demand.ts";
import { fieldRule } from "../../field-rule.ts";
import { nodePools, subnets, whole } from "../../parts.ts";
import { EKS_CLUSTER, MANAGED_CLUSTER, PUBLIC_IP_PREFIX, REGISTRY } from "../../resource-types.ts";
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
      id: "N03",
      name: "cluster-without-public-access",
      title: "No cluster answers on the public network.",
      enforcement: "mandatory",
      severity: "critical",
      frameworks: { cisAks: ["5.4.2"], nist80053: ["AC-4", "SC-7"], nist800223: ["access", "management"] },
      remediation: 'Create the ManagedCluster with publicNetworkAccess: "Disabled".',
      evidence: "https://learn.microsoft.com/rest/api/aks/managed-clusters/create-or-update",
    },
    [{ of: whole(MANAGED_CLUSTER), demands: [equals("publicNetworkAccess", "Disabled")] }],
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
  fieldRule(
    {
      id: "N07",
      name: "subnets-without-default-egress",
      title: "No subnet has the way out that Azure gives by default.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { nist80053: ["AC-4", "SC-7"], nist800223: ["access", "computing"] },
      remediation:
        "Set defaultOutboundAccess: false on the Subnet, or on the subnet inside its VirtualNetwork.",
      evidence: "https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access",
    },
    [{ of: subnets, demands: [equals("defaultOutboundAccess", false)] }],
  ),
  fieldRule(
    {
      id: "N15",
      name: "registry-closed",
      title:
        "Images come from a registry without public access, nobody pulls without a name, and nobody exports them.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: {
        checkov: ["CKV_AZURE_138", "CKV_AZURE_139"],
        nist80053: ["AC-3", "AC-4", "SC-7"],
        nist800223: ["access", "management"],
      },
      remediation:
        'Create the Registry with publicNetworkAccess: "Disabled", policies.exportPolicy.status: "disabled" and without anonymousPullEnabled; reach it through a private endpoint.',
      evidence: "https://learn.microsoft.com/azure/container-registry/container-registry-private-link",
    },
    [
      {
        of: whole(REGISTRY),
        demands: [
          equals("publicNetworkAccess", "Disabled"),
          equals("anonymousPullEnabled", false, {
            value: false,
            source: "https://learn.microsoft.com/azure/container-registry/anonymous-pull-access",
          }),
          // Else whoever may read its images may copy them into a registry of another tenant.
          equals("policies.exportPolicy.status", "disabled"),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "N16",
      name: "network-policy-engine",
      title: "Every cluster has an engine that enforces network policies.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: {
        checkov: ["CKV_AZURE_7", "CKV2_AZURE_29"],
        cisAks: ["4.4.2", "5.4.4"],
        nist80053: ["AC-4", "SC-7"],
        nist800223: ["computing"],
      },
      remediation:
        'Create the ManagedCluster with networkProfile.networkPlugin: "azure" and networkProfile.networkPolicy: "cilium".',
      evidence: "https://learn.microsoft.com/azure/aks/use-network-policies",
    },
    [
      {
        of: whole(MANAGED_CLUSTER),
        demands: [
          oneOf("networkProfile.networkPolicy", ["cilium", "azure", "calico"]),
          equals("networkProfile.networkPlugin", "azure"),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "N20",
      name: "eks-endpoint-private",
      title: "The API server of every EKS cluster is reached from inside its network only.",
      enforcement: "mandatory",
      severity: "critical",
      frameworks: {
        checkov: ["CKV_AWS_38", "CKV_AWS_39"],
        cisEks: ["5.4.1", "5.4.2"],
        nist80053: ["AC-4", "SC-7"],
        nist800223: ["access", "management"],
      },
      remediation:
        "Create the Cluster with vpcConfig.endpointPublicAccess: false and vpcConfig.endpointPrivateAccess: true.",
      evidence: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
    },
    [
      {
        of: whole(EKS_CLUSTER),
        demands: [
          equals("vpcConfig.endpointPublicAccess", false),
          equals("vpcConfig.endpointPrivateAccess", true),
        ],
      },
    ],
  ),
];
