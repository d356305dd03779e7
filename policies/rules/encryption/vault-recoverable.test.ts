import { expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { KEY, VAULT } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { vaultRecoverable } from "./vault-recoverable.ts";

const vaultFor = (purpose: Value) =>
  resource(VAULT, "it", { vaultName: "kv", properties: { enablePurgeProtection: false }, tags: { purpose } });
const keyFor = (purpose: string) =>
  resource(KEY, `${purpose}-key`, { keyName: purpose, vaultName: "kv", tags: { purpose } });

function first(vault: Resource, ...keys: readonly Resource[]): string | undefined {
  return answersOf([vaultRecoverable], "E10", vault, ...keys)[0];
}

const FAILED = "failed: properties.enablePurgeProtection is false; must be true";

test("a vault of destroyable keys can be purged", () => {
  expect(answersOf([vaultRecoverable], "E10", vaultFor("destroyable"), keyFor("destroyable"))).toEqual([
    "notApplicable: tags.purpose holds nothing but keys whose data must be destroyable",
  ]);
});

test.each<[string, Value, readonly Resource[]]>([
  ["with keys of other purposes as well", "destroyable", [keyFor("destroyable"), keyFor("disks")]],
  ["without keys", "destroyable", []],
  ["of another purpose", "disks", [keyFor("destroyable")]],
])("a vault %s cannot", (_, purpose, keys) => {
  expect(first(vaultFor(purpose), ...keys)).toBe(FAILED);
});

test("an unknown purpose may be that", () => {
  expect(first(vaultFor(UNKNOWN), keyFor("destroyable"))).toBe(
    "notEvaluated: properties.enablePurgeProtection is false; must be true, unless its keys must be destroyable: its tag purpose is unknown",
  );
});
