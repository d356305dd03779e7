import { describe, expect, test } from "vitest";
import { existingNames } from "./existing-names.ts";
import { ids } from "./testing/objects.ts";
import { answer, put, stored } from "./testing/situation.ts";

const elsewhere = (id: string) => stored(id.replace("/rg/", "/other/"));
const taken = { takenNames: { registries: ["CRdata"], storageAccounts: ["stdata"], vaults: ["KV"] } };
const buried = {
  name: "kv",
  id: ids.vault,
  location: "eastus",
  purgeProtected: true,
  deletedAt: 0,
  purgedAt: 1e9,
};

const registry =
  "The registry DNS name crdata.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability";
const vault =
  "The vault name 'kv' is already in use. Vault names are globally unique so it is possible that the name is already taken.";
const deleted =
  "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.";

describe("refused", () => {
  test.each([
    [
      "an account of another customer",
      ids.account,
      { world: taken },
      "StorageAccountAlreadyTaken",
      "The storage account named stdata is already taken.",
    ],
    [
      "an account of another group",
      ids.account,
      { resources: [elsewhere(ids.account)] },
      "StorageAccountAlreadyExists",
      "The storage account named stdata already exists under the subscription.",
    ],
    ["a registry of another customer", ids.registry, { world: taken }, "AlreadyInUse", registry],
    [
      "a registry of another group",
      ids.registry,
      { resources: [elsewhere(ids.registry)] },
      "AlreadyInUse",
      registry,
    ],
    ["a vault of another customer", ids.vault, { world: taken }, "VaultAlreadyExists", vault],
    [
      "a vault of another group",
      ids.vault,
      { resources: [elsewhere(ids.vault)] },
      "VaultAlreadyExists",
      vault,
    ],
    [
      "a vault that the world has soft-deleted",
      ids.vault,
      { world: { softDeletedVaults: ["kv"] } },
      "ConflictError",
      deleted,
    ],
    ["a vault that was deleted here", ids.vault, { deleted: [buried] }, "ConflictError", deleted],
  ])("%s", (_name, id, situation, code, message) => {
    expect(answer(existingNames, put(id), situation)).toEqual({ status: 409, code, message, retried: false });
  });
});

describe("let pass", () => {
  test.each([
    ["a free name", put(ids.vault), { world: { softDeletedVaults: ["kv2"] } }],
    ["an update of what has the name", put(ids.account), { resources: [stored(ids.account)], world: taken }],
    [
      "a name of another kind",
      put(ids.registry),
      { world: { takenNames: { ...taken.takenNames, registries: [] } } },
    ],
    [
      "a vault that is recovered",
      put(ids.vault, { properties: { createMode: "recover" } }),
      { deleted: [buried] },
    ],
    ["names that need not be unique", put(ids.vnet), { world: taken }],
  ])("%s", (_name, write, situation) => {
    expect(answer(existingNames, write, situation)).toBeUndefined();
  });
});
