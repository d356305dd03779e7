import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { ProtectedResourceGroup, type ProtectedResourceGroupArgs } from "./index.ts";

const GROUP = "azure-native:resources:ResourceGroup";
const LOCK = "azure-native:authorization:ManagementLockByScope";
const args: ProtectedResourceGroupArgs = { resourceGroupName: "rg-keys", location: "eastus" };
const KEPT = { protect: true, retainOnDelete: true };

const optionsOf = ({ options: { protect = false, retainOnDelete = false } }: Resource) => ({
  protect,
  retainOnDelete,
});

describe("by default", () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await synth(() => new ProtectedResourceGroup("keys", args));
  });

  test("D02 Azure lets nobody delete what is in the group", () => {
    const [lock, ...others] = ofType(graph, LOCK);
    expect(others).toEqual([]);
    expect(lock).toMatchObject({
      name: "keys-lock",
      inputs: {
        lockName: "keep",
        level: "CanNotDelete",
        scope: "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-keys",
      },
    });
  });

  test("R19 Pulumi keeps group and lock", () => {
    expect([...ofType(graph, GROUP), ...ofType(graph, LOCK)].map(optionsOf)).toEqual([KEPT, KEPT]);
  });

  test("the group has the given name and place, and is tagged as ours", () => {
    const [group] = ofType(graph, GROUP);
    expect(group?.name).toBe("keys-group");
    expect(group?.inputs).toEqual({
      resourceGroupName: "rg-keys",
      location: "eastus",
      tags: { "exaform-stack": "exaform/test", "exaform-urn": group?.urn },
    });
  });
});

test("what is made in the group waits for the lock", async () => {
  const graph = await synth(() => {
    const { resourceGroupName } = new ProtectedResourceGroup("keys", args);
    new managedidentity.UserAssignedIdentity("inside", { resourceGroupName, resourceName: "inside" });
  });
  const [inside] = ofType(graph, "azure-native:managedidentity:UserAssignedIdentity");
  expect(inside?.inputs.resourceGroupName).toBe("rg-keys");
  expect(inside?.dependencies).toContain(ofType(graph, LOCK)[0]?.urn);
});

test("unprotected, it is a plain group", async () => {
  const graph = await synth(() => new ProtectedResourceGroup("scratch", { ...args, protect: false }));
  expect(ofType(graph, LOCK)).toEqual([]);
  expect(ofType(graph, GROUP).map(optionsOf)).toEqual([{ protect: false, retainOnDelete: false }]);
});

test("refused arguments register nothing", async () => {
  const graph = await synth(() => {
    expect(() => new ProtectedResourceGroup("keys", { ...args, resourceGroupName: "ends-with." })).toThrow(
      InvalidInput,
    );
  });
  expect(ofType(graph, GROUP)).toEqual([]);
});
