import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../../graph/graph.ts";
import { costOf } from "../../cost.ts";
import { type ResourceSketch, sketch } from "../../testing/graphs.ts";
import { nativeGraphOf } from "./index.ts";

function classic(type: string, name: string, inputs: Properties, from = {}): ResourceSketch {
  return { type: `azure:${type}`, name, inputs, from };
}

function linesOf(...sketches: readonly ResourceSketch[]): string[][] {
  return costOf(sketch(...sketches)).lines.map(({ priceItem, quantity, term }) => [
    priceItem,
    quantity,
    term,
  ]);
}

const cluster = classic("containerservice/kubernetesCluster:KubernetesCluster", "aks", {
  location: "eastus",
  name: "aks",
  resourceGroupName: "rg",
  skuTier: "Standard",
  defaultNodePool: { name: "system", vmSize: "Standard_D4ds_v5", nodeCount: 3, osDiskType: "Ephemeral" },
});

function pool(inputs: Properties, from = {}): ResourceSketch {
  const type = "containerservice/kubernetesClusterNodePool:KubernetesClusterNodePool";
  const size = { name: "gpu", vmSize: "Standard_ND96isr_H100_v5", osDiskType: "Ephemeral" };
  return classic(type, "pool", { ...size, ...inputs }, from);
}

const OWN = [
  ["vm/Standard_D4ds_v5", "3", "onDemand"],
  ["aks/Standard", "1", "onDemand"],
];

describe("a cluster and its pools", () => {
  test.each<[string, ResourceSketch, string[]]>([
    [
      "by reference",
      pool({ nodeCount: 4, kubernetesClusterId: UNKNOWN }, { kubernetesClusterId: ["aks"] }),
      ["4", "onDemand"],
    ],
    [
      "by the text of the id",
      pool({ nodeCount: 4, kubernetesClusterId: "/subscriptions/s/managedClusters/aks" }),
      ["4", "onDemand"],
    ],
    [
      "spot, scaled",
      pool(
        {
          autoScalingEnabled: true,
          minCount: 2,
          maxCount: 9,
          priority: "Spot",
          kubernetesClusterId: UNKNOWN,
        },
        { kubernetesClusterId: ["aks"] },
      ),
      ["2", "spot"],
    ],
  ])("%s", (_, own, rest) => {
    expect(linesOf(cluster, own).toSorted()).toEqual(
      [...OWN, ["vm/Standard_ND96isr_H100_v5", ...rest]].toSorted(),
    );
  });

  test("a spot pool has no price below the spot price", () => {
    const inputs = { nodeCount: 4, priority: "Spot", spotMaxPrice: 5, kubernetesClusterId: UNKNOWN };
    const { unpriced } = costOf(sketch(cluster, pool(inputs, { kubernetesClusterId: ["aks"] })));
    expect(unpriced.map(({ reason }) => reason)).toContainEqual(
      expect.stringMatching(/^the spot price, [\d.]+, is above its maximum price, 5: none runs at that$/),
    );
  });

  test("a pool of a cluster that is elsewhere has no region", () => {
    const report = costOf(
      sketch(pool({ nodeCount: 4, kubernetesClusterId: "/subscriptions/s/managedClusters/other" })),
    );
    expect(report.lines).toEqual([]);
    expect(report.unpriced).toMatchObject([{ reason: "its region is not known" }]);
  });
});

const placed = { location: "eastus", resourceGroupName: "rg" };
const disk = { storageAccountType: "Premium_LRS", diskSizeGb: 128 };

test.each<[string, Properties, string[][]]>([
  [
    "compute/linuxVirtualMachine:LinuxVirtualMachine",
    { size: "Standard_D4s_v5", osDisk: disk },
    [
      ["vm/Standard_D4s_v5", "1", "onDemand"],
      ["disk/Premium_LRS/P10", "1", "onDemand"],
    ],
  ],
  [
    "compute/windowsVirtualMachine:WindowsVirtualMachine",
    { size: "Standard_D4s_v5", osDisk: disk },
    [["disk/Premium_LRS/P10", "1", "onDemand"]],
  ],
  [
    "compute/linuxVirtualMachineScaleSet:LinuxVirtualMachineScaleSet",
    { sku: "Standard_ND96isr_H100_v5", instances: 5, osDisk: disk },
    [
      ["vm/Standard_ND96isr_H100_v5", "5", "onDemand"],
      ["disk/Premium_LRS/P10", "5", "onDemand"],
    ],
  ],
  ["compute/managedDisk:ManagedDisk", disk, [["disk/Premium_LRS/P10", "1", "onDemand"]]],
  ["containerservice/registry:Registry", { sku: "Premium" }, [["acr/Premium", "1", "onDemand"]]],
  [
    "containerservice/registry:Registry",
    { sku: "Premium", geoReplications: [{ location: "East US" }, { location: "eastus" }] },
    [
      ["acr/Premium", "1", "onDemand"],
      ["acr/Premium", "1", "onDemand"],
      ["acr/Premium", "1", "onDemand"],
    ],
  ],
  ["privatelink/endpoint:Endpoint", {}, [["privateEndpoint", "1", "onDemand"]]],
  ["network/publicIp:PublicIp", { sku: "Standard" }, [["publicIp/Standard", "1", "onDemand"]]],
  [
    "keyvault/managedHardwareSecurityModule:ManagedHardwareSecurityModule",
    { skuName: "Standard_B1" },
    [["managedHsm/Standard_B1", "1", "onDemand"]],
  ],
])("azure:%s costs what azure-native does", (type, inputs, lines) => {
  expect(linesOf(classic(type, "x", { ...placed, ...inputs }))).toEqual(lines);
});

test("a storage account's redundancy is put together from two inputs, and unknown where one is", () => {
  const account = (inputs: Properties) =>
    costOf(sketch(classic("storage/account:Account", "a", { ...placed, ...inputs }))).unpriced[0]?.item;
  expect(account({ accountTier: "Standard", accountReplicationType: "LRS" })).toBe(
    "blob storage, hot LRS: data kept",
  );
  expect(account({ accountTier: "Standard", accountReplicationType: UNKNOWN })).toBe(
    "blob storage, hot: data kept",
  );
});

test("what is free keeps its own type, and what has no counterpart is unknown", () => {
  const network = classic("network/virtualNetwork:VirtualNetwork", "v", placed);
  const cosmos = classic("cosmosdb/account:Account", "c", placed);
  const { free, unpriced, resources } = costOf(sketch(network, cosmos));
  expect(free.map(({ type }) => type)).toEqual(["azure:network/virtualNetwork:VirtualNetwork"]);
  expect(unpriced).toMatchObject([{ kind: "unknown type", item: "azure:cosmosdb/account:Account" }]);
  expect(resources).toEqual({ total: 2, priced: 0, pricedInPart: 0, free: 1, byUse: 0, unknown: 1 });
});

test("a graph without classic types is not touched", () => {
  const graph = sketch({ type: "network:Subnet", name: "s" });
  expect(nativeGraphOf(graph)).toBe(graph);
});
