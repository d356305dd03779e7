import { sketch } from "../../analysis/testing/graphs.ts";
import { type Graph, type Properties, UNKNOWN } from "../../graph/graph.ts";

/** A subscription whose id is no example. */
export const SUBSCRIPTION = "7f0c2a52-1c57-4d0e-9a5e-5b1c4c1f3a77";

/** The marks of a resource of {@link small}. */
export function marks(name: string): Properties {
  const urn = small().resources.find((resource) => resource.name === name)?.urn ?? name;
  return { "exaform-stack": "exaform/test", "exaform-urn": urn };
}

const group = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg`;

/** Ids of what {@link small} declares. */
export const IDS = {
  group,
  watcher: `/subscriptions/${SUBSCRIPTION}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_eastus`,
  vault: `${group}/providers/Microsoft.KeyVault/vaults/kv-test`,
  registry: `${group}/providers/Microsoft.ContainerRegistry/registries/crtest`,
  account: `${group}/providers/Microsoft.Storage/storageAccounts/sttest`,
  cluster: `${group}/providers/Microsoft.ContainerService/managedClusters/aks`,
  pool: `${group}/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/gpu`,
} as const;

/** A stack with something for every topic: ten H100 nodes with a surge of one. */
export function small(): Graph {
  const inGroup = { resourceGroupName: "rg", location: "eastus" };
  const tags = (type: string, name: string): Properties => ({
    tags: { "exaform-urn": `urn:pulumi:test::exaform::azure-native:${type}::${name}` },
  });
  return sketch(
    {
      type: "resources:ResourceGroup",
      name: "group",
      inputs: { ...inGroup, ...tags("resources:ResourceGroup", "group") },
    },
    {
      type: "authorization:ManagementLockByScope",
      name: "lock",
      inputs: { lockName: "keep", scope: group },
    },
    {
      type: "containerservice:ManagedCluster",
      name: "cluster",
      inputs: { ...inGroup, ...tags("containerservice:ManagedCluster", "cluster"), resourceName: "aks" },
    },
    {
      type: "containerservice:AgentPool",
      name: "pool",
      inputs: {
        resourceGroupName: "rg",
        resourceName: "aks",
        agentPoolName: "gpu",
        vmSize: "Standard_ND96isr_H100_v5",
        count: 10,
        availabilityZones: ["1"],
        enableEncryptionAtHost: true,
        upgradeSettings: { maxSurge: "1" },
        ...tags("containerservice:AgentPool", "pool"),
      },
      from: { resourceName: ["cluster"] },
    },
    {
      type: "keyvault:Vault",
      name: "vault",
      inputs: { ...inGroup, ...tags("keyvault:Vault", "vault"), vaultName: "kv-test" },
    },
    {
      type: "keyvault:Key",
      name: "key",
      inputs: { resourceGroupName: "rg", vaultName: "kv-test", keyName: "disks" },
    },
    {
      type: "containerregistry:Registry",
      name: "registry",
      inputs: { ...inGroup, ...tags("containerregistry:Registry", "registry"), registryName: "crtest" },
    },
    {
      type: "storage:StorageAccount",
      name: "account",
      inputs: { ...inGroup, ...tags("storage:StorageAccount", "account"), accountName: "sttest" },
    },
    {
      type: "network:FlowLog",
      name: "log",
      inputs: {
        resourceGroupName: "NetworkWatcherRG",
        networkWatcherName: "NetworkWatcher_eastus",
        flowLogName: "flow",
        ...tags("network:FlowLog", "log"),
      },
    },
    {
      type: "network:Subnet",
      name: "subnet",
      inputs: { resourceGroupName: "rg", virtualNetworkName: UNKNOWN, subnetName: "s" },
    },
  );
}
