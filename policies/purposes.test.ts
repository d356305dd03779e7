import { describe, expect, test } from "vitest";
import { exposures, type VaultPurpose } from "../components/azure/key-vault/purpose.ts";
import { type Resource, SECRET, UNKNOWN, type Value } from "../lib/graph/graph.ts";
import { needs, type Relaxation } from "./needs.ts";
import { rulingOn } from "./purposes.ts";
import * as types from "./resource-types.ts";
import { type Extras, graphWith, resource } from "./testing/build-graph.ts";

const vault = (purpose?: Value) =>
  resource(types.VAULT, "vault", { vaultName: "kv", ...(purpose !== undefined && { tags: { purpose } }) });

function ruling(relaxation: Relaxation, relaxed: Resource, ...others: readonly Resource[]): string {
  const { kind, reason } = rulingOn(relaxation, relaxed, graphWith([relaxed, ...others]));
  return `${kind}: ${reason}`;
}

describe("every need has a page that says so, and stands once", () => {
  test.each(needs.map((need) => [`${need.of} ${need.purpose} ${need.relaxation}`, need] as const))(
    "%s",
    (_, need) => {
      expect(need.source).toMatch(/^https:\/\//);
      expect(need.asOf).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
      const same = needs.filter(
        ({ of, purpose, relaxation }) =>
          of === need.of && purpose === need.purpose && relaxation === need.relaxation,
      );
      expect(same).toEqual([need]);
    },
  );
});

describe("vaults may be exactly as open as the components make them", () => {
  const granted = (purpose: string, relaxation: Relaxation) =>
    needs.some(
      (need) => need.of === types.VAULT && need.purpose === purpose && need.relaxation === relaxation,
    );

  test.each(Object.keys(exposures) as VaultPurpose[])("%s", (purpose) => {
    const { bypass, publicNetworkAccess } = exposures[purpose];
    expect(granted(purpose, "trustedServices")).toBe(bypass === "AzureServices");
    expect(granted(purpose, "publicAccess")).toBe(publicNetworkAccess === "Enabled");
  });
});

describe("trusted services of a vault for disks", () => {
  const relaxed = vault("disks");
  const key = resource(types.KEY, "key", { keyName: "disks", vaultName: "kv" });
  const user = (activeKey: Value, extras: Extras = {}) =>
    resource(types.DISK_ENCRYPTION_SET, "disks", { activeKey }, extras);
  const NEEDED =
    "needed: DiskEncryptionSet disks needs that for disks (https://learn.microsoft.com/azure/virtual-machines/disk-encryption)";
  const REFUSED = "refused: its purpose is disks, but no DiskEncryptionSet of this stack uses it";

  test.each<[string, Resource[], string]>([
    ["with a set that names the vault", [user({ sourceVault: { id: "kv" } })], NEEDED],
    [
      "with a set that names a key in it",
      [key, user({ keyUrl: "https://kv.vault.azure.net/keys/disks/1" })],
      NEEDED,
    ],
    [
      "with a set whose key will come from it",
      [key, user({ keyUrl: UNKNOWN }, { from: { activeKey: [key] } })],
      NEEDED,
    ],
    ["with a set of another vault", [user({ sourceVault: { id: "other" } })], REFUSED],
    ["with a set whose key comes from nothing here", [user({ keyUrl: UNKNOWN })], REFUSED],
    ["without a set", [], REFUSED],
    [
      "with a set of which nothing is known",
      [user({ sourceVault: { id: UNKNOWN } }, { from: undefined })],
      "undecided: whether DiskEncryptionSet disks uses it is unknown",
    ],
  ])("%s", (_, others, expected) => {
    expect(ruling("trustedServices", relaxed, ...others)).toBe(expected);
  });

  test("are not public access", () => {
    const set = user({ sourceVault: { id: "kv" } });
    expect(ruling("publicAccess", relaxed, set)).toBe("refused: its purpose, disks, needs no more");
  });
});

test.each<[string, Resource, string]>([
  ["no purpose", vault(), "refused: it declares no purpose that needs more"],
  ["a purpose without need", vault("etcd"), "refused: its purpose, etcd, needs no more"],
  ["a purpose of nobody", vault("constructor"), "refused: its purpose, constructor, needs no more"],
  ["an unknown purpose", vault(UNKNOWN), "undecided: its tag purpose is unknown"],
  ["a secret purpose", vault(SECRET), "undecided: its tag purpose is unknown"],
])("%s", (_, relaxed, expected) => {
  expect(ruling("trustedServices", relaxed)).toBe(expected);
});

test("an account's keys are for the file system whose containers are in it", () => {
  const account = resource(types.STORAGE_ACCOUNT, "account", {
    accountName: "archive",
    tags: { purpose: "lustre" },
  });
  const container = resource(types.BLOB_CONTAINER, "data", { accountName: "archive", containerName: "data" });
  const settings = { container: CONTAINER, loggingContainer: UNKNOWN };
  const files = resource(types.LUSTRE_FILE_SYSTEM, "scratch", { hsm: { settings } });
  expect(ruling("sharedKeys", account, container, files)).toMatch(/^needed: AmlFilesystem scratch /);
  expect(ruling("sharedKeys", account, container)).toMatch(/^refused: /);
});

const CONTAINER =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/archive/blobServices/default/containers/data";
