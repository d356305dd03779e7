/** What the keys of a vault encrypt. */
export type KeyPurpose = "disks" | "storage" | "logs" | "lustre" | "etcd";

/** What a vault holds. It decides who must reach the vault, so each purpose has a vault of its own. */
export type VaultPurpose = KeyPurpose | "runner";

/** How far a vault is open beside its private endpoint. */
export interface VaultExposure {
  readonly publicNetworkAccess: "Enabled" | "Disabled";
  /** `AzureServices`: Azure's trusted services pass the firewall; each still needs a role on the key. */
  readonly bypass: "AzureServices" | "None";
}

/** Nobody but the private endpoint, and the services whose role a key names. */
const trustedServices: VaultExposure = { publicNetworkAccess: "Disabled", bypass: "AzureServices" };

/** The least exposure with which each purpose works. */
export const exposures: Readonly<Record<VaultPurpose, VaultExposure>> = {
  // Disk encryption sets: https://learn.microsoft.com/azure/virtual-machines/disk-encryption (2026-08).
  disks: trustedServices,
  // https://learn.microsoft.com/azure/storage/common/customer-managed-keys-overview (2026-08).
  storage: trustedServices,
  // The storage account that flow logs are written to.
  logs: trustedServices,
  // Managed Lustre refuses a vault whose public access is off; the firewall still denies everybody but trusted services.
  // https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys (2024-11).
  lustre: { publicNetworkAccess: "Enabled", bypass: "AzureServices" },
  // The API server comes through the private endpoint: https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption (2025-12).
  etcd: { publicNetworkAccess: "Disabled", bypass: "None" },
  // A runner reads the token with which it registers, from inside the network.
  runner: { publicNetworkAccess: "Disabled", bypass: "None" },
};
