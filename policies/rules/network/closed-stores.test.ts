import { describe, expect, test } from "vitest";
import { type Resource, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource, withInput } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { closedAccounts, closedVaults } from "./closed-stores.ts";

describe("a storage account", () => {
  const RULES = "networkRuleSet";
  const account = resource(types.STORAGE_ACCOUNT, "account", {
    accountName: "logs",
    publicNetworkAccess: "Disabled",
    networkRuleSet: { defaultAction: "Deny", bypass: "None" },
    tags: { purpose: "logs" },
  });
  const flowLog = resource(types.FLOW_LOG, "flow-log", {
    storageId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/logs",
  });
  const answers = (found: Resource, ...others: Resource[]) =>
    answersOf([closedAccounts], "N13", found, ...others);

  test("closed", () => {
    expect(answers(account)).toEqual([
      'passed: publicNetworkAccess is "Disabled"',
      `passed: ${RULES}.defaultAction is "Deny"`,
      "passed: allowBlobPublicAccess is not set, which Azure takes as false (https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create)",
      `passed: ${RULES}.bypass is "None"`,
    ]);
  });

  test.each<[string, Value | undefined, string]>([
    ["publicNetworkAccess", "Enabled", 'failed: publicNetworkAccess is "Enabled"; must be "Disabled"'],
    ["publicNetworkAccess", undefined, 'failed: publicNetworkAccess is not set; must be "Disabled"'],
    [
      "publicNetworkAccess",
      UNKNOWN,
      'notEvaluated: publicNetworkAccess is unknown until the cloud answers; must be "Disabled"',
    ],
    [
      "publicNetworkAccess",
      SECRET,
      'notEvaluated: publicNetworkAccess is a secret and was not looked at; must be "Disabled"',
    ],
    ["allowBlobPublicAccess", true, "failed: allowBlobPublicAccess is true; must be false"],
    [`${RULES}.defaultAction`, "Allow", `failed: ${RULES}.defaultAction is "Allow"; must be "Deny"`],
    [`${RULES}.defaultAction`, undefined, `failed: ${RULES}.defaultAction is not set; must be "Deny"`],
    [`${RULES}.bypass`, "Logging, Metrics", `failed: ${RULES}.bypass is "Logging, Metrics"; must be "None"`],
    [
      `${RULES}.bypass`,
      UNKNOWN,
      `notEvaluated: ${RULES}.bypass is unknown until the cloud answers; must be "None"`,
    ],
    [
      `${RULES}.bypass`,
      "AzureServices",
      `failed: ${RULES}.bypass is "AzureServices"; must be "None": its purpose is logs, but no FlowLog of this stack uses it`,
    ],
    [
      `${RULES}.bypass`,
      undefined,
      `failed: ${RULES}.bypass is not set, which Azure takes as "AzureServices" (https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create); must be "None": its purpose is logs, but no FlowLog of this stack uses it`,
    ],
  ])("%s: %o", (path, value, expected) => {
    expect(answers(withInput(account, path, value)).find((answer) => answer.includes(` ${path} `))).toBe(
      expected,
    );
  });

  test("trusted services pass where a flow log needs them", () => {
    const open = withInput(account, `${RULES}.bypass`, "AzureServices");
    expect(answers(open, flowLog).at(-1)).toBe(
      `passed: ${RULES}.bypass is "AzureServices": FlowLog flow-log needs that for logs (https://learn.microsoft.com/azure/storage/common/storage-network-security-trusted-azure-services)`,
    );
    expect(answers(withInput(open, "tags.purpose", "datasets"), flowLog).at(-1)).toBe(
      `failed: ${RULES}.bypass is "AzureServices"; must be "None": its purpose, datasets, needs no more`,
    );
    expect(answers(withInput(open, "tags", UNKNOWN), flowLog).at(-1)).toBe(
      `notEvaluated: ${RULES}.bypass is "AzureServices"; must be "None", unless it is needed: its tag purpose is unknown`,
    );
  });
});

describe("a vault", () => {
  const ACLS = "properties.networkAcls";
  const ACCESS = "properties.publicNetworkAccess";
  const vault = (purpose: string, access: string, bypass: string) =>
    resource(types.VAULT, "vault", {
      vaultName: "kv",
      properties: { publicNetworkAccess: access, networkAcls: { defaultAction: "Deny", bypass } },
      tags: { purpose },
    });
  const NEEDS = "https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys";
  const files = resource(types.LUSTRE_FILE_SYSTEM, "scratch", {
    encryptionSettings: {
      keyEncryptionKey: {
        sourceVault: { id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv" },
      },
    },
  });
  const cluster = resource(types.MANAGED_CLUSTER, "cluster");
  const answers = (found: Resource, ...others: Resource[]) =>
    answersOf([closedVaults], "N14", found, ...others);

  test("closed", () => {
    expect(answers(vault("etcd", "Disabled", "None"))).toEqual([
      `passed: ${ACCESS} is "Disabled"`,
      `passed: ${ACLS}.defaultAction is "Deny"`,
      `passed: ${ACLS}.bypass is "None"`,
    ]);
  });

  test("for Lustre, as open as Lustre demands", () => {
    expect(answers(vault("lustre", "Enabled", "AzureServices"), files)).toEqual([
      `passed: ${ACCESS} is "Enabled": AmlFilesystem scratch needs that for lustre (${NEEDS})`,
      `passed: ${ACLS}.defaultAction is "Deny"`,
      `passed: ${ACLS}.bypass is "AzureServices": AmlFilesystem scratch needs that for lustre (${NEEDS})`,
    ]);
  });

  test("for Lustre, with nobody there who needs it", () => {
    expect(answers(vault("lustre", "Enabled", "AzureServices"), cluster)).toEqual([
      `failed: ${ACCESS} is "Enabled"; must be "Disabled": its purpose is lustre, but no AmlFilesystem of this stack uses it`,
      `passed: ${ACLS}.defaultAction is "Deny"`,
      `failed: ${ACLS}.bypass is "AzureServices"; must be "None": its purpose is lustre, but no AmlFilesystem of this stack uses it`,
    ]);
  });

  test("for a cluster's etcd, no more open than the least", () => {
    expect(
      answers(vault("etcd", "Enabled", "AzureServices"), files).filter(
        (answer) => !answer.startsWith("passed"),
      ),
    ).toEqual([
      `failed: ${ACCESS} is "Enabled"; must be "Disabled": its purpose, etcd, needs no more`,
      `failed: ${ACLS}.bypass is "AzureServices"; must be "None": its purpose, etcd, needs no more`,
    ]);
  });

  test("open to everybody, whatever its purpose", () => {
    const open = withInput(vault("lustre", "Enabled", "AzureServices"), `${ACLS}.defaultAction`, "Allow");
    expect(answers(open, files)).toContain(`failed: ${ACLS}.defaultAction is "Allow"; must be "Deny"`);
  });
});
