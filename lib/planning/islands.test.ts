import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type IslandRequest, planIslands, scaleOutSteps } from "./islands.ts";
import { InvalidInput, type Problem } from "./problem.ts";

function problemsOf(request: IslandRequest, path?: string): readonly Problem[] {
  try {
    planIslands(request, path);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

/** A request that Azure can serve. */
const valid = fc
  .record({ islandLimit: fc.integer({ min: 1, max: 300 }), systemNodes: fc.integer({ min: 0, max: 100 }) })
  .chain(({ islandLimit, systemNodes }) =>
    fc
      .integer({ min: 1, max: Math.min(5_000 - systemNodes, islandLimit * 99) })
      .map((nodes) => ({ nodes, islandLimit, systemNodes })),
  );

describe("islands", () => {
  test("256 nodes are three islands", () => {
    expect(planIslands({ nodes: 256 })).toEqual([
      { index: 0, nodes: 86 },
      { index: 1, nodes: 85 },
      { index: 2, nodes: 85 },
    ]);
  });

  test("every node is in one island, sizes are even, and there are no more islands than needed", () => {
    fc.assert(
      fc.property(valid, (request) => {
        const islands = planIslands(request);
        const sizes = islands.map(({ nodes }) => nodes);
        expect(sizes.reduce((sum, nodes) => sum + nodes, 0)).toBe(request.nodes);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(request.islandLimit);
        expect((islands.length - 1) * request.islandLimit).toBeLessThan(request.nodes);
        expect(islands.map(({ index }) => index)).toEqual(sizes.map((_, index) => index));
      }),
    );
  });

  test("growth inside the same number of islands takes no node from any island", () => {
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 50 }), (request, more) => {
        const before = planIslands(request);
        const nodes = Math.min(
          request.nodes + more,
          before.length * request.islandLimit,
          5_000 - request.systemNodes,
        );
        const after = planIslands({ ...request, nodes });
        expect(after).toHaveLength(before.length);
        for (const { index, nodes: least } of before)
          expect(after[index]?.nodes).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  test("a tenant has islands of its own, after those of no tenant", () => {
    const tenants = [
      { name: "vision", nodes: 3 },
      { name: "speech", nodes: 1 },
    ];
    expect(planIslands({ nodes: 2, tenants, islandLimit: 2 })).toEqual([
      { index: 0, nodes: 2 },
      { index: 0, nodes: 2, tenant: "vision" },
      { index: 1, nodes: 1, tenant: "vision" },
      { index: 0, nodes: 1, tenant: "speech" },
    ]);
  });

  test("a tenant more or less leaves every other island as it is", () => {
    const tenant = fc.record({
      name: fc.constantFrom("a", "b", "c"),
      nodes: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(tenant, { selector: ({ name }) => name, minLength: 1 }), (tenants) => {
        const [first, ...others] = tenants;
        const rest = planIslands({ nodes: 256, tenants: others });
        const all = planIslands({ nodes: 256, tenants });
        expect(all.filter((island) => island.tenant !== first?.name)).toEqual(rest);
      }),
    );
  });

  test.each<[IslandRequest, Problem]>([
    [
      { nodes: -1 },
      {
        path: "nodes",
        value: -1,
        message: "must be a whole number from 1 to 5,000: an AKS cluster has at most 5,000 nodes",
        fix: "write 1",
      },
    ],
    [
      { nodes: 2.5 },
      {
        path: "nodes",
        value: 2.5,
        message: "must be a whole number from 1 to 5,000: an AKS cluster has at most 5,000 nodes",
        fix: "write 3",
      },
    ],
    [
      { nodes: Number.NaN },
      {
        path: "nodes",
        value: Number.NaN,
        message: "must be a whole number from 1 to 5,000: an AKS cluster has at most 5,000 nodes",
        fix: "write 1",
      },
    ],
    [
      { nodes: 1e9, systemNodes: 3 },
      {
        path: "nodes",
        value: 1e9,
        message:
          "must be a whole number from 1 to 4,997: an AKS cluster has at most 5,000 nodes, and 3 of them are system nodes",
        fix: "write 4997, or make several clusters",
      },
    ],
    [
      { nodes: 400, islandLimit: 400 },
      {
        path: "islandLimit",
        value: 400,
        message:
          "an InfiniBand island is one scale set: 100 nodes, or up to 300 where Microsoft has agreed; 400 nodes are several islands, and each job stays in one",
        fix: "write 100, or 300 with Microsoft's agreement",
      },
    ],
    [
      { nodes: 1_000, islandLimit: 5 },
      {
        path: "islandLimit",
        value: 5,
        message:
          "1,000 nodes in islands of 5 are 200 node pools, and a cluster has room for 99 beside its system pool",
        fix: "write 11 or more",
      },
    ],
    [
      { nodes: 1, tenants: [{ name: "a", nodes: 0 }] },
      {
        path: "tenants[0].nodes",
        value: 0,
        message: "must be a whole number from 1 to 5,000: an AKS cluster has at most 5,000 nodes",
        fix: "write 1",
      },
    ],
    [
      { nodes: 3_000, tenants: [{ name: "a", nodes: 2_000 }], systemNodes: 3 },
      {
        path: "tenants",
        value: 2_000,
        message:
          "2,000 nodes of tenants and 3,000 others are more than the 4,997 that an AKS cluster has room for beside its system nodes",
        fix: "keep 1,997 nodes or fewer, or make several clusters",
      },
    ],
    [
      { nodes: 500, tenants: [{ name: "a", nodes: 5 }], islandLimit: 5 },
      {
        path: "islandLimit",
        value: 5,
        message:
          "505 nodes in islands of 5 are 101 node pools, and a cluster has room for 99 beside its system pool",
        fix: "write 6 or more",
      },
    ],
    [
      { nodes: 1, tenants: Array.from({ length: 99 }, (_, index) => ({ name: `t${index}`, nodes: 1 })) },
      {
        path: "islandLimit",
        value: 100,
        message:
          "100 nodes in islands of 100 are 100 node pools, and a cluster has room for 99 beside its system pool",
        fix: "have fewer tenants, or make several clusters",
      },
    ],
  ])("refuses %j", (request, problem) => expect(problemsOf(request)).toEqual([problem]));

  test("numbers that no float can hold exactly are refused", () => {
    for (const nodes of [2 ** 53 + 1, 1e30, Number.POSITIVE_INFINITY])
      expect(problemsOf({ nodes })).toHaveLength(1);
  });

  test("reports both problems at once, under the given path", () => {
    const paths = problemsOf({ nodes: 0, islandLimit: 301 }, "exaform:environment").map(({ path }) => path);
    expect(paths).toEqual(["exaform:environment.islandLimit", "exaform:environment.nodes"]);
  });
});

describe("scale-out", () => {
  test.each([
    [0, 256, [256]],
    [0, 1_000, [1_000]],
    [256, 256, []],
    [300, 256, []],
    [0, 2_000, [1_000, 1_500, 2_000]],
    [1_200, 2_600, [1_900, 2_600]],
  ])("from %i to %i", (from, to, steps) => expect(scaleOutSteps(from, to)).toEqual(steps));

  test("ends at the goal, rises, and no step above 1,000 nodes is larger than 700", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 1, max: 5_000 }), (from, more) => {
        const to = from + more;
        const steps = scaleOutSteps(from, to);
        expect(steps.at(-1)).toBe(to);
        for (const [index, step] of steps.entries()) {
          const before = steps[index - 1] ?? from;
          expect(step).toBeGreaterThan(before);
          if (step > 1_000) expect(step - Math.max(before, 1_000)).toBeLessThanOrEqual(700);
        }
      }),
    );
  });

  test("steps are of 500 to 700 nodes wherever the way can be divided so", () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 4_000 }), (way) => {
        const steps = scaleOutSteps(1_000, 1_000 + way);
        const sizes = steps.map((step, index) => step - (steps[index - 1] ?? 1_000));
        fc.pre(500 * Math.ceil(way / 700) <= way);
        for (const size of sizes) expect(size).toSatisfy((nodes: number) => nodes >= 500 && nodes <= 700);
      }),
    );
  });
});
