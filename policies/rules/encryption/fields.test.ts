import * as types from "../../resource-types.ts";
import { testPresence, testValues } from "../../testing/field-table.ts";
import { encryptionRules } from "./index.ts";

const KMS = "securityProfile.azureKeyVaultKms";
const ACCOUNT_KEY = "encryption.keyVaultProperties";
const LUSTRE_KEY = "encryptionSettings.keyEncryptionKey";

testValues(encryptionRules, [
  ["E01", types.AGENT_POOL, "enableEncryptionAtHost", true, false, "failed"],
  ["E01", types.SCALE_SET, "virtualMachineProfile.securityProfile.encryptionAtHost", true, false, "failed"],
  ["E01", types.VIRTUAL_MACHINE, "securityProfile.encryptionAtHost", true, false, "failed"],
  ["E02", types.DISK_ENCRYPTION_SET, "rotationToLatestKeyVersionEnabled", true, false, "failed"],
  [
    "E02",
    types.DISK_ENCRYPTION_SET,
    "encryptionType",
    "EncryptionAtRestWithPlatformAndCustomerKeys",
    "ConfidentialVmEncryptedWithCustomerKey",
    "failed",
  ],
  ["E03", types.MANAGED_CLUSTER, `${KMS}.enabled`, true, false, "failed"],
  ["E03", types.MANAGED_CLUSTER, `${KMS}.keyVaultNetworkAccess`, "Private", "Public", "failed"],
  ["E04", types.STORAGE_ACCOUNT, "encryption.keySource", "Microsoft.Keyvault", "Microsoft.Storage", "failed"],
  ["E04", types.STORAGE_ACCOUNT, "encryption.requireInfrastructureEncryption", true, false, "failed"],
  ["E05", types.STORAGE_ACCOUNT, "enableHttpsTrafficOnly", true, false, "passed"],
  ["E05", types.STORAGE_ACCOUNT, "minimumTlsVersion", "TLS1_2", "TLS1_1", "failed"],
  ["E05", types.STORAGE_ACCOUNT, "minimumTlsVersion", "TLS1_3", "TLS1_0", "failed"],
  ["E06", types.STORAGE_ACCOUNT, "enableNfsV3", false, true, "passed"],
  ["E07", types.LUSTRE_FILE_SYSTEM, "identity.type", "UserAssigned", "None", "failed"],
  ["E08", types.LUSTRE_FILE_SYSTEM, "rootSquashSettings.mode", "RootOnly", "None", "failed"],
  ["E08", types.LUSTRE_FILE_SYSTEM, "rootSquashSettings.mode", "All", "None", "failed"],
  ["E10", types.VAULT, "properties.enablePurgeProtection", true, false, "failed"],
  ["E10", types.VAULT, "properties.enableSoftDelete", true, false, "passed"],
  ["E10", types.VAULT, "properties.softDeleteRetentionInDays", 90, 89, "passed"],
  ["E11", types.KEY, "properties.kty", "RSA-HSM", "RSA", "failed"],
  ["E11", types.KEY, "properties.kty", "EC-HSM", "EC", "failed"],
  ["E11", types.KEY, "properties.keySize", 4096, 2048, "failed"],
  ["E15", types.FSX_LUSTRE, "deploymentType", "PERSISTENT_1", "SCRATCH_2", "failed"],
  ["E17", types.KMS_KEY, "enableKeyRotation", true, false, "failed"],
  ["E17", types.KMS_KEY, "deletionWindowInDays", 30, 7, "passed"],
  ["E18", types.BUCKET_PUBLIC_ACCESS_BLOCK, "blockPublicAcls", true, false, "failed"],
  ["E18", types.BUCKET_PUBLIC_ACCESS_BLOCK, "blockPublicPolicy", true, false, "failed"],
  ["E18", types.BUCKET_PUBLIC_ACCESS_BLOCK, "ignorePublicAcls", true, false, "failed"],
  ["E18", types.BUCKET_PUBLIC_ACCESS_BLOCK, "restrictPublicBuckets", true, false, "failed"],
  ["E18", types.BUCKET_VERSIONING, "versioningConfiguration.status", "Enabled", "Suspended", "failed"],
  ["E19", types.EBS_ENCRYPTION_BY_DEFAULT, "enabled", true, false, "passed"],
  ["E19", types.EBS_VOLUME, "encrypted", true, false, "failed"],
]);

testPresence(encryptionRules, [
  ["E02", types.MANAGED_CLUSTER, "diskEncryptionSetID", types.DISK_ENCRYPTION_SET, "passed", "failed"],
  ["E04", types.STORAGE_ACCOUNT, `${ACCOUNT_KEY}.keyName`, types.KEY, "passed", "failed"],
  ["E04", types.STORAGE_ACCOUNT, `${ACCOUNT_KEY}.keyVaultUri`, types.VAULT, "passed", "failed"],
  [
    "E04",
    types.STORAGE_ACCOUNT,
    "encryption.encryptionIdentity.encryptionUserAssignedIdentity",
    types.USER_ASSIGNED_IDENTITY,
    "passed",
    "failed",
  ],
  ["E07", types.LUSTRE_FILE_SYSTEM, `${LUSTRE_KEY}.keyUrl`, types.KEY, "passed", "failed"],
  ["E07", types.LUSTRE_FILE_SYSTEM, `${LUSTRE_KEY}.sourceVault.id`, types.VAULT, "passed", "failed"],
  ["E15", types.FSX_LUSTRE, "kmsKeyId", types.KMS_KEY, "passed", "failed"],
  ["E16", types.EKS_CLUSTER, "encryptionConfig.provider.keyArn", types.KMS_KEY, "passed", "failed"],
  ["E19", types.EBS_VOLUME, "kmsKeyId", types.KMS_KEY, "passed", "failed"],
]);
