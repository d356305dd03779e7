import { expect, test } from "vitest";
import { keyRecovery } from "./key-recovery.ts";
import { ids } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const account = put(ids.account, {
  encryption: { keyVaultProperties: { keyVaultUri: "https://KV.vault.azure.net/", keyName: "data" } },
});
const vault = (properties: Record<string, unknown>) => ({ resources: [stored(ids.vault, { properties })] });

test.each([
  ["does not say", {}],
  ["says no", { enablePurgeProtection: false }],
])("a storage account takes no key of a vault that %s to purge protection", (_, properties) => {
  expect(answer(keyRecovery, account, vault(properties))).toEqual({
    status: 400,
    code: "KeyVaultPolicyError",
    message: "Keyvault policy recoverable is not set",
    retried: false,
  });
});

test.each([
  ["a vault with purge protection", account, vault({ enablePurgeProtection: true })],
  ["a vault that the simulation does not have", account, {}],
  ["a key of Microsoft's", put(ids.account), vault({})],
  ["a deletion", remove(stored(ids.account, account.inputs)), vault({})],
  ["a disk encryption set", put(ids.diskEncryptionSet, account.inputs), vault({})],
])("%s is not refused", (_, write, situation) => {
  expect(answer(keyRecovery, write, situation)).toBeUndefined();
});
