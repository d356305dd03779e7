import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { catalogPrices } from "../../catalog/prices.ts";
import { type Graph, type Properties, UNKNOWN } from "../graph/graph.ts";
import { type CostReport, costOf, type ResourceCounts } from "./cost.ts";
import { type ResourceSketch, sketch } from "./testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "./testing/nd-h100.ts";

const H100_HOUR = catalogPrices.priceOf("vm/Standard_ND96isr_H100_v5", "eastus")?.price ?? "";

function linesOf(graph: Graph, name: string) {
  return costOf(graph).lines.filter(({ urn }) => urn.endsWith(`::${name}`));
}

function unpricedOf(graph: Graph, name: string) {
  return costOf(graph).unpriced.filter(({ urn }) => urn.endsWith(`::${name}`));
}

function without(...names: readonly string[]): ResourceSketch[] {
  return ndH100Sketches().filter(({ name }) => !names.includes(name));
}

/** A cluster in a region without anything that costs, and some pools. */
function pools(location: Properties, ...own: readonly ResourceSketch[]): Graph {
  const cluster = { type: "containerservice:ManagedCluster", name: "cluster", inputs: location };
  return sketch(cluster, { type: "network:Subnet", name: "nodes" }, ...own);
}

describe("GPU pools", () => {
  test("cost their nodes times the catalogue's price for the region of their cluster", () => {
    expect(H100_HOUR).toBe("98.32");
    const gpu = costOf(ndH100()).groups.find(({ group }) => group === "GPU compute");
    // 256 x 98.32 an hour, and that times 730.
    expect(gpu).toEqual({ group: "GPU compute", hourly: "25169.92", monthly: "18374041.60" });
    expect(linesOf(ndH100(), "h1")).toMatchObject([
      { quantity: "86", unit: "hour", unitPrice: "98.32", hourly: "8455.52" },
    ]);
  });

  test("128 nodes for 720 hours cost USD 9,061,171.20", () => {
    const [line] = linesOf(pools({ location: "eastus" }, pool("h1", 128)), "h1");
    expect(new Decimal(line?.hourly ?? 0).times(720).toFixed(2)).toBe("9061171.20");
  });

  test("a region's display name is the region", () => {
    expect(linesOf(pools({ location: "East US" }, pool("h1", 1)), "h1")).toMatchObject([{ hourly: "98.32" }]);
  });

  test.each([
    [
      "without a price",
      { location: "norwayeast" },
      "no price",
      /the price of vm\/Standard_ND96isr_H100_v5 in norwayeast was not captured/,
    ],
    ["unknown", { location: UNKNOWN }, "unknown input", /region is not known/],
    ["absent", {}, "unknown input", /region is not known/],
  ])("in a region that is %s they are unpriced, not free", (_, location, kind, reason) => {
    const graph = pools(location, pool("h1", 1));
    expect(linesOf(graph, "h1")).toEqual([]);
    expect(unpricedOf(graph, "h1")).toMatchObject([{ kind, reason: expect.stringMatching(reason) }]);
    expect(costOf(graph).atLeast).toBe(true);
  });

  test.each([
    ["size", { vmSize: UNKNOWN }],
    ["count", { count: UNKNOWN }],
    ["bounds", { enableAutoScaling: true, minCount: UNKNOWN, maxCount: 3 }],
  ])("of unknown %s are unpriced", (_, inputs) => {
    expect(unpricedOf(pools({ location: "eastus" }, pool("h1", 1, inputs)), "h1")).toMatchObject([
      { kind: "unknown input" },
    ]);
  });

  test("with an autoscaler cost their lower bound, and the rest is listed with its price", () => {
    const scaled = pools(
      { location: "eastus" },
      pool("h1", 4, { enableAutoScaling: true, minCount: 2, maxCount: 8 }),
    );
    expect(linesOf(scaled, "h1")).toMatchObject([{ quantity: "2", hourly: "196.64" }]);
    expect(unpricedOf(scaled, "h1")).toMatchObject([
      {
        kind: "unknown input",
        reason: "2 to 8 nodes run, and only the lower bound is sure",
        unitPrice: { price: "98.32", unit: "hour" },
      },
    ]);
  });

  test("what an autoscaler adds to spot nodes has the spot price too", () => {
    const spot = pool("h1", 2, {
      scaleSetPriority: "Spot",
      enableAutoScaling: true,
      minCount: 2,
      maxCount: 8,
    });
    expect(unpricedOf(pools({ location: "eastus" }, spot), "h1")).toMatchObject([
      { unitPrice: { price: "18.169536", unit: "hour" } },
    ]);
  });

  test("on spot have the spot price", () => {
    const spot = pools({ location: "eastus" }, pool("h1", 1, { scaleSetPriority: "Spot" }));
    expect(linesOf(spot, "h1")).toMatchObject([
      { unitPrice: "18.169536", item: expect.stringContaining("spot") },
    ]);
  });

  test.each([
    [-1, "18.169536"],
    [18.169536, "18.169536"],
    [18, undefined],
  ])("on spot for at most %d have the price %s", (spotMaxPrice, unitPrice) => {
    const spot = pools({ location: "eastus" }, pool("h1", 1, { scaleSetPriority: "Spot", spotMaxPrice }));
    expect(linesOf(spot, "h1").map((line) => line.unitPrice)).toEqual(
      unitPrice === undefined ? [] : [unitPrice],
    );
    expect(unpricedOf(spot, "h1")).toHaveLength(unitPrice === undefined ? 1 : 0);
  });

  test("of unknown priority are neither spot nor on demand", () => {
    const graph = pools({ location: "eastus" }, pool("h1", 1, { scaleSetPriority: UNKNOWN }));
    expect([linesOf(graph, "h1"), unpricedOf(graph, "h1")]).toMatchObject([
      [],
      [{ kind: "unknown input", reason: "whether it is spot is not known" }],
    ]);
  });

  test.each<[string, Properties]>([
    ["negative", { count: -3 }],
    ["fractional", { count: 2.5 }],
    ["more than a number tells", { count: 1e300 }],
    ["a text", { count: "4" }],
    ["a list", { count: [1] }],
    ["between negative bounds", { enableAutoScaling: true, minCount: -5, maxCount: 2 }],
    ["between bounds in the wrong order", { enableAutoScaling: true, minCount: 5, maxCount: 2 }],
  ])("whose number is %s are unpriced: it neither lowers the total nor becomes the default", (_, inputs) => {
    const graph = pools({ location: "eastus" }, pool("h1", 1, inputs));
    expect([linesOf(graph, "h1"), unpricedOf(graph, "h1")]).toMatchObject([[], [{ kind: "unknown input" }]]);
  });

  test("whose number is left out are one", () => {
    expect(linesOf(pools({ location: "eastus" }, pool("h1", 1, { count: null })), "h1")).toMatchObject([
      { quantity: "1" },
    ]);
  });

  test("with managed OS disks pay for them by size tier; ephemeral ones are in the node", () => {
    const managed = pools(
      { location: "eastus" },
      pool("h1", 2, { osDiskType: "Managed", osDiskSizeGB: 200 }),
    );
    expect(linesOf(managed, "h1").map(({ item, quantity }) => [item, quantity])).toEqual([
      ["pool h1: Standard_ND96isr_H100_v5", "2"],
      ["pool h1: OS disks, 200 GiB", "2"],
    ]);
    expect(linesOf(managed, "h1")[1]).toMatchObject({
      group: "storage",
      unitPrice: "38.012142",
      monthly: "76.02",
    });
  });

  test.each([
    ["type", { osDiskType: null }],
    ["size", { osDiskType: "Managed", osDiskSizeGB: null }],
  ])("whose OS disks have no known %s list them", (_, inputs) => {
    const graph = pools({ location: "eastus" }, pool("h1", 1, inputs));
    expect(unpricedOf(graph, "h1")).toMatchObject([{ group: "storage", kind: "unknown input" }]);
  });
});

describe("the cluster", () => {
  test("pays its tier and its inline system pool", () => {
    expect(
      linesOf(ndH100(), "cluster").map(({ group, quantity, unitPrice }) => [group, quantity, unitPrice]),
    ).toEqual([
      ["system compute", "3", catalogPrices.priceOf("vm/Standard_D16ds_v5", "eastus")?.price],
      ["Kubernetes", "1", "0.1"],
    ]);
  });

  test("of an unknown tier lists it", () => {
    expect(unpricedOf(ndH100({ cluster: { sku: UNKNOWN } }), "cluster")).toMatchObject([
      { group: "Kubernetes" },
    ]);
  });
});

describe("what is paid by use", () => {
  test.each([
    ["datasets", "storage"],
    ["vault", "keys"],
    ["logs", "observability"],
    ["blob-endpoint", "network"],
    ["registry", "registry"],
  ])("%s is listed, not counted as 0", (name, group) => {
    const usage = unpricedOf(ndH100(), name).filter(({ kind }) => kind === "usage");
    expect(usage.length).toBeGreaterThan(0);
    expect(usage.every((item) => item.group === group)).toBe(true);
  });

  test("names the price of one unit where the catalogue has it", () => {
    const account = without("datasets").concat({
      type: "storage:StorageAccount",
      name: "datasets",
      inputs: { location: "eastus", sku: { name: "Standard_LRS" }, accessTier: "Hot" },
    });
    const [kept] = unpricedOf(
      sketch(...account.filter(({ name }) => name !== "datasets-container")),
      "datasets",
    );
    expect(kept?.unitPrice).toMatchObject({ price: "0.0208", unit: "GB-month" });
  });
});

test("the price of Managed Lustre was not captured, and it is listed", () => {
  expect(unpricedOf(ndH100(), "scratch")).toMatchObject([
    {
      kind: "no price",
      item: "Managed Lustre AMLFS-Durable-Premium-250, 16 TiB",
      reason: "the price of lustre/AMLFS-Durable-Premium-250 in eastus was not captured",
      unitPrice: null,
    },
  ]);
});

describe("free and unknown", () => {
  test("a free type says why and where that was read", () => {
    const subnet = costOf(ndH100()).free.find(({ type }) => type === "azure-native:network:Subnet");
    expect(subnet).toMatchObject({ resources: 3, reason: "part of its virtual network" });
    expect(subnet?.source).toMatch(/^https:/);
  });

  test.each([
    "azure-native:cognitiveservices:Account",
    "aws:sagemaker/endpoint:Endpoint",
    "azure:cosmosdb/account:Account",
    "azure-native:network:toString",
  ])("%s, which no table knows, is unpriced and never free", (type) => {
    const report = costOf(sketch({ type, name: "stranger" }));
    expect(report).toMatchObject({
      atLeast: true,
      lines: [],
      free: [],
      unpriced: [{ kind: "unknown type", item: type }],
    });
  });

  test("components and the stack cost nothing and are not listed", () => {
    const report = costOf(sketch({ type: "exaform:azure:GpuNodePool", name: "component" }));
    expect(report).toMatchObject({ atLeast: false, hourly: "0.00", lines: [], unpriced: [], free: [] });
  });

  test("a firewall policy is free for one firewall and charged for two", () => {
    const firewall = (name: string): ResourceSketch => ({
      type: "network:AzureFirewall",
      name,
      inputs: { location: "eastus", sku: { tier: "Standard" }, firewallPolicy: { id: UNKNOWN } },
      from: { firewallPolicy: ["policy"] },
    });
    const policy = { type: "network:FirewallPolicy", name: "policy", inputs: { location: "eastus" } };
    expect(costOf(sketch(policy, firewall("a"))).free).toMatchObject([
      { type: "azure-native:network:FirewallPolicy" },
    ]);
    expect(unpricedOf(sketch(policy, firewall("a"), firewall("b")), "policy")).toMatchObject([
      { reason: expect.stringContaining("2 firewalls share it") },
    ]);
  });
});

describe("a cluster's tier", () => {
  const costIn = (inputs: Properties): CostReport =>
    costOf(sketch({ type: "containerservice:ManagedCluster", name: "cluster", inputs }));

  test.each([
    ["none declared", { location: "norwaywest" }],
    ["Free, in a region without prices", { location: "norwaywest", sku: { tier: "Free" } }],
  ])("%s: free of charge", (_, inputs) => {
    const { resources, unpriced, lines } = costIn(inputs);
    expect(resources).toMatchObject({ free: 1, unknown: 0 });
    expect([...unpriced, ...lines]).toEqual([]);
  });

  test.each([
    ["hidden", { location: "eastus", sku: { tier: UNKNOWN } }],
    ["Premium, in a region without prices", { location: "norwaywest", sku: { tier: "Premium" } }],
  ])("%s: unknown", (_, inputs) => expect(costIn(inputs).resources).toMatchObject({ free: 0, unknown: 1 }));
});

describe("how much is known of a resource", () => {
  const counts = { total: 2, priced: 0, pricedInPart: 0, free: 1, byUse: 0, unknown: 0 };
  const bare = { location: "eastus", sku: { tier: "Standard" } };

  /** A cluster, and a subnet, which is free. */
  const cluster = (inputs: Properties): CostReport =>
    costOf(
      sketch(
        { type: "containerservice:ManagedCluster", name: "cluster", inputs },
        { type: "network:Subnet", name: "nodes" },
      ),
    );
  const profile = (inputs: Properties): Properties => ({
    ...bare,
    agentPoolProfiles: [
      { name: "a", vmSize: "Standard_D16ds_v5", count: 1, osDiskType: "Ephemeral", ...inputs },
    ],
  });

  test.each<[string, Properties, Partial<ResourceCounts>, readonly string[]]>([
    ["all of it", profile({}), { priced: 1 }, []],
    ["a pool of it not", profile({ count: UNKNOWN }), { pricedInPart: 1 }, ["pool a: Standard_D16ds_v5"]],
    [
      "the disks of a pool not",
      profile({ osDiskType: "Managed" }),
      { pricedInPart: 1 },
      ["pool a: OS disks"],
    ],
    [
      "a pool's lower bound",
      profile({ enableAutoScaling: true, minCount: 1, maxCount: 2 }),
      { pricedInPart: 1 },
      ["pool a: nodes that the autoscaler adds"],
    ],
    ["nothing of it", { ...profile({}), location: UNKNOWN }, { unknown: 1 }, []],
  ])("%s", (_, inputs, some, missing) => {
    const { resources, pricedInPart } = cluster(inputs);
    expect(resources).toEqual({ ...counts, ...some });
    expect(pricedInPart.flatMap((part) => part.missing)).toEqual(missing);
  });

  test("what is paid by use does not make it priced in part", () => {
    const { resources, pricedInPart, unpriced } = costOf(
      sketch({ type: "network:PrivateEndpoint", name: "endpoint", inputs: { location: "eastus" } }),
    );
    expect([resources.priced, pricedInPart, unpriced.length]).toEqual([1, [], 1]);
  });
});
