import { valueAt } from "../../../graph/graph.ts";
import type { ClassicType } from "./mapping.ts";
import { inList, joined, lastIn, lastOf, machine, native, nodePool, placed, scaleSet } from "./parts.ts";

/**
 * Types of the classic provider (`azure:`, pulumi-azure 6), each with the azure-native type whose prices it has.
 * Tokens and inputs: https://github.com/pulumi/pulumi-azure/tree/master/sdk/nodejs
 */
export const classicTypes: Readonly<Record<string, ClassicType>> = {
  "azure:core/resourceGroup:ResourceGroup": native("resources:ResourceGroup", {
    location: "location",
    resourceGroupName: "name",
  }),
  "azure:containerservice/kubernetesCluster:KubernetesCluster": native("containerservice:ManagedCluster", {
    location: "location",
    resourceGroupName: "resourceGroupName",
    resourceName: "name",
    "sku.tier": "skuTier",
    agentPoolProfiles: ({ defaultNodePool }) => inList(defaultNodePool, nodePool),
  }),
  "azure:containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool": native(
    "containerservice:AgentPool",
    { ...nodePool, agentPoolName: "name", resourceName: lastOf("kubernetesClusterId") },
  ),
  "azure:compute/linuxVirtualMachine:LinuxVirtualMachine": native("compute:VirtualMachine", machine("linux")),
  "azure:compute/windowsVirtualMachine:WindowsVirtualMachine": native(
    "compute:VirtualMachine",
    machine("windows"),
  ),
  "azure:compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet": native(
    "compute:VirtualMachineScaleSet",
    scaleSet("linux"),
  ),
  "azure:compute/windowsVirtualMachineScaleSet:WindowsVirtualMachineScaleSet": native(
    "compute:VirtualMachineScaleSet",
    scaleSet("windows"),
  ),
  "azure:compute/managedDisk:ManagedDisk": native("compute:Disk", {
    ...placed,
    "sku.name": "storageAccountType",
    diskSizeGB: "diskSizeGb",
    diskIOPSReadWrite: "diskIopsReadWrite",
    diskMBpsReadWrite: "diskMbpsReadWrite",
    tier: "tier",
    burstingEnabled: "onDemandBurstingEnabled",
  }),
  "azure:storage/account:Account": native("storage:StorageAccount", {
    ...placed,
    accountName: "name",
    accessTier: "accessTier",
    kind: "accountKind",
    "sku.name": (inputs) => joined(inputs, "accountTier", "accountReplicationType"),
  }),
  "azure:storage/share:Share": native("storage:FileShare", {
    accountName: (inputs) => inputs.storageAccountName ?? lastIn(valueAt(inputs, "storageAccountId")),
    shareQuota: "quota",
  }),
  "azure:managedlustre/fileSystem:FileSystem": native("storagecache:AmlFilesystem", {
    ...placed,
    "sku.name": "skuName",
    storageCapacityTiB: "storageCapacityInTb",
  }),
  "azure:netapp/pool:Pool": native("netapp:CapacityPool", {
    ...placed,
    serviceLevel: "serviceLevel",
    size: ({ sizeInTb }) => (typeof sizeInTb === "number" ? sizeInTb * 2 ** 40 : sizeInTb),
  }),
  "azure:keyvault/keyVault:KeyVault": native("keyvault:Vault", { ...placed, vaultName: "name" }),
  "azure:keyvault/key:Key": native("keyvault:Key", {
    vaultName: lastOf("keyVaultId"),
    "properties.kty": "keyType",
    "properties.keySize": "keySize",
  }),
  "azure:keyvault/managedHardwareSecurityModule:ManagedHardwareSecurityModule": native(
    "keyvault:ManagedHsm",
    {
      ...placed,
      "sku.name": "skuName",
    },
  ),
  "azure:containerservice/registry:Registry": native("containerregistry:Registry", {
    ...placed,
    "sku.name": "sku",
    geoReplications: "geoReplications",
  }),
  "azure:operationalinsights/analyticsWorkspace:AnalyticsWorkspace": native("operationalinsights:Workspace", {
    ...placed,
    retentionInDays: "retentionInDays",
  }),
  "azure:monitoring/workspace:Workspace": native("monitor:AzureMonitorWorkspace", placed),
  "azure:privatelink/endpoint:Endpoint": native("network:PrivateEndpoint", placed),
  "azure:privatedns/zone:Zone": native("privatedns:PrivateZone", {}),
  "azure:network/firewall:Firewall": native("network:AzureFirewall", {
    ...placed,
    "sku.tier": "skuTier",
    "firewallPolicy.id": "firewallPolicyId",
  }),
  "azure:network/firewallPolicy:FirewallPolicy": native("network:FirewallPolicy", placed),
  "azure:network/publicIp:PublicIp": native("network:PublicIPAddress", {
    ...placed,
    // https://www.pulumi.com/registry/packages/azure/api-docs/network/publicip/: Standard, since version 6.
    "sku.name": ({ sku }) => sku ?? "Standard",
    "sku.tier": "skuTier",
  }),
  "azure:network/publicIpPrefix:PublicIpPrefix": native("network:PublicIPPrefix", {
    ...placed,
    prefixLength: ({ prefixLength }) => prefixLength ?? 28,
  }),
  "azure:network/virtualNetworkPeering:VirtualNetworkPeering": native("network:VirtualNetworkPeering", {}),
  "azure:network/networkWatcherFlowLog:NetworkWatcherFlowLog": native("network:FlowLog", {
    ...placed,
    "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled": "trafficAnalytics.enabled",
  }),
  "azure:network/natGateway:NatGateway": native("network:NatGateway", {
    ...placed,
    "sku.name": ({ skuName }) => skuName ?? "Standard",
  }),
  "azure:network/virtualNetworkGateway:VirtualNetworkGateway": native("network:VirtualNetworkGateway", {
    ...placed,
    gatewayType: "type",
    "sku.name": "sku",
  }),
  "azure:compute/bastionHost:BastionHost": native("network:BastionHost", {
    ...placed,
    "sku.name": ({ sku }) => sku ?? "Basic",
    scaleUnits: "scaleUnits",
  }),
  "azure:lb/loadBalancer:LoadBalancer": native("network:LoadBalancer", {
    ...placed,
    "sku.name": ({ sku }) => sku ?? "Standard",
  }),
  ...Object.fromEntries(
    Object.entries({
      "authorization/assignment:Assignment": "authorization:RoleAssignment",
      "authorization/roleDefinition:RoleDefinition": "authorization:RoleDefinition",
      "authorization/userAssignedIdentity:UserAssignedIdentity": "managedidentity:UserAssignedIdentity",
      "compute/availabilitySet:AvailabilitySet": "compute:AvailabilitySet",
      "compute/diskEncryptionSet:DiskEncryptionSet": "compute:DiskEncryptionSet",
      "compute/extension:Extension": "compute:VirtualMachineExtension",
      "compute/sshPublicKey:SshPublicKey": "compute:SshPublicKey",
      "containerservice/registryCacheRule:RegistryCacheRule": "containerregistry:CacheRule",
      "keyvault/accessPolicy:AccessPolicy": "keyvault:AccessPolicy",
      "keyvault/secret:Secret": "keyvault:Secret",
      "monitoring/diagnosticSetting:DiagnosticSetting": "monitor:DiagnosticSetting",
      "netapp/account:Account": "netapp:Account",
      "netapp/volume:Volume": "netapp:CapacityPoolVolume",
      "network/applicationSecurityGroup:ApplicationSecurityGroup": "network:ApplicationSecurityGroup",
      "network/networkInterface:NetworkInterface": "network:NetworkInterface",
      "network/networkSecurityGroup:NetworkSecurityGroup": "network:NetworkSecurityGroup",
      "network/networkSecurityRule:NetworkSecurityRule": "network:SecurityRule",
      "network/networkWatcher:NetworkWatcher": "network:NetworkWatcher",
      "network/routeTable:RouteTable": "network:RouteTable",
      "network/route:Route": "network:Route",
      "network/subnet:Subnet": "network:Subnet",
      "network/virtualNetwork:VirtualNetwork": "network:VirtualNetwork",
      "privatedns/zoneVirtualNetworkLink:ZoneVirtualNetworkLink": "privatedns:VirtualNetworkLink",
      "storage/container:Container": "storage:BlobContainer",
      "storage/managementPolicy:ManagementPolicy": "storage:ManagementPolicy",
    }).map(([classic, type]) => [`azure:${classic}`, native(type, {})]),
  ),
};
