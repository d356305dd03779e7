import { expect, test } from "vitest";
import { type ResourceSketch, sketch } from "../testing/graphs.ts";
import { rightsPreconditions } from "./rights.ts";

const role = (name: string): ResourceSketch => ({ type: "authorization:RoleAssignment", name });
const lock: ResourceSketch = { type: "authorization:ManagementLockByScope", name: "lock" };
const flowLog: ResourceSketch = {
  type: "network:FlowLog",
  name: "flow-log",
  inputs: { resourceGroupName: "NetworkWatcherRG" },
};
const budget: ResourceSketch = { type: "consumption:Budget", name: "budget" };

test.each<[string, readonly ResourceSketch[], string, string]>([
  [
    "role assignments",
    [role("a"), role("b")],
    "Microsoft.Authorization/roleAssignments/write for whoever runs `pulumi up`, wherever the stack assigns a role",
    "the stack makes 2 role assignments, and Contributor alone may make none: Owner suffices, or Contributor with User Access Administrator or Role Based Access Control Administrator",
  ],
  [
    "locks",
    [lock],
    "Microsoft.Authorization/locks/write for whoever runs `pulumi up`, wherever the stack sets a lock",
    "the stack sets 1 lock, and Contributor alone may set none: Owner suffices, or Contributor with User Access Administrator; Role Based Access Control Administrator does not include it",
  ],
  [
    "flow logs",
    [flowLog],
    "Microsoft.Network/networkWatchers/flowLogs/write for whoever runs `pulumi up`, in resource group NetworkWatcherRG",
    "the stack makes 1 flow log in the group of the network watcher, where Contributor of the stack's own groups alone is not enough: Owner, Contributor or Network Contributor of that group suffices",
  ],
  [
    "budgets",
    [budget],
    "Microsoft.Consumption/budgets/write for whoever runs `pulumi up`, on the subscription",
    "the stack declares 1 budget of the whole subscription, where Contributor of the stack's own groups alone is not enough: Owner, Contributor or Cost Management Contributor of the subscription suffices",
  ],
])("%s want a right that Contributor does not have", (_, sketches, needed, reason) => {
  expect(rightsPreconditions(sketch(...sketches))).toMatchObject([
    { kind: "rights", state: "unknown", needed, reason },
  ]);
});

test("a stack without any of them wants none", () => {
  expect(rightsPreconditions(sketch({ type: "network:VirtualNetwork", name: "vnet" }))).toEqual([]);
});
