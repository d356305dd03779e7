import { AgentPool, ManagedCluster } from "@pulumi/azure-native/containerservice/index.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/index.js";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { previewProgram } from "../engine/embedded.ts";
import { type Graph, graphOf } from "../graph/graph.ts";
import { costOf } from "./cost.ts";
import { ndH100 } from "./testing/nd-h100.ts";

const VM_SIZE = "Standard_ND96isr_H100_v5";

/** A program that nobody here wrote the components of: a cluster with one pool of H100 nodes. */
function training(nodes: number): Promise<Graph> {
  const program = () => {
    const group = new ResourceGroup("group", { location: "eastus" });
    const cluster = new ManagedCluster("cluster", {
      resourceGroupName: group.name,
      location: group.location,
      sku: { name: "Base", tier: "Standard" },
    });
    new AgentPool("h100", {
      resourceGroupName: group.name,
      resourceName: cluster.name,
      agentPoolName: "h100",
      vmSize: VM_SIZE,
      count: nodes,
      osDiskType: "Ephemeral",
    });
  };
  return previewProgram({ project: "theirs", stack: "dev", config: {}, program });
}

describe("a stack of 128 ND H100 v5 nodes in East US", () => {
  test("costs USD 9,061,171.20 for 720 hours", async () => {
    const [gpus] = costOf(await training(128)).lines;
    expect(gpus).toMatchObject({ quantity: "128", unitPrice: "98.32", gpus: 8, region: "eastus" });
    expect(new Decimal(gpus?.hourly ?? 0).times(720).toFixed(2)).toBe("9061171.20");
  });
});

describe("the order of resources", () => {
  test("does not matter", () => {
    const graph = ndH100();
    const { resources, ...header } = graph;
    fc.assert(
      fc.property(fc.shuffledSubarray([...resources], { minLength: resources.length }), (shuffled) => {
        expect(costOf(graphOf(header, shuffled))).toEqual(costOf(graph));
      }),
      { numRuns: 20 },
    );
  });
});
