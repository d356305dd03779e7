import { expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { BLOB_CONTAINER, LUSTRE_FILE_SYSTEM, STORAGE_ACCOUNT } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { storageKeys } from "./storage-keys.ts";

const account = (purpose: Value) =>
  resource(STORAGE_ACCOUNT, "imports", {
    accountName: "imports",
    allowSharedKeyAccess: true,
    tags: { purpose },
  });

function importing(from: Resource): Resource[] {
  const container = resource(
    BLOB_CONTAINER,
    "shards",
    { accountName: UNKNOWN },
    { from: { accountName: [from] } },
  );
  const inputs = { hsm: { settings: { container: UNKNOWN, loggingContainer: UNKNOWN } } };
  return [container, resource(LUSTRE_FILE_SYSTEM, "scratch", inputs, { from: { hsm: [container] } })];
}

function first(found: Resource, ...others: readonly Resource[]): string | undefined {
  return answersOf([storageKeys], "I09", found, ...others)[0];
}

test("an account that Managed Lustre imports from may have keys", () => {
  const found = account("lustre");
  expect(first(found, ...importing(found))).toMatch(
    /^passed: allowSharedKeyAccess is true: AmlFilesystem scratch needs that for lustre \(https:/,
  );
});

test("its purpose alone is no reason", () => {
  expect(first(account("lustre"))).toBe(
    "failed: allowSharedKeyAccess is true; must be false: its purpose is lustre, but no AmlFilesystem of this stack uses it",
  );
});

test("another purpose is none either, though Lustre uses it", () => {
  const found = account("datasets");
  expect(first(found, ...importing(found))).toBe(
    "failed: allowSharedKeyAccess is true; must be false: its purpose, datasets, needs no more",
  );
});

test("an unknown purpose may be one", () => {
  expect(first(account(UNKNOWN))).toBe(
    "notEvaluated: allowSharedKeyAccess is true; must be false, unless it is needed: its tag purpose is unknown",
  );
});
