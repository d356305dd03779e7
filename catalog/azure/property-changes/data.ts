import { changes, learn, type PropertyChange, packageDocs, replacementList } from "./property-change.ts";

const ACCOUNT = "azure-native:storage:StorageAccount";
const LUSTRE = "azure-native:storagecache:AmlFilesystem";
const VAULT = "azure-native:keyvault:Vault";
const KEY = "azure-native:keyvault:Key";
const DISK_ENCRYPTION = "azure-native:compute:DiskEncryptionSet";

const lustreSize = learn("azure-managed-lustre/create-file-system-portal", "2024-11-11");
const lustreKeys = learn("azure-managed-lustre/customer-managed-encryption-keys", "2024-11-11");

/** Storage, file systems, vaults, keys and what encrypts disks. */
export const dataChanges: readonly PropertyChange[] = [
  ...changes(
    ACCOUNT,
    "replace",
    ["isHnsEnabled", "location"],
    "fixed when the account is made",
    replacementList,
  ),
  ...changes(
    ACCOUNT,
    "refused",
    ["encryption.requireInfrastructureEncryption"],
    "the second layer of encryption is chosen when the account is made",
    learn("storage/common/infrastructure-encryption-enable", "undated"),
  ),
  ...changes(
    ACCOUNT,
    "refused",
    ["enableNfsV3"],
    "NFS is chosen when the account is made, and never switched off",
    learn("storage/blobs/network-file-system-protocol-known-issues", "undated"),
  ),
  ...changes(
    ACCOUNT,
    "inPlace",
    [
      "accessTier",
      "allowBlobPublicAccess",
      "allowSharedKeyAccess",
      "encryption.keyVaultProperties",
      "minimumTlsVersion",
      "networkRuleSet",
      "publicNetworkAccess",
      "tags",
    ],
    "the account is updated",
    replacementList,
  ),
  ...changes(
    LUSTRE,
    "refused",
    ["storageCapacityTiB", "sku"],
    "size and throughput are fixed when it is made",
    lustreSize,
  ),
  ...changes(
    LUSTRE,
    "refused",
    ["filesystemSubnet", "zones"],
    "the place is fixed when it is made",
    lustreSize,
  ),
  ...changes(LUSTRE, "refused", ["hsm"], "the blob container is chosen when it is made", lustreSize),
  ...changes(LUSTRE, "refused", ["encryptionSettings"], "the key is chosen when it is made", lustreKeys),
  ...changes(
    LUSTRE,
    "inPlace",
    ["maintenanceWindow", "rootSquashSettings", "tags"],
    "the file system is updated",
    lustreSize,
  ),
  ...changes(
    VAULT,
    "refused",
    ["properties.enablePurgeProtection"],
    "purge protection cannot be switched off again",
    packageDocs,
  ),
  ...changes(
    VAULT,
    "inPlace",
    [
      "properties.enableRbacAuthorization",
      "properties.networkAcls",
      "properties.publicNetworkAccess",
      "tags",
    ],
    "the vault is updated",
    packageDocs,
  ),
  ...changes(
    KEY,
    "refused",
    ["properties"],
    "Azure makes the first version of a key only: what is written later for the same name is ignored",
    {
      source: "https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist",
      asOf: "undated",
    },
  ),
  ...changes(KEY, "inPlace", ["tags"], "accepted; Azure leaves the tags of a key as they were made", {
    source: "https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist",
    asOf: "undated",
  }),
  ...changes(
    "azure-native:operationalinsights:Workspace",
    "inPlace",
    ["retentionInDays"],
    "a shorter time deletes what is older, after 30 days",
    learn("azure-monitor/logs/data-retention-configure", "undated", "medium"),
  ),
  ...changes(
    DISK_ENCRYPTION,
    "inPlace",
    ["activeKey", "rotationToLatestKeyVersionEnabled", "tags"],
    "disks are re-encrypted with the new key's version in the background",
    learn("virtual-machines/disk-encryption", "undated", "low"),
  ),
];
