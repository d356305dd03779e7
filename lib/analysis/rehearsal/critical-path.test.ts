import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { criticalPathOf } from "./critical-path.ts";
import type { ApiLimits, PlannedOperation } from "./record.ts";

const NONE: ApiLimits = { serial: [], rates: [] };

function planned(urn: string, seconds: number, ...after: string[]): PlannedOperation {
  return { urn, op: "create", after, seconds };
}

const diamond = [
  planned("network", 10),
  planned("key", 30, "network"),
  planned("registry", 5, "network"),
  planned("cluster", 60, "key", "registry"),
];

describe("the critical path", () => {
  test("is the longest chain of what waits for what", () => {
    expect(criticalPathOf(diamond, NONE)).toEqual({
      seconds: 100,
      bounds: [{ reason: "what waits for what", seconds: 100, urns: ["network", "key", "cluster"] }],
    });
  });

  test("of nothing is nothing", () => {
    expect(criticalPathOf([], NONE)).toEqual({
      seconds: 0,
      bounds: [{ reason: "what waits for what", seconds: 0, urns: [] }],
    });
  });

  test("does not wait for what is not planned", () => {
    expect(criticalPathOf([planned("pool", 7, "cluster")], NONE).seconds).toBe(7);
  });

  test("goes through operations that take no time", () => {
    const plan = [planned("identity", 0), planned("role", 0, "identity"), planned("cluster", 8, "role")];
    expect(criticalPathOf(plan, NONE).bounds[0]?.urns).toEqual(["identity", "role", "cluster"]);
  });

  test("of a plan that waits for itself is refused", () => {
    const circle = [planned("a", 1, "b"), planned("b", 1, "a")];
    expect(() => criticalPathOf(circle, NONE)).toThrow("the plan waits for itself at a");
  });
});

describe("one operation at a time", () => {
  const pools = ["p1", "p2", "p3"].map((pool) => planned(pool, 20, "cluster"));
  const serial = [{ what: "the cluster", urns: ["cluster", "p1", "p2", "p3"] }];

  test("adds up what must be done one after another, with what comes before and after", () => {
    const plan = [...diamond, ...pools, planned("audit", 3, "p1", "p2", "p3")];
    const [first] = criticalPathOf(plan, { serial, rates: [] }).bounds;
    expect(first).toEqual({
      reason: "one operation at a time on the cluster",
      seconds: 40 + 60 + 3 * 20 + 3,
      urns: ["network", "key", "cluster", "p1", "p2", "p3", "audit"],
    });
  });

  test("counts a set that begins late where that is longer than all of them", () => {
    const plan = [
      planned("early", 1),
      planned("gate", 100),
      planned("a", 50, "gate"),
      planned("b", 50, "gate"),
    ];
    const limits = { serial: [{ what: "it", urns: ["early", "a", "b"] }], rates: [] };
    expect(criticalPathOf(plan, limits).seconds).toBe(200);
  });

  test("is no bound where none of them is planned", () => {
    expect(
      criticalPathOf(diamond, { serial: [{ what: "it", urns: ["p1"] }], rates: [] }).bounds,
    ).toHaveLength(1);
  });
});

describe("a limited rate", () => {
  const rate = (burst: number) => ({
    serial: [],
    rates: [{ what: "writes of pools", urns: ["a", "b", "c", "d"], burst, secondsEach: 60 }],
  });
  const plan = ["a", "b", "c", "d"].map((urn) => planned(urn, 10));

  test("keeps back what exceeds the burst", () => {
    const [first] = criticalPathOf(plan, rate(2)).bounds;
    expect(first).toMatchObject({
      reason: "the rate at which Azure takes writes of pools",
      seconds: 2 * 60 + 10,
    });
  });

  test("costs nothing up to the burst", () => {
    expect(criticalPathOf(plan, rate(4))).toMatchObject({ seconds: 10, bounds: [{ seconds: 10 }] });
  });
});

/** A plan in which each operation waits only for earlier ones. */
const plans = fc
  .array(fc.record({ seconds: fc.nat(100), after: fc.array(fc.nat(20), { maxLength: 3 }) }), {
    maxLength: 14,
  })
  .map((rows) =>
    rows.map(({ seconds, after }, index) =>
      planned(String(index), seconds, ...after.filter((other) => other < index).map(String)),
    ),
  );

/** What a run takes that begins each operation as soon as it may, in the order of the plan. */
function greedy(plan: readonly PlannedOperation[], one: ReadonlySet<string>): number {
  const ends = new Map<string, number>();
  let free = 0;
  for (const { urn, seconds, after } of plan) {
    const ready = Math.max(0, ...after.map((other) => ends.get(other) ?? 0));
    const end = (one.has(urn) ? Math.max(ready, free) : ready) + seconds;
    if (one.has(urn)) free = end;
    ends.set(urn, end);
  }
  return Math.max(0, ...ends.values());
}

test("no run beats the bound, and without limits a run reaches it", () => {
  fc.assert(
    fc.property(plans, fc.uniqueArray(fc.nat(13), { maxLength: 6 }), (plan, numbers) => {
      const urns = numbers.map(String);
      const bounded = criticalPathOf(plan, { serial: [{ what: "it", urns }], rates: [] }).seconds;
      expect(bounded).toBeLessThanOrEqual(greedy(plan, new Set(urns)));
      expect(criticalPathOf(plan, NONE).seconds).toBe(greedy(plan, new Set()));
    }),
  );
});
