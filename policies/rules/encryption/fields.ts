import { equals, present } from "../../demand.ts";
import { fieldRule } from "../../field-rule.ts";
import { nodePools, whole } from "../../parts.ts";
import {
  DISK_ENCRYPTION_SET,
  KEY,
  MANAGED_CLUSTER,
  SCALE_SET,
  STORAGE_ACCOUNT,
  USER_ASSIGNED_IDENTITY,
  VAULT,
  VIRTUAL_MACHINE,
} from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const SOFT_DELETE = "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

/** Rules about encryption and keys that only say what properties must be. */
export const encryptionFields: readonly Rule[] = [
  fieldRule(
    {
      id: "E01",
      name: "encryption-at-host",
      title: "The host encrypts temporary disks and disk caches of every node.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AZURE_97", "CKV_AZURE_227"], nist80053: ["SC-28"] },
      remediation:
        "Create the node pool with enableEncryptionAtHost: true, scale sets with virtualMachineProfile.securityProfile.encryptionAtHost: true, machines with securityProfile.encryptionAtHost: true.",
      evidence: "https://learn.microsoft.com/azure/aks/enable-host-encryption",
    },
    [
      { of: nodePools, demands: [equals("enableEncryptionAtHost", true)] },
      {
        of: whole(SCALE_SET),
        demands: [equals("virtualMachineProfile.securityProfile.encryptionAtHost", true)],
      },
      { of: whole(VIRTUAL_MACHINE), demands: [equals("securityProfile.encryptionAtHost", true)] },
    ],
  ),
  fieldRule(
    {
      id: "E02",
      name: "node-disks-own-key",
      title: "Disks of nodes are encrypted twice, once with a key of one's own that is renewed by itself.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AZURE_117"], nist80053: ["SC-12", "SC-28"] },
      remediation:
        'Create the ManagedCluster with diskEncryptionSetID, and the DiskEncryptionSet with encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys" and rotationToLatestKeyVersionEnabled: true.',
      evidence: "https://learn.microsoft.com/azure/aks/azure-disk-customer-managed-keys",
    },
    [
      { of: whole(MANAGED_CLUSTER), demands: [present("diskEncryptionSetID", [DISK_ENCRYPTION_SET])] },
      {
        of: whole(DISK_ENCRYPTION_SET),
        demands: [
          equals("encryptionType", "EncryptionAtRestWithPlatformAndCustomerKeys"),
          equals("rotationToLatestKeyVersionEnabled", true),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "E04",
      name: "storage-own-key",
      title: "Storage accounts are encrypted twice, once with a key of one's own.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV2_AZURE_1"], nist80053: ["SC-12", "SC-28"] },
      remediation:
        'Give the StorageAccount encryption: { keySource: "Microsoft.Keyvault", keyVaultProperties: { keyName, keyVaultUri }, encryptionIdentity: { encryptionUserAssignedIdentity }, requireInfrastructureEncryption: true }; the last one only at creation.',
      evidence: "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
    },
    [
      {
        of: whole(STORAGE_ACCOUNT),
        demands: [
          equals("encryption.keySource", "Microsoft.Keyvault"),
          present("encryption.keyVaultProperties.keyName", [KEY]),
          present("encryption.keyVaultProperties.keyVaultUri", [KEY, VAULT]),
          present("encryption.encryptionIdentity.encryptionUserAssignedIdentity", [USER_ASSIGNED_IDENTITY]),
          equals("encryption.requireInfrastructureEncryption", true),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "E10",
      name: "vault-recoverable",
      title: "A deleted key vault can be recovered for 90 days, and nobody can purge it before.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: {
        checkov: ["CKV_AZURE_42", "CKV_AZURE_110", "CKV_AZURE_111"],
        nist80053: ["CP-9", "SC-12"],
      },
      remediation: "Set enablePurgeProtection: true on the Vault, and leave soft delete on for 90 days.",
      evidence: SOFT_DELETE,
    },
    [
      {
        of: whole(VAULT),
        demands: [
          equals("properties.enablePurgeProtection", true),
          equals("properties.enableSoftDelete", true, { value: true, source: SOFT_DELETE }),
          equals("properties.softDeleteRetentionInDays", 90, { value: 90, source: SOFT_DELETE }),
        ],
      },
    ],
  ),
];
