import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN, type Value } from "../../lib/graph/graph.ts";
import { evaluate } from "../evaluate.ts";
import * as types from "../resource-types.ts";
import { type Extras, graphWith, resource } from "../testing/build-graph.ts";
import { rules } from "./index.ts";

function answers(id: string, found: Resource, ...others: readonly Resource[]): string[] {
  const rule = rules.filter((candidate) => candidate.id === id);
  return evaluate(graphWith([found, ...others]), rule)
    .filter(({ urn }) => urn === found.urn)
    .map(({ status, path, message }) => `${status}: ${path} ${message}`);
}

/** A rule about one property: clean, violating, not set, unknown, secret. */
describe.each<
  [rule: string, type: string, path: string, clean: Value, violating: Value, notSet: "failed" | "passed"]
>([
  ["N01", types.MANAGED_CLUSTER, "apiServerAccessProfile.enablePrivateCluster", true, false, "failed"],
  ["I01", types.MANAGED_CLUSTER, "disableLocalAccounts", true, false, "failed"],
  ["N06", types.AGENT_POOL, "enableNodePublicIP", false, true, "passed"],
  ["E01", types.AGENT_POOL, "enableEncryptionAtHost", true, false, "failed"],
  ["E01", types.SCALE_SET, "virtualMachineProfile.securityProfile.encryptionAtHost", true, false, "failed"],
  ["E01", types.VIRTUAL_MACHINE, "securityProfile.encryptionAtHost", true, false, "failed"],
  ["E02", types.DISK_ENCRYPTION_SET, "rotationToLatestKeyVersionEnabled", true, false, "failed"],
  [
    "E02",
    types.DISK_ENCRYPTION_SET,
    "encryptionType",
    "EncryptionAtRestWithPlatformAndCustomerKeys",
    "ConfidentialVmEncryptedWithCustomerKey",
    "failed",
  ],
  ["E04", types.STORAGE_ACCOUNT, "encryption.keySource", "Microsoft.Keyvault", "Microsoft.Storage", "failed"],
  ["E04", types.STORAGE_ACCOUNT, "encryption.requireInfrastructureEncryption", true, false, "failed"],
  ["E10", types.VAULT, "properties.enablePurgeProtection", true, false, "failed"],
  ["E10", types.VAULT, "properties.enableSoftDelete", true, false, "passed"],
  ["E10", types.VAULT, "properties.softDeleteRetentionInDays", 90, 89, "passed"],
])("%s %s %s", (rule, type, path, clean, violating, notSet) => {
  const statusOf = (value: Value | undefined) => {
    const inputs = value === undefined ? {} : nested(path, value);
    return answers(rule, resource(type, "it", inputs))
      .find((answer) => answer.includes(` ${path} `))
      ?.split(":")[0];
  };

  test.each<[string, Value | undefined, string]>([
    ["clean", clean, "passed"],
    ["violating", violating, "failed"],
    ["not set", undefined, notSet],
    ["unknown", UNKNOWN, "notEvaluated"],
    ["secret", SECRET, "notEvaluated"],
  ])("%s", (_, value, expected) => {
    expect(statusOf(value)).toBe(expected);
  });
});

/** A rule about presence: set, not set, unknown from its source, from elsewhere, source not carried. */
describe.each<[rule: string, type: string, path: string, source: string, set: string, notSet: string]>([
  ["E02", types.MANAGED_CLUSTER, "diskEncryptionSetID", types.DISK_ENCRYPTION_SET, "passed", "failed"],
  ["E04", types.STORAGE_ACCOUNT, "encryption.keyVaultProperties.keyName", types.KEY, "passed", "failed"],
  [
    "E04",
    types.STORAGE_ACCOUNT,
    "encryption.keyVaultProperties.keyVaultUri",
    types.VAULT,
    "passed",
    "failed",
  ],
  [
    "E04",
    types.STORAGE_ACCOUNT,
    "encryption.encryptionIdentity.encryptionUserAssignedIdentity",
    types.USER_ASSIGNED_IDENTITY,
    "passed",
    "failed",
  ],
  ["N06", types.AGENT_POOL, "nodePublicIPPrefixID", types.PUBLIC_IP_PREFIX, "failed", "passed"],
])("%s %s %s", (rule, type, path, sourceType, set, notSet) => {
  const source = resource(sourceType, "source");
  const elsewhere = resource("pulumi:pulumi:StackReference", "elsewhere");
  const property = path.split(".")[0] ?? path;
  const statusOf = (value: Value | undefined, extras: Extras) => {
    const inputs = value === undefined ? {} : nested(path, value);
    const found = answers(rule, resource(type, "it", inputs, extras), source, elsewhere);
    return found.find((answer) => answer.includes(` ${path} `))?.split(":")[0];
  };

  test.each<[string, Value | undefined, Extras, string]>([
    ["set", "some-id", {}, set],
    ["not set", undefined, {}, notSet],
    ["unknown, from its source", UNKNOWN, { from: { [property]: [source] } }, set],
    ["unknown, from elsewhere", UNKNOWN, { from: { [property]: [elsewhere] } }, "notEvaluated"],
    ["unknown, dependencies not carried", UNKNOWN, { from: undefined }, "notEvaluated"],
  ])("%s", (_, value, extras, expected) => {
    expect(statusOf(value, extras)).toBe(expected);
  });
});

test("pools inside a cluster are judged one by one", () => {
  const cluster = resource(types.MANAGED_CLUSTER, "cluster", {
    agentPoolProfiles: [{ enableEncryptionAtHost: true }, { enableEncryptionAtHost: false }, UNKNOWN],
  });
  expect(answers("E01", cluster)).toEqual([
    "passed: agentPoolProfiles[0].enableEncryptionAtHost is true",
    "failed: agentPoolProfiles[1].enableEncryptionAtHost is false; must be true",
    "notEvaluated: agentPoolProfiles[2].enableEncryptionAtHost is unknown until the cloud answers; must be true",
  ]);
});

test("a pinned API version escapes no rule", () => {
  expect(
    answers("I01", resource("azure-native:containerservice/v20240901:ManagedCluster", "cluster")),
  ).toEqual(["failed: disableLocalAccounts is not set; must be true"]);
});

function nested(path: string, value: Value): Properties {
  const [first = "", ...rest] = path.split(".");
  return { [first]: rest.length === 0 ? value : nested(rest.join("."), value) };
}
