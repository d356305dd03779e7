import {
  BLOB_CONTAINER,
  DISK_ENCRYPTION_SET,
  FLOW_LOG,
  KEY,
  LUSTRE_FILE_SYSTEM,
  MANAGED_CLUSTER,
  REGISTRY,
  STORAGE_ACCOUNT,
  VAULT,
} from "./resource-types.ts";

/**
 * Ways in which a vault, key or account is weaker than the rules demand.
 *
 * `trustedServices`: the firewall lets Azure's trusted services pass. `publicAccess`: public access is on, though the firewall denies
 * everybody else. `rsa2048`: a key of 2,048 bits, in software. `unrotated`: a key that is not renewed by itself. `sharedKeys`: an account that
 * its keys open.
 */
export type Relaxation = "trustedServices" | "publicAccess" | "rsa2048" | "unrotated" | "sharedKeys";

/** Where an input of a consumer leads to what is relaxed, or to a part of it. */
interface Use {
  readonly consumer: string;
  readonly paths: readonly { readonly path: string; readonly to: string }[];
}

/** A purpose that does not work without a relaxation, and who needs it. */
export interface Need {
  /** Type of what is relaxed. */
  readonly of: string;
  /** As the tag `purpose` says it. */
  readonly purpose: string;
  readonly relaxation: Relaxation;
  readonly use: Use;
  /** Public page that says so. */
  readonly source: string;
  /** ISO 8601. */
  readonly asOf: string;
}

const diskEncryptionSets: Use = {
  consumer: DISK_ENCRYPTION_SET,
  paths: [
    { path: "activeKey.sourceVault.id", to: VAULT },
    { path: "activeKey.keyUrl", to: KEY },
  ],
};
const accounts: Use = {
  consumer: STORAGE_ACCOUNT,
  paths: [{ path: "encryption.keyVaultProperties.keyVaultUri", to: VAULT }],
};
const registries: Use = {
  consumer: REGISTRY,
  paths: [{ path: "encryption.keyVaultProperties.keyIdentifier", to: KEY }],
};
const fileSystems: Use = {
  consumer: LUSTRE_FILE_SYSTEM,
  paths: [
    { path: "encryptionSettings.keyEncryptionKey.sourceVault.id", to: VAULT },
    { path: "encryptionSettings.keyEncryptionKey.keyUrl", to: KEY },
  ],
};

const LUSTRE_KEYS = "https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys";
const lustreKeys = { purpose: "lustre", use: fileSystems, source: LUSTRE_KEYS, asOf: "2024-11-11" } as const;

/** Every relaxation that is needed, and by whom. Whatever is not here is no reason to be weaker than the rules demand. */
export const needs: readonly Need[] = [
  {
    of: VAULT,
    purpose: "disks",
    relaxation: "trustedServices",
    use: diskEncryptionSets,
    source: "https://learn.microsoft.com/azure/virtual-machines/disk-encryption",
    asOf: "2026-08",
  },
  ...["storage", "logs"].map(
    (purpose): Need => ({
      of: VAULT,
      purpose,
      relaxation: "trustedServices",
      use: accounts,
      source: "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview",
      asOf: "2026-08",
    }),
  ),
  {
    of: VAULT,
    purpose: "registry",
    relaxation: "trustedServices",
    use: registries,
    source: "https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys",
    asOf: "2023-10-31",
  },
  { of: VAULT, relaxation: "trustedServices", ...lustreKeys },
  // Managed Lustre refuses a vault whose public access is off.
  { of: VAULT, relaxation: "publicAccess", ...lustreKeys },
  { of: KEY, relaxation: "rsa2048", ...lustreKeys },
  // The key of a file system is chosen when it is created, by its version.
  { of: KEY, relaxation: "unrotated", ...lustreKeys },
  {
    of: KEY,
    purpose: "etcd",
    relaxation: "unrotated",
    use: {
      consumer: MANAGED_CLUSTER,
      paths: [{ path: "securityProfile.azureKeyVaultKms.keyId", to: KEY }],
    },
    // A cluster names the version of its key; another version is an update of the cluster.
    source: "https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption",
    asOf: "2025-12",
  },
  {
    of: STORAGE_ACCOUNT,
    purpose: "logs",
    relaxation: "trustedServices",
    use: { consumer: FLOW_LOG, paths: [{ path: "storageId", to: STORAGE_ACCOUNT }] },
    source:
      "https://learn.microsoft.com/azure/storage/common/storage-network-security-trusted-azure-services",
    asOf: "2025-06-24",
  },
  {
    of: STORAGE_ACCOUNT,
    purpose: "lustre",
    relaxation: "sharedKeys",
    use: {
      consumer: LUSTRE_FILE_SYSTEM,
      paths: [
        { path: "hsm.settings.container", to: BLOB_CONTAINER },
        { path: "hsm.settings.loggingContainer", to: BLOB_CONTAINER },
      ],
    },
    source: "https://learn.microsoft.com/azure/azure-managed-lustre/amlfs-prerequisites",
    asOf: "2023-06-28",
  },
];
