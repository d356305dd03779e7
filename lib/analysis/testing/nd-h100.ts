import type { Graph, Properties } from "../../graph/graph.ts";
import { type ResourceSketch, sketch } from "./graphs.ts";

const location = "eastus";

/** The inputs that matter of a small ND H100 system: one cluster, its network, its storage, its keys. */
export function ndH100Sketches(): ResourceSketch[] {
  return [...network, ...cluster, pool("h1", 86), pool("h2", 85), pool("h3", 85), ...stores, ...guards];
}

/** That system as a graph, with some inputs changed: `{ h1: { count: 3 } }`. */
export function ndH100(changes: Readonly<Record<string, Properties>> = {}): Graph {
  const changed = ndH100Sketches().map((resource) => ({
    ...resource,
    inputs: { ...resource.inputs, ...changes[resource.name] },
  }));
  return sketch(...changed);
}

/** A cluster with one node, of which everything has a price. */
export function allPriced(): Graph {
  return sketch(
    {
      type: "containerservice:ManagedCluster",
      name: "cluster",
      inputs: { location, sku: { tier: "Standard" } },
    },
    { type: "network:Subnet", name: "nodes" },
    pool("h1", 1),
  );
}

/** A GPU pool of that system. */
export function pool(name: string, count: number, inputs: Properties = {}): ResourceSketch {
  return {
    type: "containerservice:AgentPool",
    name,
    inputs: {
      agentPoolName: name,
      vmSize: "Standard_ND96isr_H100_v5",
      count,
      enableAutoScaling: false,
      availabilityZones: ["1"],
      osDiskType: "Ephemeral",
      osDiskSizeGB: 512,
      enableEncryptionAtHost: true,
      gpuProfile: { driver: "Install" },
      upgradeSettings: { maxSurge: "0", maxUnavailable: "1" },
      resourceName: { $unknown: true },
      vnetSubnetID: { $unknown: true },
      ...inputs,
    },
    from: { resourceName: ["cluster"], vnetSubnetID: ["nodes"] },
  };
}

const network: readonly ResourceSketch[] = [
  {
    type: "network:VirtualNetwork",
    name: "vnet",
    inputs: { virtualNetworkName: "vnet-test", location, addressSpace: { addressPrefixes: ["10.0.0.0/20"] } },
  },
  subnet("nodes", "10.0.0.0/22"),
  subnet("endpoints", "10.0.8.0/26"),
  subnet("lustre-subnet", "10.0.4.0/27"),
  endpoint("blob-endpoint", "blob"),
  endpoint("vault-endpoint", "vault"),
];

function subnet(name: string, addressPrefix: string): ResourceSketch {
  return {
    type: "network:Subnet",
    name,
    inputs: { subnetName: name, addressPrefix, virtualNetworkName: { $unknown: true } },
    from: { virtualNetworkName: ["vnet"] },
  };
}

function endpoint(name: string, groupId: string): ResourceSketch {
  return {
    type: "network:PrivateEndpoint",
    name,
    inputs: {
      location,
      subnet: { id: { $unknown: true } },
      privateLinkServiceConnections: [{ groupIds: [groupId] }],
    },
    from: { subnet: ["endpoints"] },
  };
}

const cluster: readonly ResourceSketch[] = [
  {
    type: "containerservice:ManagedCluster",
    name: "cluster",
    inputs: {
      resourceName: "aks-test",
      location,
      sku: { name: "Base", tier: "Standard" },
      diskEncryptionSetID: { $unknown: true },
      networkProfile: {
        outboundType: "none",
        podCidr: "10.64.0.0/14",
        serviceCidr: "10.128.0.0/16",
        dnsServiceIP: "10.128.0.10",
      },
      securityProfile: {
        azureKeyVaultKms: { enabled: true, keyId: { $unknown: true }, keyVaultNetworkAccess: "Private" },
      },
      agentPoolProfiles: [
        {
          name: "system",
          mode: "System",
          vmSize: "Standard_D16ds_v5",
          count: 3,
          availabilityZones: ["1", "2", "3"],
          osDiskType: "Ephemeral",
          osDiskSizeGB: 128,
          enableEncryptionAtHost: true,
          upgradeSettings: { maxSurge: "1" },
        },
      ],
    },
    from: { diskEncryptionSetID: ["des"], securityProfile: ["etcd-key"], agentPoolProfiles: ["nodes"] },
  },
];

const stores: readonly ResourceSketch[] = [
  {
    type: "storagecache:AmlFilesystem",
    name: "scratch",
    inputs: {
      amlFilesystemName: "scratch",
      location,
      sku: { name: "AMLFS-Durable-Premium-250" },
      storageCapacityTiB: 16,
      encryptionSettings: { keyEncryptionKey: { keyUrl: { $unknown: true } } },
      filesystemSubnet: { $unknown: true },
    },
    from: { filesystemSubnet: ["lustre-subnet"], encryptionSettings: ["etcd-key"] },
  },
  {
    type: "storage:StorageAccount",
    name: "datasets",
    inputs: {
      accountName: "stdatasets",
      location,
      sku: { name: "Standard_ZRS" },
      accessTier: "Hot",
      enableHttpsTrafficOnly: true,
      minimumTlsVersion: "TLS1_2",
      enableNfsV3: false,
      encryption: {
        keySource: "Microsoft.Keyvault",
        requireInfrastructureEncryption: true,
        keyVaultProperties: { keyName: "storage" },
      },
      tags: { purpose: "datasets" },
    },
  },
  {
    type: "storage:BlobContainer",
    name: "datasets-container",
    inputs: { containerName: "train", accountName: { $unknown: true } },
    from: { accountName: ["datasets"] },
  },
  {
    type: "containerregistry:Registry",
    name: "registry",
    inputs: { registryName: "crtest", location, sku: { name: "Premium" }, encryption: { status: "enabled" } },
  },
  {
    type: "operationalinsights:Workspace",
    name: "logs",
    inputs: { workspaceName: "log-test", location, sku: { name: "PerGB2018" } },
  },
];

const guards: readonly ResourceSketch[] = [
  {
    type: "keyvault:Vault",
    name: "vault",
    inputs: { vaultName: "kv-test", location, tags: { purpose: "disks" } },
  },
  key("etcd-key"),
  key("disk-key"),
  { type: "compute:DiskEncryptionSet", name: "des", inputs: { location } },
  {
    type: "exaform:stack:Environment",
    name: "environment",
    inputs: { system: "nd-h100", isolation: "isolated", allowedNetworks: [], adminGroups: [] },
  },
];

function key(name: string): ResourceSketch {
  return {
    type: "keyvault:Key",
    name,
    inputs: { vaultName: { $unknown: true }, keyName: name, properties: { kty: "RSA-HSM", keySize: 3072 } },
    from: { vaultName: ["vault"] },
  };
}
