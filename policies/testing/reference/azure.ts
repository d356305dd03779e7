import { type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";
import { azureIdentityResources, controlPlane, kubelet } from "./azure-identity.ts";
import { etcdKey, keyResources, lustreKey, renewed, storageKey } from "./azure-keys.ts";
import { cacheOf, HUB, networkAround, securityRules } from "./azure-network.ts";

const KEPT = { protect: true, retainOnDelete: true, ignoreChanges: [] };

const environment = resource(types.ENVIRONMENT, "environment", {
  isolation: "isolated",
  stage: "production",
  network: { peerings: [{ name: "hub", vnetId: HUB }] },
  acceptedPaths: ["infiniband", "nvlink", "podTraffic", "lustreInTransit"].map((path) => ({
    path,
    acceptedBy: "data protection",
    until: "2027-06-30",
    reason: "The network is ours alone.",
  })),
});
const identity = resource(types.USER_ASSIGNED_IDENTITY, "storage-identity");
const nsg = resource(types.NETWORK_SECURITY_GROUP, "nodes-nsg", { securityRules });
const vault = resource(
  types.VAULT,
  "disk-vault",
  {
    vaultName: "kv-disks",
    properties: {
      enablePurgeProtection: true,
      softDeleteRetentionInDays: 90,
      enableRbacAuthorization: true,
      accessPolicies: [],
      publicNetworkAccess: "Disabled",
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
    },
    tags: { purpose: "disks" },
  },
  { options: KEPT },
);
const key = resource(
  types.KEY,
  "disk-key",
  { keyName: "disks", vaultName: UNKNOWN, properties: renewed, tags: { purpose: "disks" } },
  { options: KEPT, from: { vaultName: [vault] } },
);
const encryptionSet = resource(
  types.DISK_ENCRYPTION_SET,
  "disks",
  {
    activeKey: { keyUrl: UNKNOWN, sourceVault: { id: UNKNOWN } },
    encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys",
    rotationToLatestKeyVersionEnabled: true,
  },
  { options: KEPT, from: { activeKey: [key, vault] } },
);
const network = resource(types.VIRTUAL_NETWORK, "network", {
  virtualNetworkName: "training",
  addressSpace: { addressPrefixes: ["10.0.0.0/21"] },
  subnets: [
    {
      name: "runner",
      defaultOutboundAccess: false,
      networkSecurityGroup: {
        id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/n",
      },
    },
    { name: "AzureFirewallSubnet", defaultOutboundAccess: false },
  ],
});
const nodes = resource(
  types.SUBNET,
  "nodes",
  {
    subnetName: "nodes",
    virtualNetworkName: UNKNOWN,
    addressPrefix: "10.0.0.0/22",
    defaultOutboundAccess: false,
    networkSecurityGroup: { id: UNKNOWN },
  },
  { from: { networkSecurityGroup: [nsg], virtualNetworkName: [network] } },
);
const registry = resource(
  types.REGISTRY,
  "registry",
  {
    registryName: "crtraining",
    sku: { name: "Premium" },
    adminUserEnabled: false,
    publicNetworkAccess: "Disabled",
    policies: { exportPolicy: { status: "disabled" } },
    encryption: {
      status: "enabled",
      keyVaultProperties: { keyIdentifier: "https://kv-images.vault.azure.net/keys/images" },
    },
  },
  { options: KEPT },
);
const cluster = resource(
  types.MANAGED_CLUSTER,
  "cluster",
  {
    publicNetworkAccess: "Disabled",
    apiServerAccessProfile: {
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      privateDNSZone: "system",
      disableRunCommand: true,
    },
    bootstrapProfile: { artifactSource: "Cache", containerRegistryId: UNKNOWN },
    networkProfile: {
      outboundType: "none",
      networkPlugin: "azure",
      networkPolicy: "cilium",
      podCidr: "10.128.0.0/14",
      serviceCidr: "10.96.0.0/20",
    },
    disableLocalAccounts: true,
    enableRBAC: true,
    aadProfile: {
      managed: true,
      enableAzureRBAC: true,
      adminGroupObjectIDs: ["00000000-0000-0000-0000-000000000003"],
    },
    identity: { type: "UserAssigned", userAssignedIdentities: [UNKNOWN] },
    identityProfile: { kubeletidentity: { resourceId: UNKNOWN } },
    nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
    oidcIssuerProfile: { enabled: true },
    securityProfile: {
      azureKeyVaultKms: { enabled: true, keyId: UNKNOWN, keyVaultNetworkAccess: "Private" },
      workloadIdentity: { enabled: true },
    },
    diskEncryptionSetID: UNKNOWN,
    agentPoolProfiles: [
      {
        name: "system",
        mode: "System",
        vmSize: "Standard_D16ds_v5",
        capacityReservationGroupID:
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/capacityReservationGroups/r",
        enableEncryptionAtHost: true,
        securityProfile: { sshAccess: "Disabled" },
      },
    ],
  },
  {
    from: {
      bootstrapProfile: [registry],
      diskEncryptionSetID: [encryptionSet],
      identity: [controlPlane],
      identityProfile: [kubelet],
      securityProfile: [etcdKey],
    },
  },
);
const pool = resource(types.AGENT_POOL, "island-0", {
  vmSize: "Standard_ND96isr_H100_v5",
  count: 64,
  type: "VirtualMachineScaleSets",
  availabilityZones: ["1"],
  gpuProfile: { driver: "Install" },
  upgradeSettings: { maxSurge: "0", maxUnavailable: "1" },
  securityProfile: { sshAccess: "Disabled" },
  enableEncryptionAtHost: true,
  enableNodePublicIP: false,
});
const scaleSet = resource(types.SCALE_SET, "machines", {
  virtualMachineProfile: {
    osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } },
    securityProfile: { encryptionAtHost: true },
  },
});
const machine = resource(types.VIRTUAL_MACHINE, "runner", {
  osProfile: { linuxConfiguration: { disablePasswordAuthentication: true } },
  securityProfile: { encryptionAtHost: true },
});
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
    allowSharedKeyAccess: false,
    defaultToOAuthAuthentication: true,
    isLocalUserEnabled: false,
    enableHttpsTrafficOnly: true,
    enableNfsV3: false,
    minimumTlsVersion: "TLS1_2",
    publicNetworkAccess: "Disabled",
    networkRuleSet: { defaultAction: "Deny", bypass: "None" },
    tags: { purpose: "datasets" },
  },
  { options: KEPT, from: { encryption: [identity, storageKey] } },
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
  {
    encryptionSettings: { keyEncryptionKey: { keyUrl: UNKNOWN, sourceVault: { id: UNKNOWN } } },
    identity: { type: "UserAssigned", userAssignedIdentities: [UNKNOWN] },
    rootSquashSettings: { mode: "RootOnly", noSquashNidLists: "10.0.4.[192-207]@tcp" },
    tags: { purpose: "scratch" },
  },
  { options: KEPT, from: { encryptionSettings: [lustreKey], identity: [identity] } },
);
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
  ...azureIdentityResources,
  ...keyResources,
  cacheOf(registry),
  ...networkAround({ network, subnet: nodes, stores: { vault, blob: account, registry } }),
];
