import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import { islandsOf } from "./islands.ts";
import { sketch } from "./testing/graphs.ts";
import { ndH100, pool } from "./testing/nd-h100.ts";

const cluster = { type: "containerservice:ManagedCluster", name: "cluster", inputs: { location: "eastus" } };
const nodes = { type: "network:Subnet", name: "nodes" };

describe("islandsOf", () => {
  test("one island for each pool with InfiniBand, none for the system pool", () => {
    const islands = islandsOf(ndH100());
    expect(islands.map(({ pool, nodes, gpus }) => [pool, nodes, gpus])).toEqual([
      ["h1", 86, 688],
      ["h2", 85, 680],
      ["h3", 85, 680],
    ]);
    expect(islands[0]).toMatchObject({ zone: "1", gbpsPerNode: 3200, vmSize: "Standard_ND96isr_H100_v5" });
  });

  test("an autoscaled pool has its first count and its bounds", () => {
    const scaled = pool("h1", 4, { enableAutoScaling: true, minCount: 2, maxCount: 8 });
    expect(islandsOf(sketch(cluster, nodes, scaled))).toMatchObject([
      { nodes: 4, minNodes: 2, maxNodes: 8, gpus: 32 },
    ]);
  });

  test("an unknown count is unknown, not 0", () => {
    const islands = islandsOf(ndH100({ h1: { count: UNKNOWN } }));
    expect(islands[0]).toMatchObject({ nodes: UNKNOWN, minNodes: UNKNOWN, maxNodes: UNKNOWN, gpus: UNKNOWN });
  });

  test("without a count Azure makes one node", () => {
    const { count: _, ...inputs } = pool("h1", 0).inputs ?? {};
    expect(islandsOf(sketch(cluster, nodes, { ...pool("h1", 0), inputs }))).toMatchObject([
      { nodes: 1, gpus: 8 },
    ]);
  });

  test("a size newer than the catalogue is an island by the hardware that its component was given", () => {
    const hardware = {
      gpus: { accelerator: "H100 SXM5", count: 16 },
      infiniband: { gbpsPerVm: 6400, linksPerVm: 16 },
    };
    const component = { type: "exaform:azure:GpuNodePool", name: "new", inputs: { hardware } };
    const newer = { ...pool("h1", 2, { vmSize: "Standard_ND999_v9" }), parent: "new" };
    expect(islandsOf(sketch(cluster, nodes, component, newer))).toMatchObject([
      { gpus: 32, gbpsPerNode: 6400 },
    ]);
    expect(islandsOf(sketch(cluster, nodes, pool("h1", 2, { vmSize: "Standard_ND999_v9" })))).toEqual([]);
  });
});
