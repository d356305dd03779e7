import { changes, learn, type PropertyChange, packageDocs, replacementList } from "./property-change.ts";

const CLUSTER = "azure-native:containerservice:ManagedCluster";
const POOL = "azure-native:containerservice:AgentPool";
const REGISTRY = "azure-native:containerregistry:Registry";

const clusterChanges: readonly PropertyChange[] = [
  ...changes(
    CLUSTER,
    "replace",
    [
      "diskEncryptionSetID",
      "dnsPrefix",
      "fqdnSubdomain",
      "linuxProfile",
      "location",
      "nodeResourceGroup",
      "windowsProfile",
    ],
    "fixed when the cluster is made",
    replacementList,
  ),
  ...changes(
    CLUSTER,
    "replace",
    ["serviceCidr", "serviceCidrs", "dnsServiceIP", "networkMode"].map(
      (property) => `networkProfile.${property}`,
    ),
    "AKS has no way to change it",
    replacementList,
  ),
  ...changes(
    CLUSTER,
    "replace",
    [
      "networkPlugin",
      "networkPluginMode",
      "podCidr",
      "networkDataplane",
      "networkPolicy",
      "outboundType",
    ].map((property) => `networkProfile.${property}`),
    "AKS can migrate some values in place; azure-native makes a new cluster for any",
    replacementList,
  ),
  ...changes(
    CLUSTER,
    "refused",
    ["agentPoolProfiles"],
    "node pools in the cluster's own inputs cannot be updated; pools of their own can",
    packageDocs,
  ),
  ...changes(
    CLUSTER,
    "refused",
    ["apiServerAccessProfile.privateDNSZone"],
    "the zone of the API server cannot be changed",
    learn("aks/private-clusters", "2026-08"),
  ),
  ...changes(
    CLUSTER,
    "inPlace",
    [
      "kubernetesVersion",
      "sku",
      "tags",
      "aadProfile",
      "disableLocalAccounts",
      "autoUpgradeProfile",
      "networkProfile.advancedNetworking",
    ],
    "AKS updates the cluster",
    replacementList,
  ),
];

const poolChanges: readonly PropertyChange[] = [
  ...changes(
    POOL,
    "newPool",
    ["vmSize", "gpuInstanceProfile"],
    "azure-native would delete all nodes of the pool before it makes the new ones",
    replacementList,
  ),
  ...changes(
    POOL,
    "newPool",
    ["enableEncryptionAtHost"],
    "encryption at host is chosen when a pool is made",
    learn("aks/enable-host-encryption", "2023-07-17"),
  ),
  ...changes(
    POOL,
    "newPool",
    ["gpuProfile"],
    "who installs the GPU driver is chosen when a pool is made",
    learn("aks/aks-managed-gpu-nodes", "2026-07-02"),
  ),
  ...changes(
    POOL,
    "newPool",
    ["proximityPlacementGroupID"],
    "a placement group is chosen when a pool is made",
    learn("aks/reduce-latency-ppg", "2026-08"),
  ),
  ...changes(
    POOL,
    "newPool",
    [
      "availabilityZones",
      "vnetSubnetID",
      "osDiskType",
      "osDiskSizeGB",
      "maxPods",
      "enableNodePublicIP",
      "enableFIPS",
    ],
    "part of the scale set that AKS makes with the pool",
    learn("aks/manage-node-pools", "undated", "low"),
  ),
  ...changes(
    POOL,
    "inPlace",
    [
      "count",
      "enableAutoScaling",
      "minCount",
      "maxCount",
      "mode",
      "nodeLabels",
      "nodeTaints",
      "tags",
      "upgradeSettings",
    ],
    "AKS updates the pool",
    learn("aks/manage-node-pools", "undated", "medium"),
  ),
  {
    type: POOL,
    property: "orchestratorVersion",
    change: "inPlace",
    drains: true,
    reason: "AKS drains the nodes and makes them anew, a few at a time",
    ...learn("aks/upgrade-aks-cluster", "undated", "medium"),
  },
];

const registryChanges: readonly PropertyChange[] = [
  ...changes(REGISTRY, "refused", ["location"], "fixed when the registry is made", packageDocs),
  ...changes(
    REGISTRY,
    "refused",
    ["encryption"],
    "a customer-managed key is chosen when a registry is made, and its identity with it; the key itself rotates",
    learn("container-registry/tutorial-enable-customer-managed-keys", "undated", "low"),
  ),
  ...changes(
    REGISTRY,
    "inPlace",
    [
      "adminUserEnabled",
      "anonymousPullEnabled",
      "dataEndpointEnabled",
      "policies",
      "publicNetworkAccess",
      "sku",
      "tags",
    ],
    "the registry is updated",
    learn("container-registry/container-registry-skus", "undated", "medium"),
  ),
];

/** Clusters, node pools and registries. */
export const containerChanges: readonly PropertyChange[] = [
  ...clusterChanges,
  ...poolChanges,
  ...registryChanges,
];
