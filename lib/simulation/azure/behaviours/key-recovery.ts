import { textAt, valueAt } from "../types/values.ts";
import type { Behaviour } from "./behaviour.ts";
import { vaultOfKey } from "./existing.ts";

/**
 * A storage account takes a key only of a vault in which no key can be lost: with purge protection. Soft deletion every vault
 * has. What other services say is not imitated.
 */
export const keyRecovery: Behaviour = {
  name: "keys that could be lost",
  source: "https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-new-account",
  admit: ({ method, type, inputs }, cloud) => {
    if (method === "DELETE" || type.token !== "azure-native:storage:StorageAccount") return undefined;
    const vault = vaultOfKey(textAt(inputs, "encryption.keyVaultProperties.keyVaultUri") ?? "", cloud);
    if (vault === undefined) return undefined;
    if (valueAt(vault.inputs, "properties.enablePurgeProtection") === true) return undefined;
    // The service's words: https://github.com/Azure/azure-cli/issues/12346
    return { status: 400, code: "KeyVaultPolicyError", message: "Keyvault policy recoverable is not set" };
  },
};
