import { describe, expect, test } from "vitest";
import { type Graph, graphOf, type Options, type Properties, UNKNOWN } from "../../graph/graph.ts";
import { sketch } from "../testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "../testing/nd-h100.ts";
import { changesOf } from "./changes.ts";
import { approvalsOf } from "./guard.ts";

const before = ndH100();

const needing = (now: Graph, old: Graph = before): string[] =>
  approvalsOf(changesOf(old, now), []).map(({ urn }) => urn.split("::").at(-1) ?? "");

const without = (name: string, graph: Graph = before): Graph =>
  graphOf(
    graph,
    graph.resources.filter((resource) => resource.name !== name),
  );

const withOptions = (name: string, options: Options): Graph =>
  sketch(...ndH100Sketches().map((one) => (one.name === name ? { ...one, options } : one)));

const messageOf = (now: Graph, old: Graph = before) => {
  const [{ message, instead } = { message: "", instead: "" }] = approvalsOf(changesOf(old, now), []);
  return { message, instead };
};

describe("what needs an approval", () => {
  test.each<[string, Record<string, Properties>, string[]]>([
    ["nothing that only grows", { h1: { count: 90 } }, []],
    [
      "no tag",
      { h1: { tags: { a: "b" } }, cluster: { tags: { a: "b" } }, datasets: { tags: { purpose: "x" } } },
      [],
    ],
    ["a pool that is made anew", { h1: { vmSize: "Standard_ND96asr_v4" } }, ["h1"]],
    ["a pool that loses nodes", { h1: { count: 85 } }, ["h1"]],
    ["a pool that a new version drains", { h1: { orchestratorVersion: "1.36" } }, ["h1"]],
    ["a pool of which nothing is known", { h1: { somethingNew: true } }, ["h1"]],
    ["a cluster, and its pools with it", { cluster: { location: "westus3" } }, ["cluster"]],
    [
      "a pool with a reason of its own",
      {
        cluster: { location: "westus3" },
        h1: { vmSize: "Standard_ND96asr_v4" },
      },
      ["h1", "cluster"],
    ],
    [
      "a store that is made anew, and what it holds",
      { datasets: { location: "westus3" } },
      ["datasets", "datasets-container"],
    ],
    ["a file system that Azure does not enlarge", { scratch: { storageCapacityTiB: 32 } }, ["scratch"]],
    ["a key that Azure does not change", { "etcd-key": { properties: { kty: "RSA" } } }, ["etcd-key"]],
    [
      "a vault of another name, each key in it, and what cannot do without them",
      { vault: { vaultName: "kv-new" } },
      ["disk-key", "etcd-key", "scratch", "vault"],
    ],
    ["whatever Azure refuses", { "lustre-subnet": { addressPrefix: "10.0.9.0/27" } }, ["lustre-subnet"]],
    [
      "whatever Azure refuses, though nothing is lost",
      { "blob-endpoint": { location: "westus3" } },
      ["blob-endpoint"],
    ],
    ["not what is unknown of something that holds nothing", { "blob-endpoint": { oddity: 1 } }, []],
  ])("%s", (_, inputs, expected) => {
    expect(needing(ndH100(inputs)).toSorted()).toEqual(expected.toSorted());
  });

  test.each([
    ["h1", {}, true],
    ["datasets", {}, true],
    ["disk-key", {}, true],
    ["registry", {}, true],
    ["blob-endpoint", {}, false],
    ["blob-endpoint", { protect: true }, true],
  ])("deletion of %s with %j: %s", (name, options, expected) => {
    const old = withOptions(name, options);
    expect(needing(without(name, old), old)).toEqual(expected ? [name] : []);
  });

  test("a pool whose cause loses nothing itself, because only today's program ties them", () => {
    const tied = (subnetName: string, from: readonly string[]): Graph =>
      sketch(
        { type: "network:Subnet", name: "subnet", inputs: { subnetName } },
        { ...pool("h1", 4, { vnetSubnetID: "x", resourceName: "c" }), from: { vnetSubnetID: from } },
      );
    expect(needing(tied("b", ["subnet"]), tied("a", []))).toEqual(["h1"]);
  });

  test("a pool that arrives does not", () => expect(needing(before, without("h3"))).toEqual([]));

  test("a pool whose number of nodes is unknown may lose some", () => {
    const hidden = ndH100({ h1: { count: UNKNOWN } });
    expect(needing(hidden, hidden)).toEqual(["h1"]);
    expect(needing(hidden)).toEqual(["h1"]);
    expect(needing(before, hidden)).toEqual(["h1"]);
  });
});

describe("what it says", () => {
  test.each<[string, Graph, Graph, string, string]>([
    [
      "a pool of another size",
      before,
      ndH100({ h1: { vmSize: "Standard_ND96asr_v4" } }),
      "AgentPool h1 cannot change this way: `pulumi up` deletes all of its nodes first, or Azure refuses; up to 86 nodes and 688 GPUs stop; vmSize (newPool): azure-native would delete all nodes of the pool before it makes the new ones",
      "leave vmSize as before; to change it, make a pool of another name, drain this one, then remove it",
    ],
    [
      "a cluster elsewhere",
      before,
      ndH100({ cluster: { location: "westus3" } }),
      "ManagedCluster cluster is replaced: deleted, then made anew; up to 256 nodes and 2,048 GPUs stop; at stake: the cluster; location (replace): fixed when the cluster is made",
      "leave location as before; to change it, make another one beside it and move over",
    ],
    [
      "a smaller pool",
      before,
      ndH100({ h1: { count: 85 } }),
      "AgentPool h1 is updated in place and loses nodes; up to 1 node and 8 GPUs stop; count (inPlace): AKS updates the pool",
      "let the jobs on these nodes end, and drain them first",
    ],
    [
      "nodes that move",
      before,
      ndH100({ h1: { count: 85 }, h2: { count: 86 } }),
      "AgentPool h1 is updated in place and loses nodes; up to 1 node and 8 GPUs stop; count (inPlace): AKS updates the pool",
      "leave islandLimit as before, or choose a number of nodes at which no island shrinks; else let the jobs on these nodes end, and drain them first",
    ],
    [
      "a protected store that is deleted and kept",
      withOptions("datasets", { protect: true, retainOnDelete: true }),
      without("datasets"),
      "StorageAccount datasets is deleted; no GPU stops; at stake: data; Azure keeps it, Pulumi forgets it",
      "keep declaring it; if it shall go, copy what it holds first; Pulumi protects it: once approved, `pulumi state unprotect` it as well",
    ],
    [
      "an unknown number of GPUs",
      sketch({ ...pool("h1", 1), from: {}, inputs: { vmSize: "Standard_New", count: UNKNOWN } }),
      sketch({ ...pool("h1", 1), from: {}, inputs: { vmSize: "Standard_Newer", count: UNKNOWN } }),
      "AgentPool h1 cannot change this way: `pulumi up` deletes all of its nodes first, or Azure refuses; up to an unknown number of nodes and an unknown number of GPUs stop; vmSize (newPool): azure-native would delete all nodes of the pool before it makes the new ones",
      "leave vmSize as before; to change it, make a pool of another name, drain this one, then remove it",
    ],
  ])("of %s", (_, old, now, message, instead) => {
    expect(messageOf(now, old)).toEqual({ message, instead });
  });

  test("of a consequence: from what it follows", () => {
    const approvals = approvalsOf(changesOf(before, ndH100({ vault: { vaultName: "kv-new" } })), []);
    expect(approvals.find(({ urn }) => urn.endsWith("::etcd-key"))).toMatchObject({
      message: expect.stringContaining("vaultName (replace): it comes from vault, which is replaced"),
      instead: "leave what replaces it as before",
    });
  });
});

describe("approving", () => {
  const changes = changesOf(before, ndH100({ h1: { count: 80 }, h2: { count: 80 } }));
  const [first, second] = approvalsOf(changes, []);

  test("the flag names the URN, quoted for a shell", () => {
    expect(first?.flag).toBe(`--approve '${first?.urn}'`);
  });

  test("one approval approves one change", () => {
    const approved = approvalsOf(changes, [second?.urn ?? ""]);
    expect(approved.map((approval) => approval.approved)).toEqual([false, true]);
  });

  test("there is no word that approves all", () => {
    expect(approvalsOf(changes, ["all", "*", ""]).some(({ approved }) => approved)).toBe(false);
  });
});
