import { describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType } from "../../../lib/graph/graph.ts";
import { AuditLog, type AuditLogArgs, resolveAuditLogArgs } from "./index.ts";

const SETTING = "azure-native:monitor:DiagnosticSetting";

const args: AuditLogArgs = {
  targetId: "/subscriptions/s/managedClusters/aks",
  workspaceId: "/subscriptions/s/workspaces/logs",
  categories: ["kube-audit-admin", "guard"],
};

const logWith = (change: Partial<AuditLogArgs>): Promise<Graph> =>
  synth(() => new AuditLog("cluster-audit", { ...args, ...change }));

test("D05 exactly the named categories of the target go to the workspace", async () => {
  const graph = await logWith({});
  const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  expect(made.map(({ name, type }) => [name, type])).toEqual([["cluster-audit-setting", SETTING]]);
  expect(made[0]?.inputs).toEqual({
    name: "audit",
    resourceUri: args.targetId,
    workspaceId: args.workspaceId,
    logs: [
      { category: "kube-audit-admin", enabled: true },
      { category: "guard", enabled: true },
    ],
  });
});

test("Pulumi refuses to end the record, unless it is told that it may", async () => {
  const protectedIn = (graph: Graph) => ofType(graph, SETTING).map(({ options }) => options.protect);
  expect(protectedIn(await logWith({}))).toEqual([true]);
  expect(protectedIn(await logWith({ protect: false }))).toEqual([false]);
});

test("a copy goes to a storage account where one is given", async () => {
  const [setting] = ofType(
    await logWith({ storageAccountId: "/accounts/logs", settingName: "archive" }),
    SETTING,
  );
  expect(setting?.inputs).toMatchObject({ storageAccountId: "/accounts/logs", name: "archive" });
});

describe("refused", () => {
  test.each<[string, Partial<AuditLogArgs>, string]>([
    [
      "nothing to record",
      { categories: [] },
      '  categories = []: a log without categories records nothing\n    fix: name them, for example ["AuditEvent"]',
    ],
    [
      "no category's name",
      { categories: ["all logs"] },
      '  categories[0] = "all logs": must be a category\'s name: letters, digits, hyphens and underscores\n    fix: az monitor diagnostic-settings categories list',
    ],
    [
      "a category twice",
      { categories: ["guard", "guard"] },
      '  categories[1] = "guard": stands there already\n    fix: remove one of them',
    ],
    [
      "a name that Azure refuses",
      { settingName: "a/b" },
      '  settingName = "a/b": must be 1 to 260 letters, digits, underscores, periods and hyphens, the first a letter or digit\n    fix: write audit',
    ],
  ])("%s", (_name, change, message) => {
    expect(() => resolveAuditLogArgs({ ...args, ...change })).toThrow(`AuditLog: 1 problem\n${message}`);
  });

  test("before anything is registered", async () => {
    await expect(logWith({ categories: [] })).rejects.toThrow("records nothing");
  });
});
