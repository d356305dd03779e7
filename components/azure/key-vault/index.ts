export { type KeyVaultArgs, type ResolvedKeyVault, resolveKeyVaultArgs } from "./key-vault.args.ts";
export { KeyVault, type VaultReference } from "./key-vault.ts";
export type { KeyPurpose, VaultExposure, VaultPurpose } from "./purpose.ts";
