import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { capabilityOf } from "../lib/analysis/capability.ts";
import type { Changes } from "../lib/analysis/changes/change.ts";
import { changesOf } from "../lib/analysis/changes/changes.ts";
import { approvalsOf } from "../lib/analysis/changes/guard.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { type Change, graphAnew, graphOf } from "./preview.fixture.ts";

const kindsOf = ({ resources }: Changes): string[] =>
  [...new Set(resources.map(({ kind }) => kind))].toSorted();
const poolsOf = ({ resources }: Changes, kind: string): string[] =>
  resources.filter((one) => one.kind === kind && one.type.endsWith(":AgentPool")).map(({ name }) => name);

const stacks = { "nd-h100-dev": await graphOf("nd-h100-dev"), "nd-h100-prod": await graphOf("nd-h100-prod") };
const groups = [3, 4].map((last) => `00000000-0000-0000-0000-00000000000${last}`);
const vision = { name: "vision", nodes: 32 };
const H200 = { vmSize: "Standard_ND96isr_H200_v5" };

describe("what replaces and deletes nothing, stops nothing and needs no approval", () => {
  test.each<[keyof typeof stacks, string, Change, string[]]>([
    ["nd-h100-dev", "10 nodes more", { nodes: 12 }, ["updated"]],
    ["nd-h100-dev", "an island more", { nodes: 102, plannedMaxNodes: 128 }, ["created", "updated"]],
    ["nd-h100-dev", "a tag", { tags: { owner: "x" } }, ["updated"]],
    ["nd-h100-dev", "an admin group", { adminGroups: groups }, ["updated"]],
    ["nd-h100-dev", "longer logs", { logRetentionDays: 365 }, ["updated"]],
    ["nd-h100-prod", "10 nodes a pool more", { nodes: 286 }, ["updated"]],
    ["nd-h100-prod", "an island more", { nodes: 344 }, ["created", "updated"]],
    ["nd-h100-prod", "a first tenant", { tenants: [vision] }, ["created", "updated"]],
    ["nd-h100-prod", "a tag", { tags: { owner: "x" } }, ["updated"]],
    ["nd-h100-prod", "an admin group", { adminGroups: groups }, ["updated"]],
    ["nd-h100-prod", "longer logs", { logRetentionDays: 365 }, ["updated"]],
  ])("%s: %s", async (stack, _, change, kinds) => {
    // The network of the development stack is planned for 16 nodes: that it grows is another change.
    const { plannedMaxNodes } = change;
    const before = plannedMaxNodes === undefined ? stacks[stack] : await graphOf(stack, { plannedMaxNodes });
    const changes = changesOf(before, await graphOf(stack, change));
    expect(kindsOf(changes)).toEqual(kinds);
    expect(changes).toMatchObject({ moves: [], nodes: 0, gpus: 0 });
    expect(approvalsOf(changes, [])).toEqual([]);
  });
});

test("a second tenant adds its pool and touches no other", async () => {
  const speech = { name: "speech", nodes: 120 };
  const before = await graphOf("nd-h100-prod", { tenants: [vision] });
  const changes = changesOf(before, await graphOf("nd-h100-prod", { tenants: [speech, vision] }));
  expect(poolsOf(changes, "created")).toEqual(["speech01-agentpool", "speech02-agentpool"]);
  expect(kindsOf(changes)).toEqual(["created"]);
  expect(changes).toMatchObject({ moves: [], gpus: 0 });
  expect(approvalsOf(changes, [])).toEqual([]);
});

describe("what stops GPUs is named, and needs an approval", () => {
  const prod = stacks["nd-h100-prod"];

  test.each<[string, Change, Partial<Record<"gpus" | "moved", number>>, Record<string, string[]>]>([
    [
      "an island more, that takes its nodes from the others",
      { nodes: 301 },
      { gpus: 240, moved: 30 },
      {
        updated: ["island01-agentpool", "island02-agentpool", "island03-agentpool"],
        created: ["island04-agentpool"],
      },
    ],
    [
      "a higher islandLimit",
      { islandLimit: 300 },
      { gpus: 1360, moved: 170 },
      {
        updated: ["island01-agentpool"],
        deleted: ["island02-agentpool", "island03-agentpool"],
      },
    ],
    [
      "a lower islandLimit",
      { islandLimit: 50 },
      { gpus: 1016, moved: 127 },
      {
        updated: ["island01-agentpool", "island02-agentpool", "island03-agentpool"],
        created: ["island04-agentpool", "island05-agentpool", "island06-agentpool"],
      },
    ],
    ["an island less", { nodes: 200 }, { gpus: 680, moved: 29 }, { deleted: ["island03-agentpool"] }],
    [
      "6 nodes less",
      { nodes: 250 },
      { gpus: 48, moved: 0 },
      {
        updated: ["island01-agentpool", "island02-agentpool", "island03-agentpool"],
      },
    ],
    [
      "another size",
      { gpuPool: H200 },
      { gpus: 2048, moved: 0 },
      {
        replaced: ["island01-agentpool", "island02-agentpool", "island03-agentpool"],
      },
    ],
    [
      "another zone",
      { zone: "2" },
      { gpus: 2048, moved: 0 },
      {
        replaced: ["island01-agentpool", "island02-agentpool", "island03-agentpool"],
      },
    ],
    ["another network", { network: { vnet: "10.4.0.0/16" } }, { gpus: 2048, moved: 0 }, { replaced: [] }],
    [
      "another isolation",
      { isolation: "connected", allowedFqdns: ["pypi.org"] },
      { gpus: 2048, moved: 0 },
      {
        replaced: ["island01-agentpool", "island02-agentpool", "island03-agentpool"],
      },
    ],
    ["a new generation of names", { generation: 2 }, { gpus: 2048, moved: 0 }, { replaced: [] }],
  ])("%s", async (_, change, { gpus, moved }, pools) => {
    const changes = changesOf(prod, await graphOf("nd-h100-prod", change));
    expect(changes.gpus).toBe(gpus);
    expect(changes.moves.reduce((sum, { nodes }) => sum + nodes, 0)).toBe(moved);
    for (const [kind, names] of Object.entries(pools)) expect(poolsOf(changes, kind)).toEqual(names);
    const open = approvalsOf(changes, []);
    expect(open.length).toBeGreaterThan(0);
    expect(open.some(({ message }) => message.includes("GPUs stop"))).toBe(true);
    const approved = approvalsOf(
      changes,
      open.map(({ urn }) => urn),
    );
    expect(approved.every((approval) => approval.approved)).toBe(true);
  });

  test("the environment's setting stands with it", async () => {
    expect(changesOf(prod, await graphOf("nd-h100-prod", { zone: "2" })).settings).toEqual([
      { setting: "zone", before: "1", after: "2" },
    ]);
  });

  test("the way out of the isolation replaces the cluster alone by itself, and the rest with it", async () => {
    const connected = await graphOf("nd-h100-prod", { isolation: "connected", allowedFqdns: ["pypi.org"] });
    expect(approvalsOf(changesOf(prod, connected), []).map(({ urn }) => urn.split("::").at(-1))).toEqual([
      "cluster-cluster",
    ]);
  });
});

/** Environments that a user may write for the production stack. */
const environments = fc.record({
  nodes: fc.integer({ min: 1, max: 512 }),
  islandLimit: fc.integer({ min: 50, max: 300 }),
  zone: fc.constantFrom("1", "2"),
  stage: fc.constantFrom("production", "development"),
  isolation: fc.constantFrom("isolated", "connected"),
  generation: fc.integer({ min: 1, max: 2 }),
  tags: fc.constantFrom({}, { owner: "x" }),
});

/** Whatever two environments are, this holds of the way from one to the other. */
function check(a: Graph, b: Graph): void {
  const urns = (changes: Changes, kind: string) =>
    changes.resources.flatMap((change) => (change.kind === kind ? [change.urn] : [])).toSorted();
  const [there, back] = [changesOf(a, b), changesOf(b, a)];
  expect(urns(there, "created")).toEqual(urns(back, "deleted"));
  expect(there.gpus).toBeLessThanOrEqual(gpusOf(a));
  const moved = there.moves.reduce((sum, { gpus }) => sum + gpus, 0);
  expect(moved).toBeLessThanOrEqual(Math.min(gpusOf(a), gpusOf(b)));
  // Whatever stops a GPU is refused until somebody names it.
  expect(there.gpus === 0 || approvalsOf(there, []).length > 0).toBe(true);
}

const gpusOf = (graph: Graph): number => capabilityOf(graph).gpus.reduce((sum, { count }) => sum + count, 0);

test("of any two environments: what one creates the other deletes; against itself a stack has no change", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(environments, { minLength: 4, maxLength: 4 }), async (all) => {
      const [first] = all;
      const graphs = await Promise.all(all.map((change) => graphOf("nd-h100-prod", change)));
      for (const a of graphs) for (const b of graphs) check(a, b);
      const again = await graphAnew("nd-h100-prod", first);
      const itself = graphs.slice(0, 1).map((graph) => changesOf(graph, again));
      expect(itself).toMatchObject([{ settings: [], resources: [], moves: [], nodes: 0, gpus: 0 }]);
    }),
    { numRuns: 2, endOnFailure: true },
  );
}, 60_000);

test("no input of a shipped stack is an unknown of unknown origin", () => {
  for (const graph of Object.values(stacks)) {
    expect(changesOf(graph, graph).resources).toEqual([]);
  }
});
