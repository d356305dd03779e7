import * as types from "../../resource-types.ts";
import { setting, without } from "./change.ts";
import { broken, input, type Mutation } from "./mutation.ts";

const PREFIX = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPPrefixes/p";

const clusterMutations: readonly Mutation[] = [
  input("N01", types.MANAGED_CLUSTER, "cluster", "apiServerAccessProfile.enablePrivateCluster", false),
  input(
    "N02",
    types.MANAGED_CLUSTER,
    "cluster",
    "apiServerAccessProfile.enablePrivateClusterPublicFQDN",
    undefined,
  ),
  input("N02", types.MANAGED_CLUSTER, "cluster", "apiServerAccessProfile.privateDNSZone", "none"),
  input("N03", types.MANAGED_CLUSTER, "cluster", "publicNetworkAccess", "Enabled"),
  input("N04", types.MANAGED_CLUSTER, "cluster", "networkProfile.outboundType", "userDefinedRouting"),
  input("N05", types.MANAGED_CLUSTER, "cluster", "bootstrapProfile.artifactSource", "Direct"),
  ...[
    setting(types.REGISTRY, "registry", "sku.name", "Standard"),
    setting(types.CACHE_RULE, "aks-cache", "targetRepository", "mcr/*"),
  ].map((apply) =>
    broken("N05", types.MANAGED_CLUSTER, "cluster", "bootstrapProfile.containerRegistryId", apply),
  ),
  input("N06", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.enableNodePublicIP", true),
  input("N06", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.nodePublicIPPrefixID", PREFIX),
  input("N06", types.AGENT_POOL, "island-0", "enableNodePublicIP", true),
  input("N06", types.AGENT_POOL, "island-0", "nodePublicIPPrefixID", PREFIX),
  input("N16", types.MANAGED_CLUSTER, "cluster", "networkProfile.networkPolicy", "none"),
  input("N16", types.MANAGED_CLUSTER, "cluster", "networkProfile.networkPlugin", "kubenet"),
];

const subnetMutations: readonly Mutation[] = [
  input("N07", types.SUBNET, "nodes", "defaultOutboundAccess", true),
  input("N07", types.VIRTUAL_NETWORK, "network", "subnets.0.defaultOutboundAccess", undefined),
  input("N07", types.VIRTUAL_NETWORK, "network", "subnets.1.defaultOutboundAccess", undefined),
  input("N08", types.SUBNET, "nodes", "networkSecurityGroup.id", undefined),
  input("N08", types.VIRTUAL_NETWORK, "network", "subnets.0.networkSecurityGroup.id", undefined),
];

const trafficMutations: readonly Mutation[] = [
  ...["*", "Internet", "0.0.0.0/1", "AzureCloud.eastus", "20.0.0.0/24"].map((source) =>
    input("N09", types.NETWORK_SECURITY_GROUP, "nodes-nsg", "securityRules.0.sourceAddressPrefix", source),
  ),
  broken(
    "N09",
    types.NETWORK_SECURITY_GROUP,
    "nodes-nsg",
    "securityRules[1].sourceAddressPrefixes[0]",
    setting(types.NETWORK_SECURITY_GROUP, "nodes-nsg", "securityRules.1.sourceAddressPrefixes", [
      "0.0.0.0/0",
    ]),
  ),
  input("N09", types.SECURITY_RULE, "runner-ssh", "sourceAddressPrefix", "Internet"),
  input("N10", types.ROUTE, "runner-to-firewall", "nextHopType", "Internet"),
  ...["*", "*.com"].map((host) =>
    input("N10", types.FIREWALL_RULES, "runner-hosts", "ruleCollections.0.rules.0.targetFqdns", [host]),
  ),
  broken(
    "N19",
    types.PEERING,
    "network-to-hub",
    "remoteVirtualNetwork.id",
    setting(types.ENVIRONMENT, "environment", "network.peerings", []),
  ),
  broken("N23", types.VIRTUAL_NETWORK, "network", "flowLogs", without(types.FLOW_LOG, "flow-log")),
  broken(
    "N23",
    types.VIRTUAL_NETWORK,
    "network",
    "flowLogs",
    setting(types.FLOW_LOG, "flow-log", "enabled", false),
  ),
];

const STORES: readonly (readonly [type: string, name: string, group: string])[] = [
  [types.VAULT, "disk-vault", "vault"],
  [types.STORAGE_ACCOUNT, "datasets", "blob"],
  [types.REGISTRY, "registry", "registry"],
];

const storeMutations: readonly Mutation[] = [
  ...STORES.flatMap(([type, name, group]) => [
    broken(
      "N11",
      type,
      name,
      "privateEndpointConnections",
      without(types.PRIVATE_ENDPOINT, `${group}-endpoint`),
    ),
    ...[types.ENDPOINT_ZONES, types.ZONE_LINK].map((lost) =>
      broken(
        "N12",
        types.PRIVATE_ENDPOINT,
        `${group}-endpoint`,
        "privateDnsZoneGroups",
        without(lost, lost === types.ZONE_LINK ? `${group}-link` : `${group}-names`),
      ),
    ),
  ]),
  input("N13", types.STORAGE_ACCOUNT, "datasets", "publicNetworkAccess", "Enabled"),
  input("N13", types.STORAGE_ACCOUNT, "datasets", "networkRuleSet.defaultAction", undefined),
  input("N13", types.STORAGE_ACCOUNT, "datasets", "networkRuleSet.bypass", "AzureServices"),
  input("N13", types.STORAGE_ACCOUNT, "datasets", "allowBlobPublicAccess", true),
  input("N14", types.VAULT, "disk-vault", "properties.publicNetworkAccess", "Enabled"),
  input("N14", types.VAULT, "disk-vault", "properties.networkAcls.defaultAction", "Allow"),
  // A relaxation whose purpose does not need it, and one whose consumer is gone.
  broken(
    "N14",
    types.VAULT,
    "disk-vault",
    "properties.networkAcls.bypass",
    setting(types.VAULT, "disk-vault", "tags.purpose", "runner"),
  ),
  broken(
    "N14",
    types.VAULT,
    "disk-vault",
    "properties.networkAcls.bypass",
    without(types.DISK_ENCRYPTION_SET, "disks"),
  ),
  input("N15", types.REGISTRY, "registry", "publicNetworkAccess", undefined),
  input("N15", types.REGISTRY, "registry", "anonymousPullEnabled", true),
  input("N15", types.REGISTRY, "registry", "policies.exportPolicy.status", "enabled"),
];

const kubernetesMutations: readonly Mutation[] = [
  ...["research", "research-data"].flatMap((name) =>
    (
      [
        ["spec.policyTypes", ["Ingress"]],
        ["spec.podSelector", { matchLabels: { app: "train" } }],
        ["spec.egress", [{}]],
      ] as const
    ).map(([path, value]) =>
      broken(
        "N17",
        types.NAMESPACE,
        name,
        "metadata.name",
        setting(types.NETWORK_POLICY, `${name}-deny`, path, value),
      ),
    ),
  ),
  input("N18", types.SERVICE, "queue", "spec.type", "NodePort"),
  broken(
    "N18",
    types.SERVICE,
    "queue",
    "spec.type",
    setting(types.SERVICE, "queue", "metadata.annotations", undefined),
  ),
  input("N18", types.SERVICE, "queue", "spec.externalIPs", ["203.0.113.1"]),
];

const SELF = { protocol: "-1", fromPort: 0, toPort: 0, self: true };

const awsMutations: readonly Mutation[] = [
  input("N20", types.EKS_CLUSTER, "training", "vpcConfig.endpointPublicAccess", true),
  input("N20", types.EKS_CLUSTER, "training", "vpcConfig.endpointPrivateAccess", undefined),
  input("N21", types.SECURITY_GROUP, "nodes", "egress.0.cidrBlocks", ["0.0.0.0/0"]),
  broken(
    "N21",
    types.VPC,
    "training",
    "defaultSecurityGroup",
    setting(types.DEFAULT_SECURITY_GROUP, "default", "ingress", [SELF]),
  ),
  broken("N21", types.VPC, "training", "vpcEndpoints", without(types.VPC_ENDPOINT, "to-sts")),
  ...(
    [
      ["egress", undefined],
      ["ingress", [SELF, { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/16"] }]],
      ["ingress", [{ ...SELF, protocol: "tcp" }]],
    ] as const
  ).map(([path, value]) =>
    broken(
      "N22",
      types.LAUNCH_TEMPLATE,
      "nodes",
      "networkInterfaces",
      setting(types.SECURITY_GROUP, "efa", path, value),
    ),
  ),
  broken("N23", types.VPC, "training", "flowLogs", without(types.VPC_FLOW_LOG, "flows")),
];

/** What breaks the rules of the family network. */
export const networkMutations: readonly Mutation[] = [
  ...clusterMutations,
  ...subnetMutations,
  ...trafficMutations,
  ...storeMutations,
  ...kubernetesMutations,
  ...awsMutations,
];
