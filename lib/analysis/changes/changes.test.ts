import { describe, expect, test } from "vitest";
import { type Graph, graphOf, UNKNOWN } from "../../graph/graph.ts";
import { sketch } from "../testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "../testing/nd-h100.ts";
import type { Changes } from "./change.ts";
import { changesOf } from "./changes.ts";

/** Three pools of 86, 85 and 85 nodes with 8 GPUs each. */
const before = ndH100();

const kinds = ({ resources }: Changes): Record<string, string> =>
  Object.fromEntries(resources.map(({ name, kind }) => [name, kind]));

const without = (...names: string[]): Graph =>
  graphOf(
    before,
    before.resources.filter(({ name }) => !names.includes(name)),
  );

const urnOf = (graph: Graph, name: string): string =>
  graph.resources.find((resource) => resource.name === name)?.urn ?? "";

describe("what becomes of a resource", () => {
  test("nothing of a graph against itself", () => {
    expect(changesOf(before, before)).toMatchObject({
      settings: [],
      resources: [],
      moves: [],
      nodes: 0,
      gpus: 0,
      unchanged: before.resources.filter(({ custom }) => custom).length,
    });
  });

  test.each([
    ["a tag", "h1", { tags: { owner: "x" } }, "updated", 0],
    ["more nodes", "h1", { count: 90 }, "updated", 0],
    ["fewer nodes", "h1", { count: 80 }, "updated", 48],
    ["another size", "h1", { vmSize: "Standard_ND96isr_H200_v5" }, "replaced", 688],
    ["another name", "h1", { agentPoolName: "h9" }, "replaced", 688],
    ["a Kubernetes version, which drains", "h1", { orchestratorVersion: "1.36" }, "updated", 688],
    ["what the catalogue does not say", "h1", { osSKU: "AzureLinux" }, "unknown", 688],
    ["a fixed input that it did not have", "cluster", { nodeResourceGroup: UNKNOWN }, "replaced", 2048],
    ["a larger file system", "scratch", { storageCapacityTiB: 32 }, "refused", 0],
    ["a type without rows", "foreign", { anything: 2 }, "unknown", 0],
  ])("%s: %s", (_, name, inputs, kind, gpus) => {
    const foreign = { type: "compute:Disk", name: "foreign", inputs: { anything: 1 } };
    const [old, now] = [{}, { [name]: inputs }].map((changed: Record<string, object>) =>
      sketch(
        ...[...ndH100Sketches(), foreign].map((resource) => ({
          ...resource,
          inputs: { ...resource.inputs, ...changed[resource.name] },
        })),
      ),
    );
    const changes = old && now && changesOf(old, now);
    expect(changes?.resources.find((change) => change.name === name)).toMatchObject({ kind, gpus });
    expect(changes?.gpus).toBe(gpus);
  });

  test("each property has its effect, reason and source", () => {
    const [change] = changesOf(
      before,
      ndH100({ h1: { vmSize: "Standard_ND96asr_v4", oddity: 1 } }),
    ).resources;
    expect(change?.differences).toEqual([
      {
        property: "oddity",
        after: 1,
        certain: true,
        effect: "unknown",
        reason: "the catalogue has no row for this property of azure-native:containerservice:AgentPool",
        source: null,
        because: null,
      },
      {
        property: "vmSize",
        before: "Standard_ND96isr_H100_v5",
        after: "Standard_ND96asr_v4",
        certain: true,
        effect: "newPool",
        reason: "azure-native would delete all nodes of the pool before it makes the new ones",
        source: expect.stringMatching(/^https:/),
        because: null,
      },
    ]);
  });

  test("created and deleted are each other's mirror", () => {
    const smaller = without("h3", "datasets-container");
    const names = (changes: Changes, kind: string) =>
      changes.resources.filter((change) => change.kind === kind).map(({ name }) => name);
    const [shrunk, grown] = [changesOf(before, smaller), changesOf(smaller, before)];
    expect(names(shrunk, "deleted").toSorted()).toEqual(["datasets-container", "h3"]);
    expect(names(grown, "created").toSorted()).toEqual(names(shrunk, "deleted").toSorted());
    expect([shrunk.gpus, grown.gpus]).toEqual([680, 0]);
  });

  test("a deleted resource takes with it what lies in it, not what was computed from it", () => {
    const changes = changesOf(before, without("datasets", "etcd-key"));
    const stakes = Object.fromEntries(changes.resources.map(({ name, atStake }) => [name, atStake]));
    expect(stakes).toMatchObject({ datasets: ["data"], "etcd-key": ["keys"] });
    expect(changes.gpus).toBe(0);
  });

  test("what lies in a group goes with the group", () => {
    const group = { type: "resources:ResourceGroup", name: "group", inputs: { resourceGroupName: "g" } };
    const account = {
      type: "storage:StorageAccount",
      name: "account",
      inputs: { resourceGroupName: "g", accountName: "a" },
    };
    const [change] = changesOf(sketch(group, account), sketch(account)).resources;
    expect(change).toMatchObject({ name: "group", kind: "deleted", atStake: ["data"] });
  });

  test("a fixed input that cannot be compared may be the same, or replace the pool", () => {
    const hidden = ndH100({ h1: { vmSize: UNKNOWN } });
    expect(changesOf(hidden, ndH100()).resources).toMatchObject([
      {
        name: "h1",
        kind: "unknown",
        differences: [{ property: "vmSize", effect: "newPool", certain: false }],
      },
    ]);
  });

  test("what is protected now stays so until it is deployed", () => {
    const protect = (value: boolean): Graph =>
      sketch({ ...pool("h1", value ? 4 : 5), from: {}, options: { protect: value } });
    expect(changesOf(protect(true), protect(false)).resources).toMatchObject([{ protect: true }]);
  });

  test("a pool of unknown size stops an unknown number of GPUs", () => {
    const hidden = ndH100({ h1: { count: UNKNOWN } });
    expect(
      changesOf(hidden, ndH100({ h1: { count: UNKNOWN, vmSize: "Standard_ND96asr_v4" } })),
    ).toMatchObject({
      nodes: UNKNOWN,
      gpus: UNKNOWN,
    });
  });
});

describe("what follows", () => {
  const changes = changesOf(before, ndH100({ cluster: { location: "westus3" } }));

  test("a cluster takes its pools with it", () => {
    expect(kinds(changes)).toEqual({ cluster: "replaced", h1: "replaced", h2: "replaced", h3: "replaced" });
    expect(changes.resources.find(({ name }) => name === "h2")?.differences).toMatchObject([
      { property: "resourceName", effect: "replace", because: urnOf(before, "cluster") },
    ]);
  });

  test("each pool counts once in all, and with everything it falls with", () => {
    expect(changes.resources.map(({ name, gpus }) => [name, gpus])).toContainEqual(["cluster", 2048]);
    expect(changes).toMatchObject({ nodes: 256, gpus: 2048 });
  });

  test("what lies in a network falls with it by its names alone", () => {
    const named = (location: string): Graph =>
      sketch(
        {
          type: "network:VirtualNetwork",
          name: "net",
          inputs: { resourceGroupName: "g", virtualNetworkName: "v", location },
        },
        {
          type: "network:Subnet",
          name: "sub",
          inputs: { resourceGroupName: "g", virtualNetworkName: "v", subnetName: "s" },
        },
        {
          type: "network:Subnet",
          name: "other",
          inputs: { resourceGroupName: "g", virtualNetworkName: "w", subnetName: "s" },
        },
        { ...pool("h1", 4), from: { vnetSubnetID: ["sub"] } },
      );
    const moved = changesOf(named("eastus"), named("westus3"));
    expect(kinds(moved)).toEqual({ net: "replaced", sub: "replaced", h1: "replaced" });
    expect(moved.gpus).toBe(32);
  });

  test("an input that was changed itself is listed once", () => {
    const cluster = { cluster: { location: "westus3" } };
    const named = (resourceName: string) => ({ h1: { resourceName }, h2: {}, h3: {} });
    const { resources } = changesOf(ndH100(named("a")), ndH100({ ...named("b"), ...cluster }));
    expect(resources.find(({ name }) => name === "h1")?.differences).toMatchObject([
      { property: "resourceName", before: "a", after: "b", because: null },
    ]);
  });

  test("a change in place takes nothing with it", () => {
    expect(kinds(changesOf(before, ndH100({ cluster: { tags: { a: "b" } } })))).toEqual({
      cluster: "updated",
    });
  });
});

describe("aliases", () => {
  const renamed = (aliases: readonly string[]): Graph => {
    const graph = sketch(...ndH100Sketches().map((one) => (one.name === "h3" ? pool("h7", 85) : one)));
    const resources = graph.resources.map((resource) =>
      resource.name === "h7"
        ? { ...resource, aliases, inputs: { ...resource.inputs, agentPoolName: "h3" } }
        : resource,
    );
    return graphOf(graph, resources);
  };

  test("a renamed resource is the same one", () => {
    const changes = changesOf(before, renamed([urnOf(before, "h3")]));
    expect(kinds(changes)).toEqual({});
    expect(changes.moves).toEqual([]);
  });

  test("and says what it was where something else changes too", () => {
    const [change] = changesOf(
      ndH100({ h3: { tags: { a: "b" } } }),
      renamed([urnOf(before, "h3")]),
    ).resources;
    expect(change).toMatchObject({ name: "h7", kind: "updated", previousUrn: urnOf(before, "h3") });
  });

  test("without an alias it is another one", () => {
    expect(kinds(changesOf(before, renamed([])))).toEqual({ h3: "deleted", h7: "created" });
  });

  test("a resource that is still declared is nobody's former self", () => {
    expect(kinds(changesOf(before, renamed([urnOf(before, "h2")])))).toEqual({
      h3: "deleted",
      h7: "created",
    });
  });
});

describe("moves", () => {
  test("nodes leave one pool and arrive in another", () => {
    const islands = ndH100({ h1: { count: 171 }, h2: { count: 85 } });
    const smaller = graphOf(
      islands,
      islands.resources.filter(({ name }) => name !== "h3"),
    );
    expect(changesOf(before, smaller).moves).toEqual([
      {
        from: urnOf(before, "h3"),
        fromPool: "h3",
        to: urnOf(before, "h1"),
        toPool: "h1",
        nodes: 85,
        gpus: 680,
      },
    ]);
  });

  test("each node moves once, and none of a pool that is made anew", () => {
    const changed = ndH100({ h1: { count: 80 }, h2: { count: 90 }, h3: { count: 90 } });
    expect(changesOf(before, changed).moves.map(({ toPool, nodes }) => [toPool, nodes])).toEqual([
      ["h2", 5],
      ["h3", 1],
    ]);
    const anew = ndH100({ h1: { count: 80, vmSize: "Standard_ND96asr_v4" }, h2: { count: 90 } });
    expect(changesOf(before, anew).moves).toEqual([]);
  });

  test("a pool of an unknown size that keeps its number of nodes loses none", () => {
    const cluster = { type: "containerservice:ManagedCluster", name: "c" };
    const from = { resourceName: ["c"], vnetSubnetID: ["c"] };
    const elastic = (enableAutoScaling: boolean): Graph => {
      const inputs = { vmSize: "Standard_New", enableAutoScaling, minCount: 0, maxCount: 4 };
      return sketch(cluster, { ...pool("h1", 4, inputs), from });
    };
    expect(changesOf(elastic(false), elastic(true))).toMatchObject({ nodes: 0, gpus: 0 });
  });

  test("nodes that arrive nowhere do not move", () => {
    expect(changesOf(before, ndH100({ h1: { count: 80 } }))).toMatchObject({ moves: [], nodes: 6 });
  });

  test("a pool that scales by itself counts with its upper bound", () => {
    const elastic = (max: number): Graph =>
      ndH100({ h1: { enableAutoScaling: true, minCount: 0, maxCount: max, count: 0 } });
    expect(changesOf(elastic(86), elastic(80))).toMatchObject({ nodes: 6, gpus: 48 });
  });
});

test("settings that changed tell why", () => {
  const now = ndH100({ environment: { isolation: "connected" } });
  expect(changesOf(before, now).settings).toEqual([
    { setting: "isolation", before: "isolated", after: "connected" },
  ]);
});
