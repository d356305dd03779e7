import { describe, expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { auditLogs } from "./audit-logs.ts";

const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/g/providers";
const VAULT_ID = `${GROUP}/Microsoft.KeyVault/vaults/v`;
const ACCOUNT_ID = `${GROUP}/Microsoft.Storage/storageAccounts/a`;

const vault = resource(types.VAULT, "vault", { resourceGroupName: "g", vaultName: "v" });
const cluster = resource(types.MANAGED_CLUSTER, "cluster", { resourceGroupName: "g", resourceName: "c" });
const account = resource(types.STORAGE_ACCOUNT, "account", { resourceGroupName: "g", accountName: "a" });
const service = resource(types.BLOB_SERVICE, "service", {
  resourceGroupName: "g",
  accountName: "a",
  blobServicesName: "default",
});

const setting = (resourceUri: Value, logs: Value, from: Resource[] = []) =>
  resource(types.DIAGNOSTIC_SETTING, "audit", { resourceUri, logs }, { from: { resourceUri: from } });
const on = (...categories: string[]) => categories.map((category) => ({ category, enabled: true }));

describe("a vault", () => {
  const must = "a DiagnosticSetting must record AuditEvent";
  const records = "passed:  DiagnosticSetting audit records AuditEvent";
  const nothing = `failed:  nothing records AuditEvent; ${must}`;
  const unsure = `notEvaluated:  whether DiagnosticSetting audit records AuditEvent is unknown; ${must}`;

  test.each<[string, Resource[], string]>([
    ["recorded", [setting(VAULT_ID, on("AuditEvent"))], records],
    ["recorded, in other letters", [setting(VAULT_ID.toLowerCase(), on("auditevent"))], records],
    ["recorded, by an id that comes from it", [setting(UNKNOWN, on("AuditEvent"), [vault])], records],
    ["recorded with everything", [setting(VAULT_ID, [{ categoryGroup: "allLogs", enabled: true }])], records],
    ["not recorded", [], nothing],
    ["switched off", [setting(VAULT_ID, [{ category: "AuditEvent", enabled: false }])], nothing],
    ["recorded otherwise", [setting(VAULT_ID, on("AzurePolicyEvaluationDetails"))], nothing],
    ["another one", [setting(`${VAULT_ID}2`, on("AuditEvent"))], nothing],
    ["perhaps", [setting(VAULT_ID, UNKNOWN)], unsure],
    ["perhaps, by one entry", [setting(VAULT_ID, [UNKNOWN])], unsure],
    ["perhaps switched on", [setting(VAULT_ID, [{ category: "AuditEvent", enabled: UNKNOWN }])], unsure],
    [
      "perhaps meant",
      [
        resource(
          types.DIAGNOSTIC_SETTING,
          "audit",
          { resourceUri: UNKNOWN, logs: on("AuditEvent") },
          { from: undefined },
        ),
      ],
      unsure,
    ],
    [
      "perhaps meant, by one that records something else",
      [
        resource(
          types.DIAGNOSTIC_SETTING,
          "audit",
          { resourceUri: UNKNOWN, logs: on("Other") },
          { from: undefined },
        ),
      ],
      nothing,
    ],
  ])("%s", (_, others, expected) => {
    expect(answersOf(auditLogs, vault, others)).toEqual([expected]);
  });
});

test("a cluster's changes and logins", () => {
  const id = `${GROUP}/Microsoft.ContainerService/managedClusters/c`;
  const answers = (...categories: string[]) =>
    answersOf(auditLogs, cluster, [setting(id, on(...categories))]).map((line) => line.split(":")[0]);
  expect(answers("kube-audit-admin", "guard")).toEqual(["passed", "passed"]);
  expect(answers("kube-audit", "guard")).toEqual(["passed", "passed"]);
  expect(answers("kube-audit-admin")).toEqual(["passed", "failed"]);
  expect(answers("kube-apiserver")).toEqual(["failed", "failed"]);
});

describe("blobs", () => {
  const logs = on("StorageRead", "StorageWrite", "StorageDelete");
  const statuses = (...others: Resource[]) =>
    answersOf(auditLogs, account, others).map((line) => line.split(":")[0]);
  const all = (status: string) => [status, status, status];

  test.each<[string, Resource[], string[]]>([
    ["of a declared service", [service, setting(`${ACCOUNT_ID}/blobServices/default`, logs)], all("passed")],
    ["of an undeclared service", [setting(`${ACCOUNT_ID}/blobServices/default`, logs)], all("passed")],
    ["by an id that comes from the service", [service, setting(UNKNOWN, logs, [service])], all("passed")],
    [
      "by an id that comes from the account",
      [service, setting(UNKNOWN, logs, [account])],
      all("notEvaluated"),
    ],
    ["of the account alone", [service, setting(ACCOUNT_ID, logs)], all("failed")],
    ["of its queues", [service, setting(`${ACCOUNT_ID}/queueServices/default`, logs)], all("failed")],
    ["of another account", [service, setting(`${ACCOUNT_ID}2/blobServices/default`, logs)], all("failed")],
    [
      "only what is written",
      [setting(`${ACCOUNT_ID}/blobServices/default`, on("StorageWrite"))],
      ["failed", "passed", "failed"],
    ],
  ])("%s", (_, others, expected) => {
    expect(statuses(...others)).toEqual(expected);
  });
});

test.each<[Value | undefined, string[]]>([
  [
    ["api", "audit", "authenticator", "scheduler"],
    ['passed: PATH has "api"', 'passed: PATH has "audit"', 'passed: PATH has "authenticator"'],
  ],
  [
    ["api"],
    [
      'passed: PATH has "api"',
      'failed: PATH has no "audit"; must have "audit"',
      'failed: PATH has no "authenticator"; must have "authenticator"',
    ],
  ],
  [
    ["api", "audit", UNKNOWN],
    [
      'passed: PATH has "api"',
      'passed: PATH has "audit"',
      'notEvaluated: PATH is unknown until the cloud answers; must have "authenticator"',
    ],
  ],
])("EKS %o", (enabledClusterLogTypes, expected) => {
  const inputs = enabledClusterLogTypes === undefined ? {} : { enabledClusterLogTypes };
  expect(answersOf(auditLogs, resource(types.EKS_CLUSTER, "eks", inputs))).toEqual(
    expected.map((line) => line.replace("PATH", "enabledClusterLogTypes")),
  );
});
