/** How Azure Resource Manager knows a resource type that Pulumi's `azure-native` provider declares. */
export interface ArmType {
  /**
   * Form of the id, with the names of the inputs that fill it. `{scope}` and `{resourceUri}` stand for whole ids without
   * their leading slash.
   */
  readonly id: string;
  /** API version that azure-native 3.28.0 uses, and that reads here use too; as the SDK says above each class. */
  readonly apiVersion: string;
}

const inGroup = (path: string): string =>
  `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/${path}`;

const extension = (path: string, scope = "{scope}"): string => `/${scope}/providers/${path}`;

const row = (id: string, apiVersion: string): ArmType => ({ id, apiVersion });

const CLUSTER = "Microsoft.ContainerService/managedClusters/{resourceName}";
const IDENTITY = "Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}";
const VAULT = "Microsoft.KeyVault/vaults/{vaultName}";
const ACCOUNT = "Microsoft.Storage/storageAccounts/{accountName}";
const REGISTRY = "Microsoft.ContainerRegistry/registries/{registryName}";
const VNET = "Microsoft.Network/virtualNetworks/{virtualNetworkName}";
const ZONE = "Microsoft.Network/privateDnsZones/{privateZoneName}";
const POLICY = "Microsoft.Network/firewallPolicies/{firewallPolicyName}";
const ROUTES = "Microsoft.Network/routeTables/{routeTableName}";
const ENDPOINT = "Microsoft.Network/privateEndpoints/{privateEndpointName}";
const SCOPE = "Microsoft.Insights/privateLinkScopes/{scopeName}";

const network = (path: string): ArmType => row(inGroup(path), "2024-05-01");
const containerService = (path: string): ArmType => row(inGroup(path), "2025-09-01");
const storage = (path: string): ArmType => row(inGroup(path), "2024-01-01");

/**
 * The types that exaform's components declare, by Pulumi's token. Forms of ids:
 * https://github.com/Azure/azure-rest-api-specs, read on 2026-11-24.
 */
export const armTypes: Readonly<Record<string, ArmType>> = {
  "azure-native:authorization:ManagementLockByScope": row(
    extension("Microsoft.Authorization/locks/{lockName}"),
    "2020-05-01",
  ),
  "azure-native:authorization:RoleAssignment": row(
    extension("Microsoft.Authorization/roleAssignments/{roleAssignmentName}"),
    "2022-04-01",
  ),
  "azure-native:compute:DiskEncryptionSet": row(
    inGroup("Microsoft.Compute/diskEncryptionSets/{diskEncryptionSetName}"),
    "2024-03-02",
  ),
  "azure-native:compute:VirtualMachine": row(
    inGroup("Microsoft.Compute/virtualMachines/{vmName}"),
    "2024-11-01",
  ),
  "azure-native:consumption:Budget": row(
    extension("Microsoft.Consumption/budgets/{budgetName}"),
    "2024-08-01",
  ),
  "azure-native:containerregistry:CacheRule": row(
    inGroup(`${REGISTRY}/cacheRules/{cacheRuleName}`),
    "2024-11-01-preview",
  ),
  "azure-native:containerregistry:Registry": row(inGroup(REGISTRY), "2023-01-01-preview"),
  "azure-native:containerservice:AgentPool": containerService(`${CLUSTER}/agentPools/{agentPoolName}`),
  "azure-native:containerservice:MaintenanceConfiguration": containerService(
    `${CLUSTER}/maintenanceConfigurations/{configName}`,
  ),
  "azure-native:containerservice:ManagedCluster": containerService(CLUSTER),
  "azure-native:keyvault:Key": row(inGroup(`${VAULT}/keys/{keyName}`), "2024-11-01"),
  "azure-native:keyvault:Vault": row(inGroup(VAULT), "2024-11-01"),
  "azure-native:managedidentity:FederatedIdentityCredential": row(
    inGroup(`${IDENTITY}/federatedIdentityCredentials/{federatedIdentityCredentialResourceName}`),
    "2023-01-31",
  ),
  "azure-native:managedidentity:UserAssignedIdentity": row(inGroup(IDENTITY), "2023-01-31"),
  "azure-native:monitor:AzureMonitorWorkspace": row(
    inGroup("Microsoft.Monitor/accounts/{azureMonitorWorkspaceName}"),
    "2023-04-03",
  ),
  "azure-native:monitor:DiagnosticSetting": row(
    extension("Microsoft.Insights/diagnosticSettings/{name}", "{resourceUri}"),
    "2021-05-01-preview",
  ),
  "azure-native:monitor:PrivateLinkScope": row(inGroup(SCOPE), "2023-06-01-preview"),
  "azure-native:monitor:PrivateLinkScopedResource": row(
    inGroup(`${SCOPE}/scopedResources/{name}`),
    "2023-06-01-preview",
  ),
  "azure-native:network:AzureFirewall": network("Microsoft.Network/azureFirewalls/{azureFirewallName}"),
  "azure-native:network:FirewallPolicy": network(POLICY),
  "azure-native:network:FirewallPolicyRuleCollectionGroup": network(
    `${POLICY}/ruleCollectionGroups/{ruleCollectionGroupName}`,
  ),
  "azure-native:network:FlowLog": network(
    "Microsoft.Network/networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}",
  ),
  "azure-native:network:NetworkInterface": network(
    "Microsoft.Network/networkInterfaces/{networkInterfaceName}",
  ),
  "azure-native:network:NetworkSecurityGroup": network(
    "Microsoft.Network/networkSecurityGroups/{networkSecurityGroupName}",
  ),
  "azure-native:network:PrivateDnsZoneGroup": network(
    `${ENDPOINT}/privateDnsZoneGroups/{privateDnsZoneGroupName}`,
  ),
  "azure-native:network:PrivateEndpoint": network(ENDPOINT),
  "azure-native:network:PublicIPAddress": network(
    "Microsoft.Network/publicIPAddresses/{publicIpAddressName}",
  ),
  "azure-native:network:Route": network(`${ROUTES}/routes/{routeName}`),
  "azure-native:network:RouteTable": network(ROUTES),
  "azure-native:network:Subnet": network(`${VNET}/subnets/{subnetName}`),
  "azure-native:network:VirtualNetwork": network(VNET),
  "azure-native:network:VirtualNetworkPeering": network(
    `${VNET}/virtualNetworkPeerings/{virtualNetworkPeeringName}`,
  ),
  "azure-native:operationalinsights:Workspace": row(
    inGroup("Microsoft.OperationalInsights/workspaces/{workspaceName}"),
    "2023-09-01",
  ),
  "azure-native:privatedns:PrivateZone": row(inGroup(ZONE), "2024-06-01"),
  "azure-native:privatedns:VirtualNetworkLink": row(
    inGroup(`${ZONE}/virtualNetworkLinks/{virtualNetworkLinkName}`),
    "2024-06-01",
  ),
  "azure-native:resources:ResourceGroup": row(
    "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
    "2024-03-01",
  ),
  "azure-native:storage:BlobContainer": storage(`${ACCOUNT}/blobServices/default/containers/{containerName}`),
  "azure-native:storage:BlobServiceProperties": storage(`${ACCOUNT}/blobServices/{blobServicesName}`),
  "azure-native:storage:ManagementPolicy": storage(`${ACCOUNT}/managementPolicies/{managementPolicyName}`),
  "azure-native:storage:StorageAccount": storage(ACCOUNT),
  "azure-native:storagecache:AmlFilesystem": row(
    inGroup("Microsoft.StorageCache/amlFilesystems/{amlFilesystemName}"),
    "2024-03-01",
  ),
};

/** ARM's name of the type of an id, or of the form of one: `Microsoft.KeyVault/vaults/keys`. */
export function armTypeOf(id: string): string {
  const [, ...providers] = id.split(/\/providers\//i);
  const path = providers.at(-1);
  if (path === undefined) return "Microsoft.Resources/subscriptions/resourceGroups";
  const [namespace, ...segments] = path.split("/");
  return [namespace, ...segments.filter((_, index) => index % 2 === 0)].join("/");
}
