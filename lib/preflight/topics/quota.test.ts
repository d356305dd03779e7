import { describe, expect, test } from "vitest";
import { sketch } from "../../analysis/testing/graphs.ts";
import { inventoryOf } from "../inventory.ts";
import { machinesOf } from "../machines.ts";
import { armObjectsOf } from "../objects.ts";
import { preflight } from "../preflight.ts";
import { checksOf, error, forbidden, outcomes, type Recorded, recorded } from "../testing/recorded.ts";
import { IDS, SUBSCRIPTION } from "../testing/small.ts";
import { quotaRequirement } from "./quota.ts";

const FAMILY = "quota/eastus/standardNDSH100v5Family";
const SUM = "(10 nodes + 1 surge) × 96 vCPUs = 1,056";

const usages = (used: number, limit: number): Recorded => ({
  usages: { "Standard NDSH100v5 Family": [used, limit], cores: [used, limit] },
});

test.each<[string, Recorded, string]>([
  ["all nodes and the surge fit exactly", usages(0, 1056), `ok: ${SUM}; limit 1,056, 0 used`],
  ["one vCPU is missing", usages(0, 1055), `failed: ${SUM}; limit 1,055, 0 used: short by 1`],
  ["others use some", usages(96, 1056), `failed: ${SUM}; limit 1,056, 96 used: short by 96`],
  [
    "the region has no such family",
    { usages: { cores: [0, 9999] } },
    "unknown: Azure lists no quota of that name in eastus",
  ],
  [
    "reading is forbidden",
    { instead: ({ path }) => (path.endsWith("/usages") ? forbidden : undefined) },
    "unknown: no permission to see it (AuthorizationFailed: The client 'deployer' does not have authorization to perform action 'x/read' over scope '/subscriptions/y'.)",
  ],
  [
    "the API is not there",
    {
      instead: ({ path }) =>
        path.endsWith("/usages") ? error(404, "InvalidResourceType", "no such type") : undefined,
    },
    "unknown: Azure answered 404 (InvalidResourceType: no such type)",
  ],
  [
    "the answer has another form",
    {
      instead: ({ path }) => (path.endsWith("/usages") ? { status: 200, body: { value: [{}] } } : undefined),
    },
    "unknown: the answer does not have the documented form",
  ],
])("where %s", async (_, recording, outcome) => {
  expect((await outcomes("quota", recording))[FAMILY]).toBe(outcome);
});

test("the region's total is judged too, and says what to ask for", async () => {
  const checks = await checksOf("quota", {
    usages: { standardNDSH100v5Family: [0, 1056], cores: [50, 1000] },
  });
  expect(checks.map(({ id, status, todo, evidence }) => [id, status, todo, evidence])).toEqual([
    [FAMILY, "ok", undefined, [expect.stringContaining("/locations/eastus/usages?api-version=")]],
    [
      "quota/eastus/cores",
      "failed",
      "ask for at least 1,106 vCPUs: portal, Quotas, Compute, region eastus, cores; GPU families mostly need a support request",
      [expect.stringMatching(/^GET \/subscriptions\/7f0c2a52/)],
    ],
  ]);
});

describe("nodes that the stack has already", () => {
  const group = { tags: {} };
  const pool = { vmSize: "Standard_ND96isr_H100_v5", count: 8 };
  const objects = {
    [IDS.group]: group,
    [IDS.cluster]: { properties: { agentPoolProfiles: [{ ...pool, name: "gpu" }] } },
  };

  test("are not counted twice, whether the cluster or the pool tells of them", async () => {
    const reason = `ok: ${SUM}; limit 1,056, 768 used, 768 of them by this stack's own machines`;
    const cluster = await outcomes("quota", { ...usages(768, 1056), objects });
    const both = await outcomes("quota", {
      ...usages(768, 1056),
      objects: { ...objects, [IDS.pool]: { properties: pool } },
    });
    expect([cluster[FAMILY], both[FAMILY]]).toEqual([reason, reason]);
  });

  test("make a shortage doubtful where Azure does not show them", async () => {
    const hidden: Recorded = {
      ...usages(768, 1056),
      objects: { [IDS.group]: group },
      instead: ({ path }) => (path === IDS.cluster.toLowerCase() ? forbidden : undefined),
    };
    expect((await outcomes("quota", hidden))[FAMILY]).toBe(
      `unknown: ${SUM}; limit 1,056, 768 used: short by 768 unless the stack's own machines are among those used, which Azure did not say`,
    );
  });
});

test("spot nodes take the quota of spot, and a pool without a size has no sum", async () => {
  const cluster = {
    type: "containerservice:ManagedCluster",
    name: "aks",
    inputs: { location: "eastus", resourceName: "aks" },
  };
  const pool = (name: string, inputs: Record<string, string | number>) => ({
    type: "containerservice:AgentPool",
    name,
    inputs: { agentPoolName: name, ...inputs },
    from: { resourceName: ["aks"] },
  });
  const graph = sketch(
    cluster,
    pool("spot", {
      vmSize: "Standard_ND96isr_H100_v5",
      count: 2,
      scaleSetPriority: "Spot",
    }),
    pool("odd", { vmSize: "Standard_Odd", count: 2 }),
  );
  const requirement = quotaRequirement(machinesOf(graph), inventoryOf([]), SUBSCRIPTION);
  const checks = await preflight([requirement], recorded({ usages: { lowPriorityCores: [0, 288] } }));
  expect(checks.map(({ id, status, reason }) => [id, status, reason])).toEqual([
    ["quota/eastus/lowPriorityCores", "ok", "288; limit 288, 0 used"],
    ["quota/uncounted", "unknown", "region, size or number of machines is not known, so no sum can be given"],
  ]);
});

describe("a machine beside the pools", () => {
  const graph = sketch({
    type: "compute:VirtualMachine",
    name: "runner",
    inputs: {
      resourceGroupName: "rg",
      location: "eastus",
      vmName: "runner",
      hardwareProfile: { vmSize: "Standard_D4ds_v5" },
    },
  });
  const inventory = inventoryOf(armObjectsOf(graph, SUBSCRIPTION).objects);
  const requirement = quotaRequirement(machinesOf(graph), inventory, SUBSCRIPTION);
  const judged = async (recording: Recorded) => {
    // The inventory's own questions are those of another requirement.
    const asking = { questions: inventory.questions, judge: () => [] };
    const [family] = await preflight([requirement, asking], recorded(recording));
    return `${family?.id} ${family?.status}: ${family?.reason}`;
  };

  test("takes quota", async () => {
    expect(await judged({ usages: { standardDDSv5Family: [0, 3], cores: [0, 4] } })).toBe(
      "quota/eastus/standardDDSv5Family failed: (1 nodes + 0 surge) × 4 vCPUs = 4; limit 3, 0 used: short by 1",
    );
  });

  test("is not counted twice once it is there", async () => {
    const objects = {
      [IDS.group]: {},
      [`${IDS.group}/providers/Microsoft.Compute/virtualMachines/runner`]: {
        properties: { hardwareProfile: { vmSize: "Standard_D4ds_v5" } },
      },
    };
    expect(await judged({ usages: { standardDDSv5Family: [4, 4], cores: [4, 4] }, objects })).toBe(
      "quota/eastus/standardDDSv5Family ok: (1 nodes + 0 surge) × 4 vCPUs = 4; limit 4, 4 used, 4 of them by this stack's own machines",
    );
  });
});
