import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../graph/graph.ts";
import { type ResourceSketch, sketch } from "../testing/graphs.ts";
import { ndH100, ndH100Sketches } from "../testing/nd-h100.ts";
import { lustreCapacity, lustreProofs } from "./lustre.ts";
import type { Precondition } from "./precondition.ts";

function find(id: string, changes: Readonly<Record<string, Properties>> = {}): Precondition[] {
  const graph = ndH100(changes);
  return [...lustreCapacity(graph), ...lustreProofs(graph)].filter((row) => row.id === id);
}

test("a stack without Lustre needs nothing of it", () => {
  const others = ndH100Sketches().filter(({ name }) => name !== "scratch");
  expect(lustreCapacity(sketch(...others))).toEqual([]);
  expect(lustreProofs(sketch(...others))).toEqual([]);
});

describe("capacity", () => {
  test.each<[string, Properties, string]>([
    [
      "known",
      { zones: ["1"] },
      "16 TiB of AMLFS-Durable-Premium-250 within the subscription's quota, and free in zone 1 of eastus when `pulumi up` runs",
    ],
    [
      "unknown",
      { storageCapacityTiB: UNKNOWN, sku: UNKNOWN, location: UNKNOWN },
      "an unknown number of TiB of an unknown SKU within the subscription's quota, and free in any zone of a region that is not known when `pulumi up` runs",
    ],
  ])("of %s size is to be asked for", (_, scratch, needed) => {
    expect(find("capacity/lustre/scratch", { scratch })).toMatchObject([
      { kind: "capacity", state: "unknown", needed },
    ]);
  });
});

describe("the way out of its subnet", () => {
  const id = "proof/lustre without egress";

  test("is to be proven where there is none", () => {
    expect(find(id, { "lustre-subnet": { defaultOutboundAccess: false } })).toMatchObject([
      {
        kind: "proof",
        state: "unknown",
        needed: "Managed Lustre reaches the Azure services that it demands from subnet lustre-subnet",
      },
    ]);
  });

  test.each<[string, Properties]>([
    ["default outbound access", {}],
    ["a NAT gateway", { defaultOutboundAccess: false, natGateway: { id: UNKNOWN } }],
    ["a route", { defaultOutboundAccess: false, routeTable: { id: UNKNOWN } }],
  ])("is there with %s", (_, subnet) => {
    expect(find(id, { "lustre-subnet": subnet })).toEqual([]);
  });
});

describe("private names of Azure Monitor", () => {
  const captured = (privateZoneName: string): Precondition[] => {
    const zone: ResourceSketch = {
      type: "privatedns:PrivateZone",
      name: "zone",
      inputs: { privateZoneName },
    };
    return lustreProofs(sketch(...ndH100Sketches(), zone)).filter(
      ({ id }) => id === "proof/lustre with private Azure Monitor",
    );
  };

  test("are to be proven", () => {
    expect(captured("privatelink.monitor.azure.com")).toMatchObject([
      {
        kind: "proof",
        needed: "Managed Lustre works where Azure Monitor's names lead to a private link scope",
        reason:
          "zones privatelink.monitor.azure.com answer for Azure Monitor in its network, and Lustre demands Azure Monitor; no page that was read says that its reports pass the scope",
      },
    ]);
  });

  test("zones of other services are no such names", () => {
    expect(captured("privatelink.blob.core.windows.net")).toEqual([]);
  });
});

describe("its client", () => {
  const id = "proof/lustre client without egress";

  test("is to be proven on nodes without a route out", () => {
    expect(find(id)).toMatchObject([
      {
        kind: "proof",
        needed: "Lustre's client and CSI driver install on nodes that have no route out",
        reason:
          "cluster aks-test gives its nodes no route out to package and image servers; no page that was read says that this works",
      },
    ]);
  });

  test("installs as usual with one", () => {
    expect(find(id, { cluster: { networkProfile: { outboundType: "userDefinedRouting" } } })).toEqual([]);
  });
});
