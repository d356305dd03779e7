import { describe, expect, test } from "vitest";
import { type ResourceSketch, sketch } from "../../analysis/testing/graphs.ts";
import { inventoryOf } from "../inventory.ts";
import { armObjectsOf } from "../objects.ts";
import { preflight } from "../preflight.ts";
import { checksOf, forbidden, outcomes, type Recorded, recorded } from "../testing/recorded.ts";
import { IDS, SUBSCRIPTION } from "../testing/small.ts";
import { rightsRequirement } from "./rights.ts";

const ROLE = "rights/Microsoft.Authorization/locks/write";
const VAULT = "rights/Microsoft.KeyVault/vaults/write";

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged */
const contributor = {
  actions: ["*"],
  notActions: ["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
};
const userAccessAdministrator = { actions: ["*/read", "Microsoft.Authorization/*"], notActions: [] };

test("each type's write is needed", async () => {
  expect(Object.keys(await outcomes("rights"))).toEqual([
    "rights/Microsoft.Authorization/locks/write",
    "rights/Microsoft.ContainerRegistry/registries/write",
    "rights/Microsoft.ContainerService/managedClusters/agentPools/write",
    "rights/Microsoft.ContainerService/managedClusters/write",
    "rights/Microsoft.KeyVault/vaults/keys/write",
    "rights/Microsoft.KeyVault/vaults/write",
    "rights/Microsoft.Network/networkWatchers/flowLogs/write",
    "rights/Microsoft.Resources/subscriptions/resourceGroups/write",
    "rights/Microsoft.Storage/storageAccounts/write",
  ]);
});

test.each<[string, Recorded, string, string]>([
  ["Contributor alone", { permissions: [contributor] }, "failed", "ok"],
  [
    "Contributor and User Access Administrator",
    { permissions: [contributor, userAccessAdministrator] },
    "ok",
    "ok",
  ],
  ["Reader", { permissions: [{ actions: ["*/read"], notActions: [] }] }, "failed", "failed"],
  ["nothing", { permissions: [] }, "failed", "failed"],
  [
    "a role for vaults, in other letters",
    { permissions: [{ actions: ["microsoft.keyvault/*"] }] },
    "failed",
    "ok",
  ],
  [
    "a role whose text only begins like the action",
    { permissions: [{ actions: ["Microsoft.KeyVault/vaults"] }] },
    "failed",
    "failed",
  ],
  [
    "a role for one more type than vaults",
    { permissions: [{ actions: ["Microsoft.KeyVault/vaults/writeX"] }] },
    "failed",
    "failed",
  ],
  [
    "what cannot be read",
    { instead: ({ path }) => (path.endsWith("/permissions") ? forbidden : undefined) },
    "unknown",
    "unknown",
  ],
])("%s", async (_, recording, locks, vaults) => {
  const checks = await checksOf("rights", recording);
  const statusOf = (id: string) => checks.find((check) => check.id === id)?.status;
  expect([statusOf(ROLE), statusOf(VAULT)]).toEqual([locks, vaults]);
});

describe("a group that exists", () => {
  const inGroup = (permissions: readonly object[]): Recorded => ({
    permissions: [],
    objects: { [IDS.group]: { tags: {} } },
    instead: ({ path }) =>
      path.startsWith(`${IDS.group.toLowerCase()}/providers/microsoft.authorization/permissions`)
        ? { status: 200, body: { value: permissions } }
        : undefined,
  });

  test("is asked for what the stack does in it", async () => {
    const found = await outcomes("rights", inGroup([{ actions: ["*"] }]));
    expect(found[VAULT]).toBe("ok: allowed at resource group rg");
    expect(found["rights/Microsoft.Resources/subscriptions/resourceGroups/write"]).toBe(
      "failed: not allowed at the subscription",
    );
  });

  test("that refuses fails the action", async () => {
    expect((await outcomes("rights", inGroup([])))[VAULT]).toBe("failed: not allowed at resource group rg");
  });
});

test("what to do names role and scope", async () => {
  const checks = await checksOf("rights", { permissions: [contributor] });
  expect(checks.flatMap(({ todo }) => todo ?? [])).toEqual([
    'az role assignment create --assignee <object id of the deployer> --role "User Access Administrator" --scope /subscriptions/7f0c2a52-1c57-4d0e-9a5e-5b1c4c1f3a77',
  ]);
});

test("a budget of the subscription wants a right there, whatever may be done in the groups", async () => {
  const budget: ResourceSketch = {
    type: "consumption:Budget",
    name: "budget",
    inputs: { budgetName: "all", scope: `/subscriptions/${SUBSCRIPTION}` },
  };
  const { objects } = armObjectsOf(sketch(budget), SUBSCRIPTION);
  const requirement = rightsRequirement(inventoryOf(objects), SUBSCRIPTION);
  const statusFor = async (...actions: readonly string[]) =>
    (await preflight([requirement], recorded({ permissions: [{ actions }] }))).map(
      ({ id, status, reason }) => `${id} ${status}: ${reason}`,
    );
  const right = "rights/Microsoft.Consumption/budgets/write";
  // Cost Management Contributor: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/management-and-governance
  expect(await statusFor("Microsoft.Consumption/*")).toEqual([`${right} ok: allowed at the subscription`]);
  expect(await statusFor("*/read")).toEqual([`${right} failed: not allowed at the subscription`]);
});

describe("a condition limits which roles may be assigned", () => {
  const WRITE = "Microsoft.Authorization/roleAssignments/write";
  const withAssignments = (...conditions: readonly (string | null)[]): Recorded => ({
    instead: ({ path }) =>
      path.endsWith("/roleassignments")
        ? { status: 200, body: { value: conditions.map((condition) => ({ properties: { condition } })) } }
        : undefined,
  });
  const judged = async (recording: Recorded) => {
    const graph = sketch({
      type: "authorization:RoleAssignment",
      name: "assignment",
      inputs: { scope: IDS.group, roleAssignmentName: "1" },
    });
    const requirement = rightsRequirement(
      inventoryOf(armObjectsOf(graph, SUBSCRIPTION).objects),
      SUBSCRIPTION,
    );
    const [check] = await preflight([requirement], recorded(recording));
    return `${check?.id} ${check?.status}`;
  };

  test.each([
    ["none", withAssignments(null), "ok"],
    ["one of a data plane", withAssignments("@Resource[blobs] StringEquals 'x'"), "ok"],
    ["one on roles", withAssignments(null, `((!(ActionMatches{'${WRITE}'})) OR (x))`), "unknown"],
    [
      "nobody may see",
      {
        instead: ({ path }: { path: string }) => (path.endsWith("/roleassignments") ? forbidden : undefined),
      },
      "unknown",
    ],
    ["no right at all", { ...withAssignments(null), permissions: [] }, "failed"],
  ])("%s", async (_, recording, status) => {
    expect(await judged(recording)).toBe(`rights/${WRITE} ${status}`);
  });
});
