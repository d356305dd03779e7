import type { Inputs, Stored } from "../behaviour.ts";
import { GROUP, stored } from "./situation.ts";

const network = `${GROUP}/providers/Microsoft.Network`;

/** Ids of a small environment. */
export const ids = {
  group: GROUP,
  vnet: `${network}/virtualNetworks/vnet`,
  subnet: `${network}/virtualNetworks/vnet/subnets/nodes`,
  otherSubnet: `${network}/virtualNetworks/vnet/subnets/endpoints`,
  securityGroup: `${network}/networkSecurityGroups/nsg`,
  routeTable: `${network}/routeTables/routes`,
  address: `${network}/publicIPAddresses/ip`,
  firewall: `${network}/azureFirewalls/firewall`,
  endpoint: `${network}/privateEndpoints/endpoint`,
  otherEndpoint: `${network}/privateEndpoints/other`,
  zone: `${network}/privateDnsZones/privatelink.vaultcore.azure.net`,
  link: `${network}/privateDnsZones/privatelink.vaultcore.azure.net/virtualNetworkLinks/vnet`,
  cluster: `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks`,
  pool: `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/pool0`,
  otherPool: `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks/agentPools/pool1`,
  vault: `${GROUP}/providers/Microsoft.KeyVault/vaults/kv`,
  key: `${GROUP}/providers/Microsoft.KeyVault/vaults/kv/keys/disks`,
  diskEncryptionSet: `${GROUP}/providers/Microsoft.Compute/diskEncryptionSets/des`,
  account: `${GROUP}/providers/Microsoft.Storage/storageAccounts/stdata`,
  registry: `${GROUP}/providers/Microsoft.ContainerRegistry/registries/crdata`,
  lustre: `${GROUP}/providers/Microsoft.StorageCache/amlFilesystems/scratch`,
  identity: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`,
  kubelet: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/kubelet`,
} as const;

/** The size of the pools below: 96 vCPUs, InfiniBand. */
export const H100 = "Standard_ND96isr_H100_v5";

export const group = stored(ids.group, { location: "eastus" });
export const vnet = stored(ids.vnet, {
  location: "eastus",
  addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
});
export const subnet = stored(ids.subnet, { addressPrefix: "10.0.0.0/24" });
export const cluster = stored(ids.cluster, {
  location: "eastus",
  agentPoolProfiles: [{ name: "system", mode: "System", count: 1, vmSize: "Standard_D8ds_v5" }],
});

/** A pool of a number of H100 nodes. */
export function poolOf(count: number, more: Inputs = {}): Inputs {
  return { mode: "User", vmSize: H100, count, ...more };
}

/** A lock of a scope. */
export function lockOf(scope: string, level = "CanNotDelete"): Stored {
  return stored(`${scope}/providers/Microsoft.Authorization/locks/keep`, { scope, level });
}
