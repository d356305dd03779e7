import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { DISK_ENCRYPTION_SET, KEY, STORAGE_ACCOUNT, VAULT } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { separateKeys } from "./separate-keys.ts";

const PATH = "activeKey.keyUrl";
const ELSEWHERE = "https://kv-other.vault.azure.net/keys/shared";

const keyOf = (purpose: Value | undefined) =>
  resource(KEY, "key", {
    keyName: "key",
    vaultName: "kv",
    ...(purpose !== undefined && { tags: { purpose } }),
  });
const set = (keyUrl: Value | undefined, extras: Extras = {}) =>
  resource(DISK_ENCRYPTION_SET, "it", keyUrl === undefined ? {} : { activeKey: { keyUrl } }, extras);
const account = (keyVaultUri: Value, keyName: Value, tags: Properties = {}, extras: Extras = {}) =>
  resource(
    STORAGE_ACCOUNT,
    "account",
    { encryption: { keyVaultProperties: { keyVaultUri, keyName } }, tags },
    extras,
  );

const answers = (found: Resource, ...others: readonly Resource[]) =>
  answersOf([separateKeys], "E13", found, ...others);

describe("a user of a key", () => {
  test.each<[Value | undefined, string]>([
    ["disks", `passed: ${PATH} is Key key, for "disks"`],
    ["storage", `failed: ${PATH} is Key key, for "storage"; must be a key for disks`],
    [undefined, `failed: ${PATH} is Key key, for nothing declared; must be a key for disks`],
    [UNKNOWN, `notEvaluated: ${PATH} is Key key, whose tag purpose is unknown; must be a key for disks`],
  ])("of purpose %j", (purpose, expected) => {
    const key = keyOf(purpose);
    expect(answers(set(UNKNOWN, { from: { activeKey: [key] } }), key)).toEqual([expected]);
    expect(answers(set("https://kv.vault.azure.net/keys/key/1f"), key)).toEqual([expected]);
  });

  test("that is unknown, or not there", () => {
    expect(answers(set(UNKNOWN))[0]).toMatch(
      /^notEvaluated: activeKey.keyUrl is unknown, and comes from no Key/,
    );
    expect(answers(set(undefined))).toEqual([]);
  });

  test("of another stack", () => {
    const other = account("https://kv-other.vault.azure.net/", "shared");
    expect(answers(set(`${ELSEWHERE}/1f`))).toEqual([
      `passed: ${PATH} is a key that this stack uses for disks only`,
    ]);
    expect(answers(set(`${ELSEWHERE}/1f`), other)).toEqual([
      `failed: ${PATH} is a key that StorageAccount account uses as well; must be a key for disks`,
    ]);
  });
});

describe("an account", () => {
  test.each<[string, string, string]>([
    ["datasets", "storage", "passed"],
    ["checkpoints", "storage", "passed"],
    ["logs", "logs", "passed"],
    ["logs", "storage", "failed"],
    ["datasets", "logs", "failed"],
  ])("of %s with a key for %s: %s", (purpose, keyPurpose, expected) => {
    const key = keyOf(keyPurpose);
    const named = account("https://kv.vault.azure.net", "key", { purpose });
    const computed = account(UNKNOWN, "key", { purpose }, { from: { encryption: [key] } });
    expect(answers(named, key)[0]?.split(":")[0]).toBe(expected);
    expect(answers(computed, key)[0]?.split(":")[0]).toBe(expected);
  });
});

describe("a key", () => {
  const vaultOf = (purpose: Value) => resource(VAULT, "vault", { vaultName: "kv", tags: { purpose } });

  test.each<[string, Value, Value, string]>([
    ["destroyable, among its like", "destroyable", "destroyable", "passed"],
    ["destroyable, in a vault that nobody can purge", "destroyable", "storage", "failed"],
    ["to keep, in a vault that can be purged", "storage", "destroyable", "failed"],
    ["of unknown purpose, there", UNKNOWN, "destroyable", "notEvaluated"],
    ["destroyable, in a vault of unknown purpose", "destroyable", UNKNOWN, "notEvaluated"],
    ["like any other", "storage", "storage", "notApplicable"],
  ])("%s", (_, purpose, vaultPurpose, expected) => {
    expect(answers(keyOf(purpose), vaultOf(vaultPurpose))[0]?.split(":")[0] ?? "notApplicable").toBe(
      expected,
    );
  });
});
