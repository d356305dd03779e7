import { describe, expect, test } from "vitest";
import { sketch } from "../testing/graphs.ts";
import { made, pool, smallGraph, step, there, urnOf, vault } from "../testing/rehearsals.ts";
import { type LeftReason, leftBehind } from "./left-behind.ts";
import type { StepRecord } from "./record.ts";

const up = step("up", { requests: [...made(pool, 0, 1), ...made(vault, 0, 1)] });
const LOCKED = { urn: pool.urn, message: 'Code="ScopeLocked" Message="…"' };

const reasons: readonly (readonly [LeftReason, Partial<StepRecord>, string])[] = [
  ["protected", there([vault]), vault.id],
  ["needed", there([pool]), pool.id],
  ["locked", { ...there([pool]), failures: [LOCKED] }, pool.id],
  ["failed", { ...there([pool]), failures: [{ urn: pool.urn, message: "the moon is full" }] }, pool.id],
  ["retained", there([vault], []), vault.id],
  ["unexpected", there([pool], []), pool.id],
];

describe("what stayed behind", () => {
  test.each(reasons)("because it is %s", (why, facts, id) => {
    const { resources } = leftBehind([up, step("destroy", facts)], smallGraph(), []);
    expect(resources).toMatchObject([{ id, why }]);
  });

  test("because Azure made it: nobody's call did", () => {
    const { resources } = leftBehind([step("destroy", there([pool], []))], smallGraph(), []);
    expect(resources).toMatchObject([{ why: "made by Azure", urn: null }]);
  });

  test("is not what was there before", () => {
    const cloudResources = [{ id: pool.id, type: pool.type, given: true }];
    expect(leftBehind([step("destroy", { cloudResources })], smallGraph(), []).resources).toEqual([]);
  });

  test("is locked where a lock is on it or above it", () => {
    const lock = {
      ...vault,
      id: "/subscriptions/s/RESOURCEGROUPS/g/providers/Microsoft.Authorization/locks/keep",
      urn: "",
    };
    const other = { ...pool, id: "/subscriptions/s/resourceGroups/g2/providers/Microsoft.Test/things/pool" };
    const { resources } = leftBehind([up, step("destroy", there([vault, lock, other]))], smallGraph(), []);
    expect(resources.map(({ id, locked }) => [id, locked])).toEqual([
      [vault.id, true],
      [lock.id, false],
      [other.id, false],
    ]);
  });

  test("costs what its price is, and what has none is not 0", () => {
    const graph = sketch(
      { type: "network:PrivateEndpoint", name: "pool", inputs: { location: "eastus" } },
      { type: "network:PrivateEndpoint", name: "gone", inputs: { location: "eastus" } },
      { type: "test:Thing", name: "odd" },
    );
    const things = [
      { ...pool, urn: urnOf("network:PrivateEndpoint", "pool") },
      { ...vault, urn: urnOf("test:Thing", "odd") },
    ];
    const up1 = step("up", { requests: things.flatMap((thing) => made(thing, 0, 1)) });
    const { cost } = leftBehind([up1, step("destroy", there(things))], graph, []);
    expect(cost.lines).toHaveLength(1);
    expect(cost.unpriced.some(({ kind }) => kind === "unknown type")).toBe(true);
    expect(cost.atLeast).toBe(true);
  });
});
