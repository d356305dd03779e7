import { expect, test } from "vitest";
import { type Graph, type Properties, UNKNOWN } from "../../graph/graph.ts";
import { sketch } from "../testing/graphs.ts";
import { pool } from "../testing/nd-h100.ts";
import { upgradePreconditions } from "./upgrades.ts";

/** A pool of 86 nodes in a cluster with a window of eight hours. */
function upgraded(inputs: Properties, configName = "aksManagedNodeOSUpgradeSchedule"): Graph {
  return sketch(
    { type: "containerservice:ManagedCluster", name: "cluster", inputs: { resourceName: "aks" } },
    { type: "network:Subnet", name: "nodes" },
    {
      type: "containerservice:MaintenanceConfiguration",
      name: "window",
      inputs: { configName, resourceName: "aks", maintenanceWindow: { durationHours: 8 } },
    },
    pool("h1", 86, inputs),
  );
}

const one = { maxSurge: "0", maxUnavailable: "1" };
const worst = (sum: string): string => `at worst ${sum}, without the time that each node takes to start anew`;
const hidden = "its nodes, maxUnavailable or drainTimeoutInMinutes are not known";

test.each<[string, Properties, string[]]>([
  [
    "one by one",
    { upgradeSettings: { ...one, drainTimeoutInMinutes: 120 } },
    [worst("86 nodes / 1 at once = 86 rounds × 120 min of drain = 172 h")],
  ],
  [
    "by percentage, rounded up",
    { upgradeSettings: { maxUnavailable: "5%", drainTimeoutInMinutes: 1_440 } },
    [worst("86 nodes / 5 at once = 18 rounds × 1,440 min of drain = 432 h")],
  ],
  [
    "with AKS's drain timeout",
    { upgradeSettings: one },
    [worst("86 nodes / 1 at once = 86 rounds × 30 min of drain = 43 h")],
  ],
  [
    "with added nodes",
    { upgradeSettings: { maxSurge: "2", drainTimeoutInMinutes: 60 } },
    [worst("86 nodes / 2 at once = 43 rounds × 60 min of drain = 43 h")],
  ],
  [
    "to the autoscaler's upper bound",
    { enableAutoScaling: true, minCount: 1, maxCount: 100, upgradeSettings: one },
    [worst("100 nodes / 1 at once = 100 rounds × 30 min of drain = 50 h")],
  ],
  ["exactly in the window", { count: 16, upgradeSettings: one }, []],
  ["of unknown number", { count: UNKNOWN }, [hidden]],
  ["of unknown batch", { upgradeSettings: { maxUnavailable: UNKNOWN } }, [hidden]],
  ["of unknown drain", { upgradeSettings: { ...one, drainTimeoutInMinutes: UNKNOWN } }, [hidden]],
  ["none at once", { upgradeSettings: { maxSurge: "0", maxUnavailable: "0" } }, [hidden]],
])("a pool upgraded %s", (_, inputs, reasons) => {
  expect(upgradePreconditions(upgraded(inputs)).map(({ reason }) => reason)).toEqual(reasons);
});

test("the row names pool and window", () => {
  expect(upgradePreconditions(upgraded({ upgradeSettings: one }))).toMatchObject([
    {
      id: "procedure/node image/h1",
      kind: "procedure",
      state: "unknown",
      needed: "a plan for node-image upgrades of pool h1 that outlast their window of 8 h",
    },
  ]);
});

test("without such a window, or without GPUs, there is nothing to outlast", () => {
  expect(upgradePreconditions(upgraded({ upgradeSettings: one }, "default"))).toEqual([]);
  expect(upgradePreconditions(upgraded({ upgradeSettings: one, vmSize: "Standard_D16ds_v5" }))).toEqual([]);
});
