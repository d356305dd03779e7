import * as types from "../../resource-types.ts";
import { input, type Mutation } from "./mutation.ts";

/** What breaks the rules of the family encryption. */
export const encryptionMutations: readonly Mutation[] = [
  input("E01", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.enableEncryptionAtHost", false),
  input("E01", types.AGENT_POOL, "island-0", "enableEncryptionAtHost", undefined),
  input("E01", types.SCALE_SET, "machines", "virtualMachineProfile.securityProfile.encryptionAtHost", false),
  input("E01", types.VIRTUAL_MACHINE, "runner", "securityProfile.encryptionAtHost", false),
  input("E02", types.MANAGED_CLUSTER, "cluster", "diskEncryptionSetID", undefined),
  input("E02", types.DISK_ENCRYPTION_SET, "disks", "encryptionType", "EncryptionAtRestWithCustomerKey"),
  input("E02", types.DISK_ENCRYPTION_SET, "disks", "rotationToLatestKeyVersionEnabled", undefined),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.keySource", "Microsoft.Storage"),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.keyVaultProperties.keyName", undefined),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.keyVaultProperties.keyVaultUri", ""),
  input(
    "E04",
    types.STORAGE_ACCOUNT,
    "datasets",
    "encryption.encryptionIdentity.encryptionUserAssignedIdentity",
    undefined,
  ),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.requireInfrastructureEncryption", false),
  input("E10", types.VAULT, "disk-vault", "properties.enablePurgeProtection", undefined),
  input("E10", types.VAULT, "disk-vault", "properties.enableSoftDelete", false),
  input("E10", types.VAULT, "disk-vault", "properties.softDeleteRetentionInDays", 7),
];
