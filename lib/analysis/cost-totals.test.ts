import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Graph, type Properties, UNKNOWN } from "../graph/graph.ts";
import { type CostReport, costOf } from "./cost.ts";
import { type ResourceSketch, sketch } from "./testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "./testing/nd-h100.ts";

function without(...names: readonly string[]): ResourceSketch[] {
  return ndH100Sketches().filter(({ name }) => !names.includes(name));
}

describe("totals", () => {
  /** Sums, to the cent, that a reader could make from the lines. */
  function sums({ lines }: CostReport): { hourly: string; monthly: string } {
    const sum = (of: "hourly" | "monthly"): string =>
      Decimal.sum(0, ...lines.map((line) => line[of])).toFixed(2);
    return { hourly: sum("hourly"), monthly: sum("monthly") };
  }

  const counts = fc.record({ h1: fc.nat(100), h2: fc.nat(100), endpoints: fc.nat(30), keys: fc.nat(30) });

  function graphOf({
    h1,
    h2,
    endpoints,
    keys,
  }: {
    h1: number;
    h2: number;
    endpoints: number;
    keys: number;
  }): Graph {
    const many = (count: number, type: string, inputs: Properties): ResourceSketch[] =>
      Array.from({ length: count }, (_, index) => ({ type, name: `${type} ${index}`, inputs }));
    return sketch(
      ...without("h1", "h2"),
      pool("h1", h1),
      pool("h2", h2),
      ...many(endpoints, "network:PrivateEndpoint", { location: "eastus" }),
      ...many(keys, "keyvault:Key", { vaultName: "kv-test", properties: { kty: "RSA-HSM", keySize: 2048 } }),
    );
  }

  test("the lines and the groups add up to the total, to the cent", () => {
    fc.assert(
      fc.property(counts, (sizes) => {
        const report = costOf(graphOf(sizes));
        const total = {
          hourly: new Decimal(report.hourly).toFixed(2),
          monthly: new Decimal(report.monthly).toFixed(2),
        };
        expect(sums(report)).toEqual(total);
        const groups = Decimal.sum(0, ...report.groups.map(({ monthly }) => monthly)).toFixed(2);
        expect(groups).toBe(total.monthly);
      }),
      { numRuns: 50 },
    );
  });

  test("a month is 730 hours, to the cent of each line", () => {
    for (const { quantity, unit, unitPrice, monthly } of costOf(ndH100()).lines) {
      const hours = unit.endsWith("month") ? 1 : 730;
      expect(monthly).toBe(new Decimal(unitPrice).times(quantity).times(hours).toFixed(2));
    }
  });

  test("more nodes never cost less", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (a, b) => {
        const cost = (nodes: number): number => Number(costOf(ndH100({ h1: { count: nodes } })).monthly);
        expect(cost(Math.max(a, b))).toBeGreaterThanOrEqual(cost(Math.min(a, b)));
      }),
      { numRuns: 50 },
    );
  });

  const hideable = ndH100Sketches().flatMap(({ name, inputs = {} }) =>
    Object.keys(inputs).map((input) => [name, input]),
  );

  test.each(hideable)("hiding %s.%s never loses an amount without a word", (name, input) => {
    const hidden = costOf(ndH100({ [name]: { [input]: UNKNOWN } }));
    const owners = new Set(hidden.unpriced.filter(({ kind }) => kind !== "usage").map(({ urn }) => urn));
    const kept = new Set(hidden.lines.map(({ urn, item }) => `${urn} ${item}`));
    const lost = costOf(ndH100()).lines.filter(({ urn, item }) => !kept.has(`${urn} ${item}`));
    expect(lost.filter(({ urn }) => !owners.has(urn))).toEqual([]);
  });
});
