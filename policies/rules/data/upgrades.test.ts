import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { upgrades } from "./upgrades.ts";

const NODES = "autoUpgradeProfile.nodeOSUpgradeChannel";
const CLUSTER = "autoUpgradeProfile.upgradeChannel";
const isolated = resource(types.ENVIRONMENT, "environment", { isolation: "isolated" });
const connected = resource(types.ENVIRONMENT, "environment", { isolation: "connected" });

const cluster = (autoUpgradeProfile?: Value) =>
  resource(types.MANAGED_CLUSTER, "cluster", {
    resourceName: "c",
    ...(autoUpgradeProfile !== undefined && { autoUpgradeProfile }),
  });
const window = (configName: Value, resourceName: Value = "c", from?: Resource[]) =>
  resource(
    types.MAINTENANCE_CONFIGURATION,
    "window",
    { configName, resourceName },
    { from: from && { resourceName: from } },
  );

const QUIET = { upgradeChannel: "none", nodeOSUpgradeChannel: "None" };
const judged = (profile: Value | undefined, ...others: Resource[]) =>
  answersOf(upgrades, cluster(profile), others);

test("channels are written", () => {
  expect(judged(QUIET)).toEqual([`passed: ${CLUSTER} is "none"`, `passed: ${NODES} is "None"`]);
  expect(judged(undefined)).toEqual([
    `failed: ${CLUSTER} is not set; must be set`,
    `failed: ${NODES} is not set; must be set`,
  ]);
});

test.each<[Value, Resource, string]>([
  ["NodeImage", isolated, 'passed: PATH is "NodeImage"'],
  ["None", isolated, 'passed: PATH is "None"'],
  [
    "SecurityPatch",
    isolated,
    'failed: PATH is "SecurityPatch"; must be NodeImage or None: an isolated cluster can do nothing else (https://learn.microsoft.com/azure/aks/concepts-network-isolated)',
  ],
  ["SecurityPatch", connected, 'passed: PATH is "SecurityPatch"'],
  [
    UNKNOWN,
    isolated,
    "notEvaluated: PATH is unknown until the cloud answers; must be NodeImage or None: an isolated cluster can do nothing else (https://learn.microsoft.com/azure/aks/concepts-network-isolated)",
  ],
])("nodes by %o", (nodeOSUpgradeChannel, environment, expected) => {
  const others = [environment, window("aksManagedNodeOSUpgradeSchedule")];
  expect(judged({ upgradeChannel: "none", nodeOSUpgradeChannel }, ...others)[1]).toBe(
    expected.replace("PATH", NODES),
  );
});

describe.each<[string, Properties, string]>([
  [CLUSTER, { ...QUIET, upgradeChannel: "patch" }, "aksManagedAutoUpgradeSchedule"],
  [NODES, { ...QUIET, nodeOSUpgradeChannel: "NodeImage" }, "aksManagedNodeOSUpgradeSchedule"],
])("a window for %s", (path, profile, configName) => {
  const must = `a MaintenanceConfiguration ${configName} must say when`;
  const nothing = `failed: ${path} nothing says when; ${must}`;
  const unsure = `notEvaluated: ${path} whether and when is unknown; ${must}`;

  test.each<[string, Resource[], string]>([
    ["by the cluster's name", [window(configName)], `passed: ${path} window says when`],
    [
      "that comes from the cluster",
      [window(configName, UNKNOWN, [cluster()])],
      `passed: ${path} window says when`,
    ],
    ["none", [], nothing],
    ["of another kind", [window("default")], nothing],
    ["of another cluster", [window(configName, "other")], nothing],
    ["of an unknown kind", [window(UNKNOWN)], unsure],
    ["of an unknown cluster", [window(configName, UNKNOWN)], unsure],
    ["of an unknown cluster and another kind", [window("default", UNKNOWN)], nothing],
  ])("%s", (_, others, expected) => {
    expect(judged(profile, ...others).at(-1)).toBe(expected);
  });
});

test("a channel that is not known may be on", () => {
  expect(judged({ ...QUIET, upgradeChannel: UNKNOWN }).at(-1)).toBe(
    `notEvaluated: ${CLUSTER} whether and when is unknown; a MaintenanceConfiguration aksManagedAutoUpgradeSchedule must say when`,
  );
});
