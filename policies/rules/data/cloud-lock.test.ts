import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { cloudLock } from "./cloud-lock.ts";
import { HOLDERS } from "./stores.ts";

const MUST = "a lock of level CanNotDelete must be on it";
const ID = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/data";

const group = resource(types.RESOURCE_GROUP, "group", { resourceGroupName: "data" });
const vault = resource(types.VAULT, "vault", { resourceGroupName: "DATA" });

const lock = (scope: Value, level: Value = "CanNotDelete", from: Resource[] = []) =>
  resource(types.MANAGEMENT_LOCK, "lock", { scope, level }, { from: { scope: from } });
const ofKind = (kind: string, inputs: Properties) =>
  resource(`azure-native:authorization:ManagementLockAt${kind}Level`, "lock", inputs);

const judged = (...others: Resource[]) => answersOf(cloudLock, group, [vault, ...others]);

test.each<[string, Resource[], string]>([
  ["on the group", [lock(ID)], "passed: resourceGroupName lock locks it"],
  [
    "on the group, in other letters",
    [lock(ID.toUpperCase(), "cannotdelete")],
    "passed: resourceGroupName lock locks it",
  ],
  ["on the group, read only", [lock(ID, "ReadOnly")], "passed: resourceGroupName lock locks it"],
  ["on the subscription", [lock("/subscriptions/s")], "passed: resourceGroupName lock locks it"],
  [
    "on an id that comes from the group",
    [lock(UNKNOWN, "CanNotDelete", [group])],
    "passed: resourceGroupName lock locks it",
  ],
  [
    "of the group's kind",
    [ofKind("ResourceGroup", { resourceGroupName: "data", level: "CanNotDelete" })],
    "passed: resourceGroupName lock locks it",
  ],
  [
    "of the subscription's kind",
    [ofKind("Subscription", { level: "CanNotDelete" })],
    "passed: resourceGroupName lock locks it",
  ],
  ["none", [], `failed: resourceGroupName no lock is on it; ${MUST}`],
  [
    "that forbids nothing",
    [lock(ID, "NotSpecified")],
    `failed: resourceGroupName lock does not stop deletion; ${MUST}`,
  ],
  ["on another group", [lock(`${ID}-2`)], `failed: resourceGroupName no lock is on it; ${MUST}`],
  [
    "on one resource of it",
    [lock(`${ID}/providers/Microsoft.KeyVault/vaults/v`)],
    `failed: resourceGroupName no lock is on it; ${MUST}`,
  ],
  [
    "of another group's kind",
    [ofKind("ResourceGroup", { resourceGroupName: "other", level: "CanNotDelete" })],
    `failed: resourceGroupName no lock is on it; ${MUST}`,
  ],
  [
    "on something unknown",
    [lock(UNKNOWN)],
    `notEvaluated: resourceGroupName what lock is on is unknown; ${MUST}`,
  ],
  [
    "on something secret",
    [lock(SECRET)],
    `notEvaluated: resourceGroupName what lock is on is unknown; ${MUST}`,
  ],
  [
    "of an unknown level",
    [lock(ID, UNKNOWN)],
    `notEvaluated: resourceGroupName what lock forbids is unknown; ${MUST}`,
  ],
  [
    "on something unknown that forbids nothing",
    [lock(UNKNOWN, "NotSpecified")],
    `failed: resourceGroupName no lock is on it; ${MUST}`,
  ],
])("a lock %s", (_, others, expected) => {
  expect(judged(...others)).toEqual([expected]);
});

describe("which groups need one", () => {
  test.each(HOLDERS)("one with a %s", (type) => {
    const holder = resource(
      type,
      "it",
      { resourceGroupName: UNKNOWN },
      { from: { resourceGroupName: [group] } },
    );
    expect(answersOf(cloudLock, group, [holder])).toEqual([
      `failed: resourceGroupName no lock is on it; ${MUST}`,
    ]);
    expect(answersOf(cloudLock, holder, [group])).toEqual([]);
  });

  test("not one without data, nor one with scratch of a development stack", () => {
    const development = resource(types.ENVIRONMENT, "environment", { stage: "development" });
    const scratch = resource(types.LUSTRE_FILE_SYSTEM, "scratch", {
      resourceGroupName: "data",
      tags: { purpose: "scratch" },
    });
    expect(answersOf(cloudLock, group)).toEqual([]);
    expect(answersOf(cloudLock, group, [development, scratch])).toEqual([
      "notApplicable: resourceGroupName scratch of a development stack: what it holds can be lost",
    ]);
    expect(answersOf(cloudLock, group, [development, scratch, vault])).toEqual([
      `failed: resourceGroupName no lock is on it; ${MUST}`,
    ]);
  });

  test("one of another stack is not seen", () => {
    expect(answersOf(cloudLock, vault)).toEqual([
      `notEvaluated: resourceGroupName data is not declared by this stack; ${MUST}`,
    ]);
    expect(answersOf(cloudLock, resource(types.VAULT, "vault", { resourceGroupName: UNKNOWN }))).toEqual([
      `notEvaluated: resourceGroupName is not known; ${MUST}`,
    ]);
  });
});

test.each<[Value | undefined, string]>([
  [true, "passed: deletionProtection is true"],
  [false, "failed: deletionProtection is false; must be true"],
  [undefined, "failed: deletionProtection is not set; must be true"],
  [UNKNOWN, "notEvaluated: deletionProtection is unknown until the cloud answers; must be true"],
])("deletionProtection %o of EKS", (deletionProtection, expected) => {
  const inputs = deletionProtection === undefined ? {} : { deletionProtection };
  expect(answersOf(cloudLock, resource(types.EKS_CLUSTER, "eks", inputs))).toEqual([expected]);
});
