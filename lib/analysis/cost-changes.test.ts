import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import { costChangesOf } from "./cost-changes.ts";
import { sketch } from "./testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "./testing/nd-h100.ts";

const nothing = sketch();

describe("the cost of a change", () => {
  test("from a stack to itself is empty", () => {
    const { resources, hourly, monthly, unchanged, after } = costChangesOf(ndH100(), ndH100());
    expect({ resources, hourly, monthly }).toEqual({ resources: [], hourly: "0.00", monthly: "0.00" });
    expect(unchanged.monthly).toBe(after.monthly);
  });

  test("says which property changed the cost of which resource", () => {
    const { resources, monthly } = costChangesOf(ndH100(), ndH100({ h1: { count: 87 } }));
    expect(resources).toMatchObject([
      { name: "h1", kind: "changed", inputs: ["count"], hourly: "98.32", monthly: "71773.60" },
    ]);
    expect(monthly).toBe("71773.60");
  });

  test("a change that costs nothing is none", () => {
    expect(costChangesOf(ndH100(), ndH100({ h1: { osDiskSizeGB: 256 } })).resources).toEqual([]);
  });

  test("what is added and removed, the greatest difference first", () => {
    const before = ndH100Sketches().filter(({ name }) => name !== "blob-endpoint");
    const after = sketch(...ndH100Sketches().filter(({ name }) => name !== "h3"), pool("h4", 1));
    expect(
      costChangesOf(sketch(...before), after).resources.map(
        ({ name, kind, monthly, before: old, after: now }) => [
          name,
          kind,
          monthly,
          old?.atLeast,
          now?.atLeast,
        ],
      ),
    ).toEqual([
      ["h3", "removed", "-6100756.00", false, undefined],
      ["h4", "added", "71773.60", undefined, false],
      ["blob-endpoint", "added", "7.30", undefined, true],
    ]);
  });

  test("a price that becomes unknown is said, and is not a saving without a word", () => {
    const { resources, open } = costChangesOf(ndH100(), ndH100({ h1: { count: UNKNOWN } }));
    expect(resources).toMatchObject([{ name: "h1", before: { atLeast: false }, after: { atLeast: true } }]);
    expect(open).toBe(true);
  });

  test.each([
    ["with the same price changes nothing of its pools", "eastus2", []],
    ["with another price changes its pools, whose own inputs stay", "canadacentral", [[], [], []]],
  ])("a region %s", (_, location, inputs) => {
    const { resources } = costChangesOf(ndH100(), ndH100({ cluster: { location } }));
    const pools = resources.filter(({ name }) => /^h\d$/.test(name));
    expect(pools.map((change) => change.inputs)).toEqual(inputs);
  });

  test("from nothing costs all of it", () => {
    const { monthly, after, unchanged } = costChangesOf(nothing, ndH100());
    expect(monthly).toBe(after.monthly);
    expect(unchanged).toMatchObject({ resources: 0, monthly: "0.00" });
  });
});

test("before plus the differences is after, to the cent, and back again", () => {
  const stacks = fc
    .record({ h1: fc.nat(50), h2: fc.nat(50), endpoint: fc.boolean() })
    .map(({ h1, h2, endpoint }) =>
      sketch(
        ...ndH100Sketches().filter(
          ({ name }) => !["h1", "h2", ...(endpoint ? [] : ["vault-endpoint"])].includes(name),
        ),
        pool("h1", h1),
        pool("h2", h2),
      ),
    );
  fc.assert(
    fc.property(stacks, stacks, (before, after) => {
      const there = costChangesOf(before, after);
      const sum = Decimal.sum(0, ...there.resources.map(({ monthly }) => monthly));
      expect(sum.plus(there.before.monthly).toFixed(2)).toBe(there.after.monthly);
      expect(new Decimal(costChangesOf(after, before).monthly).negated().equals(there.monthly)).toBe(true);
    }),
    { numRuns: 20 },
  );
});
