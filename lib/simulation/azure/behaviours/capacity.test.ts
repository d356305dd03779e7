import { describe, expect, test } from "vitest";
import { capacity } from "./capacity.ts";
import { cluster, H100, ids, poolOf } from "./testing/objects.ts";
import { answer, atWork, ending, put, remove, stored } from "./testing/situation.ts";

const zone1 = { availabilityZones: ["1"] };
const stock = (zones: Record<string, number>) => ({
  capacity: {
    eastus: Object.fromEntries(Object.entries(zones).map(([zone, nodes]) => [zone, { [H100]: nodes }])),
  },
});
const message = (code: string, place: string) =>
  `Reconcile vmss agent pool error: VMSSAgentPoolReconciler retry failed: Category: InternalError; SubCode: ${code}; Dependency: Microsoft.Compute/VirtualMachineScaleSet; OrginalError: Code="${code}" Message="Allocation failed. We do not have sufficient capacity for the requested VM size in this ${place}. Read more about improving likelihood of allocation success at http://aka.ms/allocation-guidance"; AKSTeam: NodeProvisioning`;
const zonal = message("ZonalAllocationFailed", "zone");
const others = stored(ids.otherPool, poolOf(3, zone1));

describe("fails at its end", () => {
  test.each([
    ["a pool larger than its zone", poolOf(4, zone1), [], { "1": 3 }, zonal],
    ["a zone that another pool has filled", poolOf(2, zone1), [others], { "1": 4 }, zonal],
    ["an empty zone", poolOf(1, zone1), [], { "1": 0 }, zonal],
    [
      "a pool of which one zone has too few",
      poolOf(5, { availabilityZones: ["1", "2"] }),
      [],
      { "1": 2, "2": 9 },
      zonal,
    ],
    [
      "a region with too few",
      poolOf(4),
      [],
      { "1": 1, "2": 1, "3": 1 },
      message("AllocationFailed", "region"),
    ],
  ])("%s", (_name, inputs, more, zones, text) => {
    const write = put(ids.pool, inputs);
    const situation = { resources: [cluster, ...more], running: [atWork(write)], world: stock(zones) };
    expect(ending(capacity, write, situation)).toEqual({
      status: 409,
      code: "ReconcileVMSSAgentPoolFailed",
      message: text,
      retried: false,
    });
    expect(answer(capacity, write, situation)).toBeUndefined();
  });

  test("a cluster whose own pool gets no machine", () => {
    const agentPoolProfiles = [
      { name: "system", count: 3, vmSize: "Standard_D8ds_v5", availabilityZones: ["1", "2", "3"] },
    ];
    const world = { capacity: { eastus: { "3": { Standard_D8ds_v5: 0 } } } };
    const write = put(ids.cluster, { location: "eastus", agentPoolProfiles });
    expect(ending(capacity, write, { world })).toMatchObject({ code: "ReconcileVMSSAgentPoolFailed" });
  });
});

describe("succeeds", () => {
  const failed = { ...others, provisioningState: "Failed" as const };
  test.each([
    ["what fits exactly", put(ids.pool, poolOf(3, zone1)), [], { "1": 3 }],
    ["beside a pool that failed and has no node", put(ids.pool, poolOf(3, zone1)), [failed], { "1": 3 }],
    ["an update: its own nodes are its own", put(ids.otherPool, poolOf(3, zone1)), [others], { "1": 3 }],
    [
      "spread over zones",
      put(ids.pool, poolOf(5, { availabilityZones: ["1", "2"] })),
      [],
      { "1": 3, "2": 2 },
    ],
    [
      "a zone that the world does not mention",
      put(ids.pool, poolOf(9, { availabilityZones: ["2"] })),
      [],
      { "1": 0 },
    ],
    ["a pool without nodes", put(ids.pool, poolOf(0, zone1)), [], { "1": 0 }],
    ["a deletion", remove(others), [others], { "1": 0 }],
  ])("%s", (_name, write, more, zones) => {
    expect(ending(capacity, write, { resources: [cluster, ...more], world: stock(zones) })).toBeUndefined();
  });
});
