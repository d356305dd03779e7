import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../graph/graph.ts";
import { type Precondition, preconditionsOf } from "./preconditions.ts";
import { sketch } from "./testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "./testing/nd-h100.ts";

function find(id: string | RegExp, changes: Readonly<Record<string, Properties>> = {}): Precondition[] {
  return preconditionsOf(ndH100(changes)).filter((row) =>
    typeof id === "string" ? row.id === id : id.test(row.id),
  );
}

test("only what the stack itself shows is unmet, the rest is unknown until the cloud is asked", () => {
  expect(new Set(preconditionsOf(ndH100()).map(({ state }) => state))).toEqual(new Set(["unknown"]));
  for (const { check, reason } of preconditionsOf(ndH100())) expect([check, reason]).not.toContain("");
});

test("an empty stack needs nothing", () => {
  expect(preconditionsOf(sketch())).toEqual([]);
});

describe("example ids", () => {
  const example = "00000000-0000-0000-0000-000000000003";

  test("that are left in an input are unmet, each once", () => {
    const changes = {
      environment: { adminGroups: [example] },
      cluster: { aadProfile: { adminGroupObjectIDs: [example], tenantID: example.replace("003", "00a") } },
    };
    expect(find(/^input/, changes).map(({ id, state }) => [id, state])).toEqual([
      ["input/00000000-0000-0000-0000-000000000003", "unmet"],
      ["input/00000000-0000-0000-0000-00000000000a", "unmet"],
    ]);
  });

  test("inside a resource id are found, real ids are not", () => {
    expect(find(/^input/, { vault: { scope: `/subscriptions/${example}/resourceGroups/x` } })).toHaveLength(
      1,
    );
    expect(find(/^input/, { vault: { scope: "b24988ac-6180-42a0-ab88-20f7382dd24c" } })).toEqual([]);
  });
});

describe("feature flags", () => {
  const flag = /AKSInfinibandSupport/;

  test("H100 wants AKSInfinibandSupport registered", () => {
    expect(find(flag).map(({ id, state }) => [id, state])).toEqual([
      ["feature/Microsoft.ContainerService/AKSInfinibandSupport/registered", "unknown"],
    ]);
  });

  test("Grace sizes want it unregistered", () => {
    const grace = { vmSize: "Standard_ND128isr_NDR_GB200_v6" };
    expect(find(flag, { h1: grace, h2: grace, h3: grace }).map(({ id }) => id)).toEqual([
      "feature/Microsoft.ContainerService/AKSInfinibandSupport/unregistered",
    ]);
  });

  test("both in one stack cannot be met", () => {
    const mixed = find(flag, { h1: { vmSize: "Standard_ND128isr_NDR_GB200_v6" } });
    expect(mixed.map(({ state }) => state)).toEqual(["unmet", "unmet"]);
  });

  test("encryption at host wants its own, and sizes of which nobody says it are named", () => {
    expect(find("feature/Microsoft.Compute/EncryptionAtHost")).toHaveLength(1);
    expect(find("feature/EncryptionAtHostSupported")[0]?.needed).toContain("Standard_ND96isr_H100_v5");
    const off = Object.fromEntries(
      ["h1", "h2", "h3"].map((name) => [name, { enableEncryptionAtHost: false }]),
    );
    expect(find(/EncryptionAtHost/, { ...off, cluster: { agentPoolProfiles: [] } })).toEqual([]);
  });
});

test("pools without SSH want a preview feature", () => {
  const id = "feature/Microsoft.ContainerService/DisableSSHPreview";
  expect(find(id)).toEqual([]);
  expect(find(id, { h1: { securityProfile: { sshAccess: "Disabled" } } })).toMatchObject([
    {
      kind: "feature",
      state: "unknown",
      reason:
        "pools h1 set securityProfile.sshAccess to Disabled: a preview on 2024-08-29, and general availability is not shown",
    },
  ]);
  expect(find(id, { h1: { securityProfile: { sshAccess: "LocalUser" } } })).toEqual([]);
});

test("resource providers of everything that is declared", () => {
  expect(find("provider")[0]?.needed).toBe(
    "resource providers registered: Microsoft.Compute, Microsoft.ContainerRegistry, Microsoft.ContainerService, " +
      "Microsoft.KeyVault, Microsoft.Network, Microsoft.OperationalInsights, Microsoft.Storage, Microsoft.StorageCache",
  );
});

test("a flow log wants a network watcher", () => {
  expect(find(/network watcher/)).toEqual([]);
  const logged = sketch({ type: "network:FlowLog", name: "flow-log" });
  expect(preconditionsOf(logged).map(({ id }) => id)).toContain("provider/network watcher");
});

describe("quota", () => {
  test("is summed by family with surge, and over the region", () => {
    expect(find(/^quota/).map(({ id, needed, reason }) => [id, needed, reason])).toEqual([
      [
        "quota/standardDDSv5Family",
        "64 vCPUs of quota family standardDDSv5Family",
        "(3 nodes + 1 surge) × 16 vCPUs = 64",
      ],
      [
        "quota/standardNDSH100v5Family",
        "24,576 vCPUs of quota family standardNDSH100v5Family",
        "(256 nodes + 0 surge) × 96 vCPUs = 24,576",
      ],
      ["quota/cores", "24,640 vCPUs of quota family cores", "all families of the region: 64 + 24,576"],
    ]);
  });

  test("is for the autoscaler's upper bound, with the surge that AKS takes by default", () => {
    const changes = { h1: { enableAutoScaling: true, minCount: 1, maxCount: 100, upgradeSettings: {} } };
    expect(find("quota/standardNDSH100v5Family", changes)[0]?.reason).toBe(
      "(270 nodes + 10 surge) × 96 vCPUs = 26,880",
    );
  });

  test.each([
    ["count", { count: UNKNOWN }, "h1 (Standard_ND96isr_H100_v5)"],
    ["size", { vmSize: UNKNOWN }, "h1 (unknown size)"],
    ["family", { vmSize: "Standard_ND999_v9" }, "h1 (Standard_ND999_v9)"],
  ])("of a pool without a known %s is said to be missing", (_, inputs, name) => {
    expect(find("quota/unknown", { h1: inputs })[0]?.needed).toBe(`quota for ${name}`);
  });
});

describe("agreements and capacity", () => {
  test("an island of more than 100 nodes needs Microsoft's word", () => {
    expect(find(/^support/)).toEqual([]);
    expect(find(/^support/, { h1: { count: 200 } })).toMatchObject([
      { id: "support/island/h1", kind: "support request" },
    ]);
    const scaled = { enableAutoScaling: true, minCount: 1, maxCount: 101 };
    expect(find(/^support/, { h1: scaled })).toHaveLength(1);
  });

  test("a file system above Azure's default size needs it too", () => {
    expect(find(/^support/, { scratch: { storageCapacityTiB: 128 } })).toEqual([]);
    expect(find(/^support/, { scratch: { storageCapacityTiB: 136 } })[0]?.needed).toBe(
      "136 TiB allowed for file system scratch",
    );
  });

  test("quota is not capacity: the machines must be there", () => {
    expect(find(/^capacity\/Standard/).map(({ needed }) => needed)).toEqual([
      "256 machines Standard_ND96isr_H100_v5 in zone 1 of the region, free when `pulumi up` runs",
    ]);
    expect(find(/^capacity\/Standard/, { h1: { count: UNKNOWN } })[0]?.needed).toMatch(
      /^an unknown number of machines/,
    );
  });

  test("a size that was not seen in the region is said to be so", () => {
    const place = "capacity/Standard_ND96isr_H100_v5 in zone 1";
    expect(find(place)[0]?.reason).not.toContain("seen");
    expect(find(place, { cluster: { location: "Norway East" } })[0]?.reason).toMatch(
      /; the size was seen in canadacentral, .*, westus, not in norwayeast: check with az vm list-skus$/,
    );
    expect(find(place, { cluster: { location: UNKNOWN } })[0]?.reason).not.toContain("seen");
  });

  test.each([
    [true, ["API Server VNet Integration offered in eastus, with capacity for cluster aks-test"]],
    [false, []],
  ])("an API server in the network (%s) needs room", (enableVnetIntegration, needed) => {
    const rows = find(/^capacity\/API server/, {
      cluster: { apiServerAccessProfile: { enableVnetIntegration } },
    });
    expect(rows.map((row) => row.needed)).toEqual(needed);
  });

  test("above 1,000 nodes a cluster grows in steps", () => {
    expect(find(/^procedure/)).toEqual([]);
    const many = Array.from({ length: 20 }, (_, index) => pool(`p${index}`, 100));
    const rows = preconditionsOf(sketch(...ndH100Sketches(), ...many)).filter(
      ({ kind }) => kind === "procedure",
    );
    expect(rows.map(({ needed }) => needed)).toEqual(["2,259 nodes reached in steps: 1,000, 1,630, 2,259"]);
    const scaled = { enableAutoScaling: true, count: 1, minCount: 1, maxCount: 900 };
    expect(find(/^procedure/, { h1: scaled })[0]?.needed).toBe("1,073 nodes reached in steps: 1,000, 1,073");
  });
});

describe("the GPU driver without egress", () => {
  const id = "proof/gpu driver without egress";

  test("is unproven where AKS installs it", () => {
    expect(find(id)[0]?.reason).toMatch(/^pools h1, h2, h3 leave the driver to AKS/);
  });

  test("stays open where it cannot be seen", () => {
    expect(find(id, { cluster: { networkProfile: UNKNOWN } })).toHaveLength(1);
    expect(find(id, { h1: { gpuProfile: UNKNOWN } })).toHaveLength(1);
  });

  test("is not needed with a driver of one's own, or with a way out", () => {
    const none = { gpuProfile: { driver: "None" } };
    expect(find(id, { h1: none, h2: none, h3: none })).toEqual([]);
    expect(find(id, { cluster: { networkProfile: { outboundType: "userDefinedRouting" } } })).toEqual([]);
  });
});
