import { describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { ofType } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { FlowLog, type FlowLogArgs, resolveFlowLogArgs } from "./index.ts";

const args: FlowLogArgs = {
  location: "eastus",
  flowLogName: "dev",
  vnetId: "/subscriptions/s/virtualNetworks/dev",
  storageAccountId: "/subscriptions/s/storageAccounts/logs",
};

const inputsWith = async (change: Partial<FlowLogArgs>) => {
  const graph = await synth(() => new FlowLog("flow", { ...args, ...change }));
  return ofType(graph, "azure-native:network:FlowLog")[0]?.inputs;
};

test("N23 every connection of the network is recorded for a quarter", async () => {
  expect(await inputsWith({})).toMatchObject({
    enabled: true,
    targetResourceId: args.vnetId,
    storageId: args.storageAccountId,
    retentionPolicy: { enabled: true, days: 90 },
    resourceGroupName: "NetworkWatcherRG",
    networkWatcherName: "NetworkWatcher_eastus",
    tags: { "exaform-stack": "exaform/test" },
  });
});

test("a network watcher of one's own", async () => {
  const watcher = { networkWatcherName: "watcher", networkWatcherResourceGroupName: "hub" };
  expect(await inputsWith(watcher)).toMatchObject({ networkWatcherName: "watcher", resourceGroupName: "hub" });
});

describe("refused", () => {
  test.each([
    [{ retentionDays: 30 }, "retentionDays", "must be a whole number of days from 90 to 365", "write 90"],
    [{ retentionDays: 400 }, "retentionDays", "must be a whole number of days from 90 to 365", "write 365"],
    [{ retentionDays: 90.5 }, "retentionDays", "must be a whole number of days from 90 to 365", "write 90"],
  ])("%o", (change, path, message, fix) => {
    expect(() => resolveFlowLogArgs({ ...args, ...change })).toThrow(InvalidInput);
    try {
      resolveFlowLogArgs({ ...args, ...change });
    } catch (error) {
      expect((error as InvalidInput).problems).toMatchObject([{ path, message, fix }]);
    }
  });

  test("nothing is registered then", async () => {
    await expect(synth(() => new FlowLog("flow", { ...args, flowLogName: "no good" }))).rejects.toThrow("flowLogName");
  });
});
