import { expect, test } from "vitest";
import { checksOf, forbidden, outcomes, type Recorded } from "../testing/recorded.ts";
import { IDS, marks } from "../testing/small.ts";

const VAULT = "name/Microsoft.KeyVault/vaults/kv-test";
const REGISTRY = "name/Microsoft.ContainerRegistry/registries/crtest";
const ACCOUNT = "name/Microsoft.Storage/storageAccounts/sttest";

test("free names are ok", async () => {
  expect(await outcomes("name")).toEqual({
    [VAULT]: "ok: Azure says that it is free",
    [REGISTRY]: "ok: Azure says that it is free",
    [ACCOUNT]: "ok: Azure says that it is free",
  });
});

const group = { [IDS.group]: { tags: {} } };

test.each<[string, Recorded, string, string]>([
  [
    "this stack has it",
    { taken: ["sttest"], objects: { ...group, [IDS.account]: { tags: marks("account") } } },
    ACCOUNT,
    `ok: taken by this stack: ${IDS.account}`,
  ],
  [
    "another stack of the subscription has it",
    { taken: ["sttest"], objects: { ...group, [IDS.account]: { tags: {} } } },
    ACCOUNT,
    `failed: taken by ${IDS.account}, which does not carry the mark of this stack`,
  ],
  [
    "somebody else has it",
    { taken: ["crtest"] },
    REGISTRY,
    "failed: taken in another subscription, or reserved by something deleted there: AlreadyExists: The name crtest is already taken.",
  ],
  [
    "it is taken and its own place cannot be seen",
    {
      taken: ["crtest"],
      instead: ({ path }) =>
        path === IDS.group.toLowerCase() || path === IDS.registry.toLowerCase() ? forbidden : undefined,
    },
    REGISTRY,
    expect.stringMatching(/^unknown: it is taken, and whether by this stack cannot be told: no permission/),
  ],
  [
    "the query is forbidden",
    { instead: ({ path }) => (path.endsWith("/checknameavailability") ? forbidden : undefined) },
    VAULT,
    expect.stringMatching(/^unknown: no permission to see it/),
  ],
  [
    "deleted vaults cannot be seen",
    { taken: ["kv-test"], instead: ({ path }) => (path.endsWith("/deletedvaults") ? forbidden : undefined) },
    VAULT,
    expect.stringMatching(
      /^failed: taken in another subscription.*; whether a deleted vault of this subscription reserves it cannot be told: no permission/,
    ),
  ],
])("where %s", async (_, recording, id, outcome) => {
  expect((await outcomes("name", recording))[id]).toEqual(outcome);
});

const deleted = (purgeProtectionEnabled: boolean) => ({
  name: "KV-test",
  type: "Microsoft.KeyVault/deletedVaults",
  properties: {
    vaultId: IDS.vault,
    location: "eastus",
    deletionDate: "2026-10-01T00:00:59Z",
    scheduledPurgeDate: "2026-12-30T00:00:59Z",
    purgeProtectionEnabled,
  },
});

test.each([
  [
    true,
    "a deleted vault of this subscription reserves it until 2026-12-30, and purge protection lets nobody purge it earlier",
    "raise `generation` in the environment's file, which gives every such name anew; or bring the vault back with az keyvault recover --name KV-test, and import it",
  ],
  [
    false,
    "a deleted vault of this subscription reserves it until 2026-12-30",
    "if its keys are needed no more: az keyvault purge --name KV-test --location eastus; else raise `generation` in the environment's file, which gives every such name anew",
  ],
])("a deleted vault reserves its name; purge protection: %s", async (protects, reason, todo) => {
  const checks = await checksOf("name", { taken: ["kv-test"], deletedVaults: [deleted(protects)] });
  expect(checks.find(({ id }) => id === VAULT)).toMatchObject({ status: "failed", reason, todo });
});
