import { beforeAll, describe, expect, test } from "vitest";
import { privateEndpointZones } from "../../../catalog/azure/private-endpoints.ts";
import { synth } from "../../../lib/engine/synth.ts";
import {
  type Graph,
  isUnknown,
  ofType,
  type Resource,
  referencesOf,
  valueAt,
} from "../../../lib/graph/graph.ts";
import { Observability, type ObservabilityArgs, resolveObservabilityArgs } from "./index.ts";

const LOGS = "azure-native:operationalinsights:Workspace";
const METRICS = "azure-native:monitor:AzureMonitorWorkspace";
const SCOPE = "azure-native:monitor:PrivateLinkScope";
const LINK = "azure-native:monitor:PrivateLinkScopedResource";
const ENDPOINT = "azure-native:network:PrivateEndpoint";
const ZONES = "azure-native:network:PrivateDnsZoneGroup";

const args: ObservabilityArgs = {
  resourceGroupName: "rg-logs",
  location: "eastus",
  workspaceName: "log-test",
  metricsWorkspaceName: "metrics-test",
  privateLinkScopeName: "scope-test",
  endpoints: {
    resourceGroupName: "rg-network",
    subnetId: "/subnets/endpoints",
    privateDnsZoneIds: Object.fromEntries(
      privateEndpointZones.azuremonitor.map((zone) => [zone, `/zones/${zone}`]),
    ),
  },
};

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-logs/providers";

describe("by default", () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await synth(() => new Observability("watch", args));
  });

  function only(type: string): Resource {
    const [found, ...others] = ofType(graph, type);
    expect(others).toEqual([]);
    if (found === undefined) throw new Error(`no ${type}`);
    return found;
  }

  test("two workspaces, a scope that holds them, and its endpoint", () => {
    const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(made.map(({ name }) => name).toSorted()).toEqual([
      "watch-logs",
      "watch-logs-link",
      "watch-metrics",
      "watch-metrics-link",
      "watch-monitor-endpoint",
      "watch-monitor-zones",
      "watch-scope",
    ]);
  });

  test.each<[string, string, string, unknown]>([
    ["logs come in only through the scope", LOGS, "publicNetworkAccessForIngestion", "Disabled"],
    ["logs are read only through the scope", LOGS, "publicNetworkAccessForQuery", "Disabled"],
    ["no shared keys", LOGS, "features.disableLocalAuth", true],
    [
      "readers see logs of what they may read",
      LOGS,
      "features.enableLogAccessUsingOnlyResourcePermissions",
      true,
    ],
    ["D06 logs stay 90 days", LOGS, "retentionInDays", 90],
    ["paid by volume", LOGS, "sku.name", "PerGB2018"],
    ["metrics have no public way in", METRICS, "publicNetworkAccess", "Disabled"],
    [
      "nothing is written elsewhere through the scope",
      SCOPE,
      "accessModeSettings.ingestionAccessMode",
      "PrivateOnly",
    ],
    [
      "nothing is read elsewhere through the scope",
      SCOPE,
      "accessModeSettings.queryAccessMode",
      "PrivateOnly",
    ],
    ["a scope has no region", SCOPE, "location", "global"],
    [
      "the endpoint leads to the scope",
      ENDPOINT,
      "privateLinkServiceConnections.0.groupIds",
      ["azuremonitor"],
    ],
    [
      "by its id",
      ENDPOINT,
      "privateLinkServiceConnections.0.privateLinkServiceId",
      `${SUBSCRIPTION}/Microsoft.Insights/privateLinkScopes/scope-test`,
    ],
  ])("%s", (_name, type, path, value) => {
    expect(valueAt(only(type).inputs, path)).toEqual(value);
  });

  test("no network is an exception to the scope", () => {
    expect(valueAt(only(SCOPE).inputs, "accessModeSettings.exclusions")).toBeUndefined();
  });

  test("D01 the log workspace outlives a mistaken destroy", () => {
    expect(only(LOGS).options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  test("the scope holds the log workspace, and what takes in metrics", () => {
    const [logs, metrics] = ofType(graph, LINK);
    expect(logs?.inputs).toMatchObject({
      scopeName: "scope-test",
      name: "logs",
      linkedResourceId: `${SUBSCRIPTION}/Microsoft.OperationalInsights/workspaces/log-test`,
    });
    expect(metrics?.inputs).toMatchObject({ scopeName: "scope-test", name: "metrics" });
    expect(isUnknown(metrics?.inputs.linkedResourceId)).toBe(true);
    expect(metrics && referencesOf(graph, metrics, "linkedResourceId").map(({ type }) => type)).toEqual([
      METRICS,
    ]);
  });

  test("one change of the scope at a time, the endpoint last", () => {
    const [logs, metrics] = ofType(graph, LINK);
    expect(logs?.dependencies).toContain(only(SCOPE).urn);
    expect(metrics?.dependencies).toContain(logs?.urn);
    expect(only(ENDPOINT).dependencies).toContain(metrics?.urn);
  });

  test("N12 all five zones lead to the endpoint", () => {
    expect(only(ZONES).inputs.privateDnsZoneConfigs).toHaveLength(5);
  });

  test.each([LOGS, METRICS, SCOPE, ENDPOINT])("%s is tagged as ours", (type) => {
    expect(only(type).inputs.tags).toMatchObject({ "exaform-stack": "exaform/test" });
  });
});

test("longer retention and tags are taken over", async () => {
  const graph = await synth(
    () => new Observability("watch", { ...args, retentionDays: 730, tags: { owner: "ops" } }),
  );
  const [logs] = ofType(graph, LOGS);
  expect(logs?.inputs).toMatchObject({ retentionInDays: 730, tags: { owner: "ops" } });
  expect(ofType(graph, ENDPOINT)[0]?.inputs.tags).toMatchObject({ owner: "ops" });
});

describe("refused", () => {
  test.each([89, 0, -1, 731, 90.5, Number.NaN])("a retention of %s days", (retentionDays) => {
    expect(() => resolveObservabilityArgs({ ...args, retentionDays })).toThrow(
      `must be a whole number of days from 90 to 730\n    fix: write ${retentionDays === 731 ? 730 : 90}`,
    );
  });

  test.each<[Partial<ObservabilityArgs>, string]>([
    [
      { workspaceName: "log_test" },
      '  workspaceName = "log_test": must be 4 to 63 letters, digits and hyphens, the first and last a letter or digit\n    fix: write log-test',
    ],
    [
      { metricsWorkspaceName: "m" },
      '  metricsWorkspaceName = "m": must be 4 to 44 letters, digits and hyphens, the first and last a letter or digit\n    fix: write logs',
    ],
    [
      { privateLinkScopeName: "a b" },
      '  privateLinkScopeName = "a b": must be 2 to 57 letters, digits, underscores, periods and hyphens, the first a letter or digit, the last no period or hyphen\n    fix: write a-b',
    ],
    [
      { tags: { "microsoft-x": "" } },
      '  tags.microsoft-x = "": tag names that begin with microsoft, azure or windows are Azure\'s own\n    fix: rename or shorten the tag',
    ],
  ])("%j", (change, message) => {
    expect(() => resolveObservabilityArgs({ ...args, ...change })).toThrow(
      `Observability: 1 problem\n${message}`,
    );
  });

  test("all at once, under the user's path, before anything is registered", async () => {
    const wrong = { ...args, workspaceName: "", retentionDays: 1 };
    expect(() => resolveObservabilityArgs(wrong, "observability")).toThrow(
      /^Observability: 2 problems\n {2}observability\.workspaceName = "".*\n.*\n {2}observability\.retentionDays = 1/,
    );
    await expect(synth(() => new Observability("watch", wrong))).rejects.toThrow("Observability: 2 problems");
  });
});
