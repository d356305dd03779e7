import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogPrices } from "../../catalog/prices.ts";
import { graphOf } from "../graph/graph.ts";
import { type CostReport, costOf } from "./cost.ts";
import { costChangesOf } from "./cost-changes.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { scenarioCosts, scenarioReport, usualScenarios } from "./scenarios/scenarios.ts";
import { graphOfStack, type PartlyPricedStack, partlyPricedStacks } from "./testing/partly-priced.ts";

/** Holds for any stack of which some is priced, some in part and some not at all. */
function always(property: (stack: PartlyPricedStack) => void): void {
  fc.assert(fc.property(partlyPricedStacks, property), { numRuns: 30 });
}

const sum = (amounts: readonly string[]): string => Decimal.sum(0, ...amounts).toFixed(2);

const keys = ({ lines, unpriced }: CostReport) => ({
  lines: new Set(lines.map(({ urn, item }) => `${urn} ${item}`)),
  unpriced: new Set(unpriced.map(({ urn, item }) => `${urn} ${item}`)),
});

describe("the cost of a stack that is priced in part", () => {
  test("is the sum of its lines and of its groups, to the cent", () => {
    always((stack) => {
      const { monthly, hourly, lines, groups } = costOf(graphOfStack(stack));
      expect(sum(lines.map((line) => line.monthly))).toBe(monthly);
      expect(sum(groups.map((group) => group.monthly))).toBe(monthly);
      expect(Decimal.sum(0, ...lines.map((line) => line.hourly)).toNumber()).toBe(Number(hourly));
    });
  });

  test("counts each resource once, and is a bound while any is not priced whole", () => {
    always((stack) => {
      const { resources, pricedInPart, unpriced, lines, atLeast } = costOf(graphOfStack(stack));
      const { total, ...standings } = resources;
      expect(Object.values(standings).reduce((all, count) => all + count, 0)).toBe(total);
      expect(pricedInPart).toHaveLength(resources.pricedInPart);
      expect(atLeast).toBe(unpriced.length > 0);
      const missing = new Map(pricedInPart.map((part) => [part.urn, part.missing]));
      const open = unpriced.filter(({ kind }) => kind !== "usage");
      const costing = new Set(lines.map(({ urn }) => urn));
      expect(new Set(missing.keys())).toEqual(
        new Set(open.flatMap(({ urn }) => (costing.has(urn) ? [urn] : []))),
      );
      expect(resources.unknown).toBe(
        new Set(open.flatMap(({ urn }) => (costing.has(urn) ? [] : [urn]))).size,
      );
    });
  });

  test("grows with nodes: what has a price never costs less, and what has none stays without", () => {
    always((stack) => {
      const more = { ...stack, pools: stack.pools.map((pool) => ({ ...pool, nodes: pool.nodes + 1 })) };
      const [few, many] = [costOf(graphOfStack(stack)), costOf(graphOfStack(more))];
      expect(new Decimal(many.monthly).gte(few.monthly)).toBe(true);
      expect(keys(many)).toEqual(keys(few));
    });
  });

  test("never has an amount for what it says has none, and every pool is one or the other", () => {
    always((stack) => {
      const report = costOf(graphOfStack(stack));
      const { lines, unpriced } = keys(report);
      expect([...unpriced].filter((key) => lines.has(key))).toEqual([]);
      for (const index of stack.pools.keys()) {
        const own = [...lines, ...unpriced].filter((key) => key.includes(`::p${index} `));
        expect(own.length).toBeGreaterThan(0);
      }
    });
  });

  test("does not change against itself, and a change back is its opposite", () => {
    always((stack) => {
      const same = costChangesOf(graphOfStack(stack), graphOfStack(stack));
      expect([same.resources, same.monthly, same.hourly]).toEqual([[], "0.00", "0.00"]);
    });
    fc.assert(
      fc.property(partlyPricedStacks, partlyPricedStacks, (a, b) => {
        const [there, back] = [
          costChangesOf(graphOfStack(a), graphOfStack(b)),
          costChangesOf(graphOfStack(b), graphOfStack(a)),
        ];
        expect(new Decimal(there.monthly).plus(back.monthly).isZero()).toBe(true);
        expect(sum(there.resources.map(({ monthly }) => monthly))).toBe(
          new Decimal(there.monthly).toFixed(2),
        );
        expect(there.open).toBe(there.before.atLeast || there.after.atLeast);
      }),
      { numRuns: 20 },
    );
  });

  test("does not depend on the order of its resources", () => {
    always((stack) => {
      const { resources, ...header } = graphOfStack(stack);
      expect(costOf(graphOf(header, resources.toReversed()))).toEqual(costOf(graphOf(header, resources)));
    });
  });
});

describe("its scenarios", () => {
  const running = (hoursPerWeek: number): Scenario => ({
    name: `${hoursPerWeek} h`,
    prices: catalogPrices,
    compute: [],
    usage: "expected",
    usageValues: [],
    schedule: [{ pools: "*", hoursPerWeek, daysPerWeek: 7 }],
    notes: [],
  });

  test("grow with hours, and what has no price has none in any of them", () => {
    fc.assert(
      fc.property(
        partlyPricedStacks,
        fc.integer({ min: 0, max: 167 }),
        fc.integer({ min: 1, max: 168 }),
        (stack, hours, more) => {
          const graph = graphOfStack(stack);
          const [few, many] = [hours, Math.min(168, hours + more)].map((each) =>
            scenarioReport(graph, running(each)),
          );
          expect(new Decimal(many?.monthly ?? 0).gte(few?.monthly ?? 0)).toBe(true);
          expect(many?.unpriced).toEqual(few?.unpriced);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("do not depend on their order, nor on each other", () => {
    always((stack) => {
      const graph = graphOfStack(stack);
      const scenarios = usualScenarios();
      const costs = scenarioCosts(graph, scenarios);
      expect(scenarioCosts(graph, scenarios.toReversed()).toReversed()).toEqual(costs);
      expect(scenarios.flatMap((one) => scenarioCosts(graph, [one]))).toEqual(costs);
    });
  });

  test("are bounds with as many open costs as their reports have, and compare nothing that lacks a GPU price", () => {
    always((stack) => {
      const graph = graphOfStack(stack);
      for (const scenario of usualScenarios()) {
        const report = scenarioReport(graph, scenario);
        const [cost] = scenarioCosts(graph, [scenario]);
        expect(cost).toMatchObject({
          monthly: report.monthly,
          unpriced: report.unpriced.length,
          atLeast: report.unpriced.length > 0,
        });
        const lacking = report.unpriced.some(
          ({ group, kind }) => group === "GPU compute" && kind !== "usage",
        );
        if (lacking) expect([cost?.perGpuHour, cost?.spot]).toEqual([{ $unknown: true }, null]);
        else expect(cost?.perGpuHour === null || typeof cost?.perGpuHour === "string").toBe(true);
      }
    });
  });
});
