import { equals, oneOf, present } from "../../demand.ts";
import { fieldRule } from "../../field-rule.ts";
import { nodePools, whole } from "../../parts.ts";
import {
  DISK_ENCRYPTION_SET,
  EKS_CLUSTER,
  FSX_LUSTRE,
  KEY,
  KMS_KEY,
  LUSTRE_FILE_SYSTEM,
  MANAGED_CLUSTER,
  SCALE_SET,
  STORAGE_ACCOUNT,
  USER_ASSIGNED_IDENTITY,
  VAULT,
  VIRTUAL_MACHINE,
} from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

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
      id: "E05",
      name: "storage-tls-only",
      title: "Storage accounts speak TLS 1.2 or later, and nothing else.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AZURE_3", "CKV_AZURE_44"], nist80053: ["SC-8"] },
      remediation:
        'Create the StorageAccount with enableHttpsTrafficOnly: true and minimumTlsVersion: "TLS1_2" or "TLS1_3".',
      evidence:
        "https://learn.microsoft.com/azure/storage/common/transport-layer-security-configure-minimum-version",
    },
    [
      {
        of: whole(STORAGE_ACCOUNT),
        demands: [
          equals("enableHttpsTrafficOnly", true, {
            value: true,
            source: "https://learn.microsoft.com/azure/storage/common/storage-require-secure-transfer",
          }),
          oneOf("minimumTlsVersion", ["TLS1_2", "TLS1_3"]),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "E07",
      name: "lustre-own-key",
      title: "Managed Lustre encrypts what it stores with a key of one's own.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { nist80053: ["SC-12", "SC-28"] },
      remediation:
        'Create the AmlFilesystem with encryptionSettings.keyEncryptionKey: { keyUrl, sourceVault: { id } } and identity: { type: "UserAssigned", userAssignedIdentities }: neither can be given later.',
      evidence: "https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys",
    },
    [
      {
        of: whole(LUSTRE_FILE_SYSTEM),
        demands: [
          present("encryptionSettings.keyEncryptionKey.keyUrl", [KEY]),
          present("encryptionSettings.keyEncryptionKey.sourceVault.id", [KEY, VAULT]),
          equals("identity.type", "UserAssigned"),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "E15",
      name: "fsx-own-key",
      title: "FSx for Lustre encrypts what it stores with a key of one's own.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AWS_190"], nist80053: ["SC-12", "SC-28"] },
      remediation:
        'Create the LustreFileSystem with kmsKeyId and deploymentType: "PERSISTENT_2": a scratch file system takes no key.',
      evidence: "https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html",
    },
    [
      {
        of: whole(FSX_LUSTRE),
        demands: [present("kmsKeyId", [KMS_KEY]), oneOf("deploymentType", ["PERSISTENT_1", "PERSISTENT_2"])],
      },
    ],
  ),
  fieldRule(
    {
      id: "E16",
      name: "eks-secrets-own-key",
      title: "EKS encrypts secrets with a key of one's own before it stores them.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AWS_58"], cisEks: ["5.3.1"], nist80053: ["SC-12", "SC-28"] },
      remediation:
        'Set encryptionConfig: { provider: { keyArn }, resources: ["secrets"] } on the Cluster of EKS.',
      evidence: "https://docs.aws.amazon.com/eks/latest/userguide/envelope-encryption.html",
    },
    [
      {
        of: whole(EKS_CLUSTER),
        demands: [
          present("encryptionConfig.provider.keyArn", [KMS_KEY]),
          // The one kind of object that can be named.
          equals("encryptionConfig.resources.0", "secrets"),
        ],
      },
    ],
  ),
];
