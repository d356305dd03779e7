import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../../graph/graph.ts";
import { costOf } from "../../cost.ts";
import { type ResourceSketch, sketch } from "../../testing/graphs.ts";

const linux = { osProfile: { linuxConfiguration: {} } };
const windows = { osProfile: { windowsConfiguration: {} } };

function machine(inputs: Properties): ResourceSketch {
  const hardwareProfile = { vmSize: "Standard_D4s_v5" };
  return {
    type: "compute:VirtualMachine",
    name: "m",
    inputs: { location: "eastus", hardwareProfile, ...inputs },
  };
}

function scaleSet(profile: Properties, sku: Properties = {}): ResourceSketch {
  return {
    type: "compute:VirtualMachineScaleSet",
    name: "set",
    inputs: {
      location: "eastus",
      sku: { name: "Standard_ND96isr_H100_v5", capacity: 3, ...sku },
      virtualMachineProfile: profile,
    },
  };
}

/** Lines and gaps of the machines, without their disks. */
function machinesOf(...sketches: readonly ResourceSketch[]) {
  const { lines, unpriced } = costOf(sketch(...sketches));
  return {
    lines: lines
      .filter(({ group }) => group !== "storage")
      .map(({ quantity, unitPrice }) => [quantity, unitPrice]),
    gaps: unpriced
      .filter(({ group, kind }) => group !== "storage" && kind !== "usage")
      .map(({ reason }) => reason),
  };
}

describe("a machine", () => {
  test.each<[string, Properties, RegExp | null]>([
    ["of Linux", linux, null],
    ["of Windows", windows, /Windows costs more/],
    ["of Windows with a licence of its own", { ...windows, licenseType: "Windows_Server" }, null],
    ["that does not say", {}, /whether it runs Windows/],
    ["whose image says Linux", { storageProfile: { imageReference: { publisher: "Canonical" } } }, null],
    [
      "whose image says Windows",
      { storageProfile: { imageReference: { publisher: "MicrosoftWindowsServer" } } },
      /Windows costs more/,
    ],
    [
      "whose image costs",
      { ...linux, storageProfile: { imageReference: { publisher: "RedHat" } } },
      /licence/,
    ],
    ["of a hidden image", { storageProfile: UNKNOWN }, /whether it runs Windows/],
  ])("%s", (_, inputs, reason) => {
    const { lines, gaps } = machinesOf(machine(inputs));
    expect(lines).toEqual(reason === null ? [["1", "0.192"]] : []);
    expect(gaps).toEqual(reason === null ? [] : [expect.stringMatching(reason)]);
  });

  test("pays for its own data disks and not for attached ones", () => {
    const premium = { storageAccountType: "Premium_LRS" };
    const dataDisks = [
      { createOption: "Empty", diskSizeGB: 256, managedDisk: premium },
      { createOption: "Attach", diskSizeGB: 256, managedDisk: premium },
    ];
    const report = costOf(sketch(machine({ ...linux, storageProfile: { dataDisks } })));
    expect(report.lines.filter(({ group }) => group === "storage").map(({ monthly }) => monthly)).toEqual([
      "38.01",
    ]);
  });
});

describe("a scale set", () => {
  test("costs its capacity", () => {
    expect(machinesOf(scaleSet(linux))).toEqual({ lines: [["3", "98.32"]], gaps: [] });
  });

  test("of spot machines has the spot price", () => {
    expect(machinesOf(scaleSet({ ...linux, priority: "Spot" })).lines).toEqual([["3", "18.169536"]]);
  });

  test.each<[string, ResourceSketch]>([
    ["of unknown capacity", scaleSet(linux, { capacity: UNKNOWN })],
    ["without capacity", scaleSet(linux, { capacity: null })],
    ["of unknown size", scaleSet(linux, { name: UNKNOWN })],
    ["of Windows", scaleSet(windows)],
  ])("%s is unknown", (_, set) => {
    const { lines, gaps } = machinesOf(set);
    expect(lines).toEqual([]);
    expect(gaps.length).toBe(1);
  });

  test("costs the lower bound of its autoscale setting, and what may come to it is listed", () => {
    const setting: ResourceSketch = {
      type: "monitor:AutoscaleSetting",
      name: "scaler",
      inputs: {
        enabled: true,
        targetResourceUri: UNKNOWN,
        profiles: [{ capacity: { minimum: "2", maximum: "9", default: "4" } }],
      },
      from: { targetResourceUri: ["set"] },
    };
    const graph = sketch(scaleSet(linux), setting);
    expect(costOf(graph).lines.map(({ quantity }) => quantity)).toEqual(["2"]);
    expect(costOf(graph).unpriced.map(({ reason }) => reason)).toContain(
      "2 to 9 nodes run, and only the lower bound is sure",
    );
  });
});

test("a Windows pool is unknown", () => {
  const cluster: ResourceSketch = {
    type: "containerservice:ManagedCluster",
    name: "c",
    inputs: { location: "eastus" },
  };
  const pool: ResourceSketch = {
    type: "containerservice:AgentPool",
    name: "p",
    inputs: { vmSize: "Standard_D4s_v5", count: 2, osType: "Windows", resourceName: UNKNOWN },
    from: { resourceName: ["c"] },
  };
  expect(machinesOf(cluster, pool).lines).toEqual([]);
});

describe("a Premium SSD v2 disk", () => {
  function lines(inputs: Properties): string[][] {
    const disk = { location: "eastus", sku: { name: "PremiumV2_LRS" }, diskSizeGB: 1000, ...inputs };
    return costOf(sketch({ type: "compute:Disk", name: "d", inputs: disk })).lines.map((line) => [
      line.quantity,
      line.monthly,
    ]);
  }

  test("pays for capacity, and for speed beyond what is included", () => {
    expect(lines({ diskIOPSReadWrite: 3000, diskMBpsReadWrite: 125 })).toEqual([["1000", "80.30"]]);
    expect(lines({ diskIOPSReadWrite: 5000, diskMBpsReadWrite: 225 })).toEqual([
      ["1000", "80.30"],
      ["2000", "10.22"],
      ["100", "4.02"],
    ]);
  });
});

describe("machines of which", () => {
  test.each<[string, ResourceSketch, string]>([
    ["the priority is hidden", machine({ ...linux, priority: UNKNOWN }), "whether it is spot is not known"],
    [
      "a set's priority is hidden",
      scaleSet({ ...linux, priority: UNKNOWN }),
      "whether it is spot is not known",
    ],
    ["there are less than none", scaleSet(linux, { capacity: -2 }), "-2 to -2 is no number of them"],
    ["there is a half", scaleSet(linux, { capacity: 0.5 }), "0.5 to 0.5 is no number of them"],
  ])("%s are unpriced", (_, resource, reason) => {
    expect(machinesOf(resource)).toEqual({ lines: [], gaps: [reason] });
  });

  test("the maximum price is below the spot price are unpriced", () => {
    const spot = { ...linux, priority: "Spot", billingProfile: { maxPrice: 1 } };
    expect(machinesOf(scaleSet(spot))).toMatchObject({
      lines: [],
      gaps: [expect.stringContaining("above its maximum price, 1")],
    });
  });
});

test("a disk of less than nothing lowers no total", () => {
  const disk = { location: "eastus", sku: { name: "PremiumV2_LRS" }, diskSizeGB: -100 };
  const report = costOf(sketch({ type: "compute:Disk", name: "disk", inputs: disk }));
  expect([report.monthly, report.resources.unknown]).toEqual(["0.00", 1]);
});
