import { type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

const KEPT = { protect: true, retainOnDelete: true, ignoreChanges: [] };

const environment = resource(types.ENVIRONMENT, "environment", {
  isolation: "isolated",
  stage: "production",
});
const identity = resource(types.USER_ASSIGNED_IDENTITY, "storage-identity");
const nsg = resource(types.NETWORK_SECURITY_GROUP, "nodes-nsg");
const vault = resource(
  types.VAULT,
  "disk-vault",
  {
    vaultName: "kv-disks",
    properties: { enablePurgeProtection: true, softDeleteRetentionInDays: 90 },
    tags: { purpose: "disks" },
  },
  { options: KEPT },
);
const key = resource(
  types.KEY,
  "disk-key",
  { keyName: "disks" },
  { options: KEPT, from: { vaultName: [vault] } },
);
const encryptionSet = resource(
  types.DISK_ENCRYPTION_SET,
  "disks",
  { encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys", rotationToLatestKeyVersionEnabled: true },
  { options: KEPT, from: { activeKey: [key] } },
);
const network = resource(types.VIRTUAL_NETWORK, "network", {
  subnets: [
    {
      name: "runner",
      networkSecurityGroup: {
        id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
      },
    },
    { name: "AzureFirewallSubnet" },
  ],
});
const nodes = resource(
  types.SUBNET,
  "nodes",
  { subnetName: "nodes", networkSecurityGroup: { id: UNKNOWN } },
  { from: { networkSecurityGroup: [nsg] } },
);
const cluster = resource(
  types.MANAGED_CLUSTER,
  "cluster",
  {
    apiServerAccessProfile: { enablePrivateCluster: true },
    networkProfile: { outboundType: "none" },
    disableLocalAccounts: true,
    diskEncryptionSetID: UNKNOWN,
    agentPoolProfiles: [{ name: "system", mode: "System", enableEncryptionAtHost: true }],
  },
  { from: { diskEncryptionSetID: [encryptionSet] } },
);
const pool = resource(types.AGENT_POOL, "island-0", {
  enableEncryptionAtHost: true,
  enableNodePublicIP: false,
});
const scaleSet = resource(types.SCALE_SET, "machines", {
  virtualMachineProfile: { securityProfile: { encryptionAtHost: true } },
});
const machine = resource(types.VIRTUAL_MACHINE, "runner", { securityProfile: { encryptionAtHost: true } });
const account = resource(
  types.STORAGE_ACCOUNT,
  "datasets",
  {
    accountName: "datasets",
    encryption: {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyName: "storage", keyVaultUri: UNKNOWN },
      encryptionIdentity: { encryptionUserAssignedIdentity: UNKNOWN },
      requireInfrastructureEncryption: true,
    },
    tags: { purpose: "datasets" },
  },
  { options: KEPT, from: { encryption: [identity, vault] } },
);
const container = resource(
  types.BLOB_CONTAINER,
  "shards",
  { accountName: "datasets" },
  { options: KEPT, from: { accountName: [account] } },
);
const lustre = resource(
  types.LUSTRE_FILE_SYSTEM,
  "scratch",
  { tags: { purpose: "scratch" } },
  { options: KEPT },
);
const registry = resource(types.REGISTRY, "registry", {}, { options: KEPT });
const workspace = resource(types.LOG_WORKSPACE, "logs", {}, { options: KEPT });

/** A compliant training cluster on Azure: isolated, in production, with the unknowns of a first preview. */
export const azureResources: readonly Resource[] = [
  environment,
  identity,
  nsg,
  vault,
  key,
  encryptionSet,
  network,
  nodes,
  cluster,
  pool,
  scaleSet,
  machine,
  account,
  container,
  lustre,
  registry,
  workspace,
];
