import type { Inputs } from "../resource-type.ts";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
const NETWORK = `${SUBSCRIPTION}/resourceGroups/group/providers/Microsoft.Network`;
const place = { resourceGroupName: "group", location: "eastus" } as const;

/** A machine as {@link bodies} has it, for a test. */
const machine = {
  hardwareProfile: { vmSize: "Standard_D4ds_v5" },
  osProfile: {
    adminUsername: "runner",
    linuxConfiguration: { ssh: { publicKeys: [{ keyData: "ssh-ed25519 AAAA" }] } },
  },
  storageProfile: { osDisk: { createOption: "FromImage" } },
};

/** Plain bodies that Azure takes, by the short name of their type: what tests change one thing of. */
export const bodies: Readonly<Record<string, Inputs>> = {
  "containerservice:ManagedCluster": {
    ...place,
    resourceName: "cluster",
    dnsPrefix: "cluster",
    kubernetesVersion: "1.33",
    identity: { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/s/identity"] },
    agentPoolProfiles: [
      {
        name: "system",
        mode: "System",
        count: 3,
        vnetSubnetID: `${NETWORK}/virtualNetworks/v/subnets/system`,
      },
    ],
    apiServerAccessProfile: {
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      enableVnetIntegration: true,
      subnetId: `${NETWORK}/virtualNetworks/v/subnets/api`,
      privateDNSZone: `${NETWORK}/privateDnsZones/private.eastus.azmk8s.io`,
    },
    aadProfile: { managed: true, enableAzureRBAC: true },
    disableLocalAccounts: true,
    networkProfile: {
      networkPlugin: "azure",
      networkDataplane: "cilium",
      networkPolicy: "cilium",
      podCidr: "10.128.0.0/17",
      serviceCidr: "10.96.0.0/20",
      dnsServiceIP: "10.96.0.10",
    },
    oidcIssuerProfile: { enabled: true },
    securityProfile: {
      workloadIdentity: { enabled: true },
      azureKeyVaultKms: {
        enabled: true,
        keyId: "https://vault.vault.azure.net/keys/etcd/1",
        keyVaultNetworkAccess: "Private",
        keyVaultResourceId: "/subscriptions/s/vault",
      },
    },
    sku: { name: "Base", tier: "Standard" },
  },
  "containerservice:AgentPool": {
    resourceGroupName: "group",
    resourceName: "cluster",
    agentPoolName: "island01",
    count: 2,
  },
  "containerservice:MaintenanceConfiguration": {
    resourceGroupName: "group",
    resourceName: "cluster",
    configName: "aksManagedAutoUpgradeSchedule",
    maintenanceWindow: {
      durationHours: 8,
      startTime: "02:00",
      schedule: { weekly: { dayOfWeek: "Sunday", intervalWeeks: 1 } },
    },
  },
  "keyvault:Vault": {
    ...place,
    vaultName: "vault",
    properties: {
      tenantId: "00000000-0000-0000-0000-000000000002",
      sku: { family: "A", name: "premium" },
      enableRbacAuthorization: true,
      enablePurgeProtection: true,
    },
  },
  "keyvault:Key": {
    resourceGroupName: "group",
    vaultName: "vault",
    keyName: "key",
    properties: {
      kty: "RSA-HSM",
      keySize: 3072,
      rotationPolicy: {
        attributes: { expiryTime: "P100D" },
        lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P50D" } }],
      },
    },
  },
  "storage:StorageAccount": {
    ...place,
    accountName: "account",
    kind: "StorageV2",
    sku: { name: "Standard_ZRS" },
    identity: { type: "UserAssigned" },
    encryption: {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyName: "key", keyVaultUri: "https://v/" },
    },
  },
  "storage:BlobServiceProperties": {
    resourceGroupName: "group",
    accountName: "account",
    blobServicesName: "default",
  },
  "storage:ManagementPolicy": {
    resourceGroupName: "group",
    accountName: "account",
    managementPolicyName: "default",
    policy: {
      rules: [
        {
          name: "old",
          type: "Lifecycle",
          definition: { actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } } },
        },
      ],
    },
  },
  "storagecache:AmlFilesystem": {
    ...place,
    amlFilesystemName: "scratch",
    sku: { name: "AMLFS-Durable-Premium-250" },
    storageCapacityTiB: 16,
    filesystemSubnet: `${NETWORK}/virtualNetworks/v/subnets/lustre`,
    maintenanceWindow: { dayOfWeek: "Sunday", timeOfDayUTC: "02:00" },
    zones: ["1"],
  },
  "containerregistry:Registry": {
    ...place,
    registryName: "registry",
    sku: { name: "Premium" },
    publicNetworkAccess: "Disabled",
    dataEndpointEnabled: true,
    zoneRedundancy: "Enabled",
    policies: { exportPolicy: { status: "disabled" } },
  },
  "compute:DiskEncryptionSet": {
    ...place,
    diskEncryptionSetName: "disks",
    identity: { type: "UserAssigned", userAssignedIdentities: ["/subscriptions/s/identity"] },
    activeKey: { keyUrl: "https://vault.vault.azure.net/keys/disks" },
  },
  "compute:VirtualMachine": {
    ...place,
    vmName: "runner",
    ...machine,
    networkProfile: { networkInterfaces: [{ id: `${NETWORK}/networkInterfaces/runner` }] },
  },
  "compute:VirtualMachineScaleSet": {
    ...place,
    vmScaleSetName: "runners",
    sku: { name: "Standard_D4ds_v5", capacity: 1 },
    virtualMachineProfile: machine,
  },
  "network:NetworkInterface": {
    ...place,
    networkInterfaceName: "runner",
    ipConfigurations: [{ name: "first", subnet: { id: `${NETWORK}/virtualNetworks/v/subnets/runner` } }],
  },
  "network:VirtualNetwork": {
    ...place,
    virtualNetworkName: "network",
    addressSpace: { addressPrefixes: ["10.0.0.0/22", "10.1.0.0/22"] },
  },
  "network:Subnet": {
    resourceGroupName: "group",
    virtualNetworkName: "network",
    subnetName: "nodes",
    addressPrefix: "10.0.0.0/24",
  },
  "network:VirtualNetworkPeering": {
    resourceGroupName: "group",
    virtualNetworkName: "network",
    virtualNetworkPeeringName: "to-hub",
    remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/hub` },
  },
  "network:NetworkSecurityGroup": {
    ...place,
    networkSecurityGroupName: "nodes",
    securityRules: [100, 110].map((priority) => ({
      name: `rule-${priority}`,
      priority,
      access: "Allow",
      direction: "Inbound",
      protocol: "Tcp",
      sourceAddressPrefix: "*",
      sourcePortRange: "*",
      destinationAddressPrefix: "*",
      destinationPortRange: "443",
    })),
  },
  "network:PrivateEndpoint": {
    ...place,
    privateEndpointName: "endpoint",
    subnet: { id: `${NETWORK}/virtualNetworks/v/subnets/endpoints` },
    privateLinkServiceConnections: [{ name: "one", privateLinkServiceId: "/subscriptions/s/target" }],
  },
  "network:PrivateDnsZoneGroup": {
    resourceGroupName: "group",
    privateEndpointName: "endpoint",
    privateDnsZoneGroupName: "default",
    privateDnsZoneConfigs: ["a", "b"].map((name) => ({
      name,
      privateDnsZoneId: `${NETWORK}/privateDnsZones/${name}`,
    })),
  },
  "network:PublicIPAddress": {
    ...place,
    publicIpAddressName: "address",
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
  },
  "network:Route": {
    resourceGroupName: "group",
    routeTableName: "table",
    routeName: "out",
    addressPrefix: "0.0.0.0/0",
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: "10.0.4.4",
  },
  "network:AzureFirewall": {
    ...place,
    azureFirewallName: "firewall",
    ipConfigurations: [
      { name: "out", subnet: { id: `${NETWORK}/virtualNetworks/hub/subnets/AzureFirewallSubnet` } },
    ],
  },
  "network:FlowLog": {
    ...place,
    networkWatcherName: "watcher",
    flowLogName: "log",
    storageId: "/subscriptions/s/account",
    targetResourceId: "/subscriptions/s/network",
    format: { type: "JSON", version: 2 },
    retentionPolicy: { enabled: true, days: 90 },
  },
  "monitor:DiagnosticSetting": {
    resourceUri: "/subscriptions/s/resource",
    name: "audit",
    workspaceId: "/subscriptions/s/workspace",
    logs: [{ category: "audit", enabled: true }],
  },
  "operationalinsights:Workspace": {
    ...place,
    workspaceName: "logs",
    sku: { name: "PerGB2018" },
    retentionInDays: 90,
  },
};
