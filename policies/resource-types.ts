/** Type tokens that the rules look at. Compare with {@link unversioned}, for a token may name an API version. */
export const MANAGED_CLUSTER = "azure-native:containerservice:ManagedCluster";
export const AGENT_POOL = "azure-native:containerservice:AgentPool";
export const VIRTUAL_MACHINE = "azure-native:compute:VirtualMachine";
export const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
export const DISK_ENCRYPTION_SET = "azure-native:compute:DiskEncryptionSet";
export const VIRTUAL_NETWORK = "azure-native:network:VirtualNetwork";
export const SUBNET = "azure-native:network:Subnet";
export const NETWORK_SECURITY_GROUP = "azure-native:network:NetworkSecurityGroup";
export const PUBLIC_IP_PREFIX = "azure-native:network:PublicIPPrefix";
export const USER_ASSIGNED_IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
export const VAULT = "azure-native:keyvault:Vault";
export const KEY = "azure-native:keyvault:Key";
export const STORAGE_ACCOUNT = "azure-native:storage:StorageAccount";
export const BLOB_CONTAINER = "azure-native:storage:BlobContainer";
export const LUSTRE_FILE_SYSTEM = "azure-native:storagecache:AmlFilesystem";
export const REGISTRY = "azure-native:containerregistry:Registry";
export const LOG_WORKSPACE = "azure-native:operationalinsights:Workspace";
export const ENVIRONMENT = "exaform:stack:Environment";

/**
 * A type token without the API version that a program may pin: `azure-native:storage/v20240101:StorageAccount` (explicit
 * versions of azure-native 2) and `azure-native_storage_v20240101:storage:StorageAccount` (local packages of azure-native 3)
 * are both `azure-native:storage:StorageAccount`, so that no rule is escaped by pinning a version.
 */
export function unversioned(type: string): string {
  return type.replace(/^azure-native(?:_[a-z]+_v\d\w*)?:([a-z]+)(?:\/v\d\w*)?:/, "azure-native:$1:");
}
