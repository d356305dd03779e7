import { describe, expect, test } from "vitest";
import { roles } from "../../../catalog/azure/roles.ts";
import { synth } from "../../../lib/engine/synth.ts";
import { ofType, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { FlowLog, type FlowLogArgs, resolveFlowLogArgs } from "./index.ts";

const args: FlowLogArgs = {
  resourceGroupName: "logs",
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

test("nothing is left out of the records", async () => {
  expect(await inputsWith({})).not.toHaveProperty("enabledFilteringCriteria");
});

describe("without shared keys", () => {
  const synthed = synth(
    () => new FlowLog("flow", { ...args, resourceGroupName: "rg-logs", tags: { owner: "ops" } }),
  );
  const identityId =
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-logs/providers/Microsoft.ManagedIdentity/userAssignedIdentities/dev-flow-log";

  test("I09 it writes as that identity, not with the account's key", async () => {
    const [log] = ofType(await synthed, "azure-native:network:FlowLog");
    expect(log?.inputs.identity).toEqual({ type: "UserAssigned", userAssignedIdentities: [identityId] });
    const [identity] = ofType(await synthed, "azure-native:managedidentity:UserAssignedIdentity");
    expect(identity?.inputs).toMatchObject({
      resourceName: "dev-flow-log",
      resourceGroupName: "rg-logs",
      location: "eastus",
      tags: { owner: "ops", "exaform-stack": "exaform/test" },
    });
  });

  test("the identity may write blobs of that account, and nothing else; the log waits for it", async () => {
    const graph = await synthed;
    const [right, ...others] = ofType(graph, "azure-native:authorization:RoleAssignment");
    expect(others).toEqual([]);
    expect(right?.inputs.scope).toBe(args.storageAccountId);
    expect(valueAt(right?.inputs, "roleDefinitionId")).toContain(roles["Storage Blob Data Contributor"]);
    expect(ofType(graph, "azure-native:network:FlowLog")[0]?.dependencies).toContain(right?.urn);
  });
});

test("a network watcher of one's own", async () => {
  const watcher = { networkWatcherName: "watcher", networkWatcherResourceGroupName: "hub" };
  expect(await inputsWith(watcher)).toMatchObject({
    networkWatcherName: "watcher",
    resourceGroupName: "hub",
  });
});

describe("refused", () => {
  test.each([
    [
      { location: "West Europe" },
      "location",
      "must be a region's short name: lower-case letters and digits",
      "write westeurope",
    ],
    [
      { location: "Mars!" },
      "location",
      "must be a region's short name: lower-case letters and digits",
      "write for example eastus",
    ],
    [
      { tags: { "a?": "" } },
      "tags.a?",
      "a tag's name has no control character and none of < > % & \\ ? /",
      "rename or shorten the tag",
    ],
    [{ retentionDays: 0 }, "retentionDays", "must be a whole number of days from 90 to 365", "write 90"],
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
    await expect(synth(() => new FlowLog("flow", { ...args, flowLogName: "no good" }))).rejects.toThrow(
      "flowLogName",
    );
  });
});
