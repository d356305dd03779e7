import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { priceTerms } from "../../../catalog/price.ts";
import { catalogPrices } from "../../../catalog/prices.ts";
import { type Graph, UNKNOWN } from "../../graph/graph.ts";
import { costOf } from "../cost.ts";
import { sketch } from "../testing/graphs.ts";
import { allPriced, ndH100, ndH100Sketches, pool } from "../testing/nd-h100.ts";
import { type Scenario, usageLevels } from "./scenario.ts";
import { type ScenarioCost, scenarioCosts, scenarioReport, usualScenarios } from "./scenarios.ts";

const plain: Scenario = {
  name: "as declared",
  prices: catalogPrices,
  compute: [],
  usage: "expected",
  usageValues: [],
  schedule: [],
  notes: [],
};

function costIn(graph: Graph, changes: Partial<Scenario> = {}): ScenarioCost {
  const [cost] = scenarioCosts(graph, [{ ...plain, ...changes }]);
  if (cost === undefined) throw new Error("a scenario without a cost");
  return cost;
}

const gpuCompute = ({ groups }: ScenarioCost) => groups.find(({ group }) => group === "GPU compute")?.monthly;

/** A pool of two to eight nodes, of which three are stated. */
const elastic = ndH100({ h1: { enableAutoScaling: true, minCount: 2, count: 3, maxCount: 8 } });

describe("without assumptions", () => {
  test("a scenario costs what the cost report says", () => {
    const { hourly, monthly, atLeast, currency } = costOf(ndH100());
    expect(costIn(ndH100())).toMatchObject({ hourly, monthly, atLeast, currency, spot: null, notes: [] });
  });

  test("a GPU-hour is all of the cost over the hours of all GPUs", () => {
    const { monthly, perGpuHour } = costIn(ndH100());
    expect(perGpuHour).toBe(new Decimal(monthly).div(256 * 8 * 730).toFixed(4));
  });

  test("a stack without GPUs has no GPU-hour", () => {
    expect(
      costIn(sketch(...ndH100Sketches().filter(({ name }) => !/^h\d$/.test(name)))).perGpuHour,
    ).toBeNull();
  });
});

describe("terms", () => {
  test("each is there, those without a price as unknown", () => {
    const costs = scenarioCosts(ndH100(), usualScenarios());
    expect(costs).toHaveLength(priceTerms.length);
    expect(costs.map(gpuCompute)).toEqual([
      "18374041.60",
      new Decimal("18.169536")
        .times(730 * 86)
        .toDecimalPlaces(2)
        .plus(
          new Decimal("18.169536")
            .times(730 * 85)
            .toDecimalPlaces(2)
            .times(2),
        )
        .toFixed(2),
      ...Array(5).fill(UNKNOWN),
    ]);
    expect(costs.map(({ perGpuHour }) => perGpuHour).slice(2)).toEqual(Array(5).fill(UNKNOWN));
  });

  test("the first choice that matches decides, by group or by item", () => {
    const compute = [
      { match: "pool h1: *", term: "spot" },
      { match: "GPU compute", term: "onDemand" },
    ] as const;
    const terms = scenarioReport(ndH100(), { ...plain, compute }).lines.map(({ item, term }) => [
      item.slice(0, 7),
      term,
    ]);
    expect(terms.filter(([item]) => item?.startsWith("pool h"))).toEqual([
      ["pool h1", "spot"],
      ["pool h2", "onDemand"],
      ["pool h3", "onDemand"],
    ]);
  });
});

describe("usage", () => {
  const usageValues = [
    { priceItem: "privateEndpoint/data", unit: "GB", low: 0, expected: 1000, high: 2_000_000 },
  ] as const;

  test("an autoscaled pool has its lower bound, what is stated, and its upper bound", () => {
    const nodes = usageLevels.map((usage) =>
      scenarioReport(elastic, { ...plain, usage })
        .lines.filter(({ item }) => item.startsWith("pool h1"))
        .reduce((sum, { quantity }) => sum + Number(quantity), 0),
    );
    expect(nodes).toEqual([2, 3, 8]);
  });

  test("low never costs more than expected, nor expected more than high", () => {
    const [low, expected, high] = usageLevels.map((usage) =>
      Number(costIn(elastic, { usage, usageValues }).monthly),
    );
    expect(low).toBeLessThan(Number(expected));
    expect(expected).toBeLessThan(Number(high));
  });

  test("an amount closes what was open, for each resource and tier by tier", () => {
    const { lines, unpriced } = scenarioReport(ndH100(), { ...plain, usage: "high", usageValues });
    const data = lines.filter(({ priceItem }) => priceItem === "privateEndpoint/data");
    expect(Decimal.sum(...data.map(({ quantity }) => quantity)).toFixed()).toBe("4000000");
    expect(data.length).toBeGreaterThan(2);
    expect(unpriced.filter(({ item }) => item.startsWith("private endpoint"))).toEqual([]);
  });

  test("an amount of a resource of another name, or in another unit, leaves it open", () => {
    const open = (value: object) =>
      scenarioReport(ndH100(), { ...plain, usageValues: [{ ...usageValues[0], ...value }] }).unpriced.filter(
        ({ item }) => item.startsWith("private endpoint"),
      ).length;
    expect([open({ resource: "blob-*" }), open({ resource: "other" }), open({ unit: "GB-month" })]).toEqual([
      1, 2, 2,
    ]);
  });
});

describe("a schedule", () => {
  const nights = { pools: "h*", hoursPerWeek: 84, daysPerWeek: 7 };

  test("of all hours is none", () => {
    const always = { pools: "*", hoursPerWeek: 168, daysPerWeek: 7 };
    const { notes: _, ...cost } = costIn(ndH100(), { schedule: [always] });
    expect({ ...cost, notes: [] }).toEqual(costIn(ndH100()));
  });

  test("halves the nodes and leaves everything else", () => {
    const [on, off] = [costIn(ndH100()), costIn(ndH100(), { schedule: [nights] })];
    expect(gpuCompute(off)).toBe("9187020.80");
    const others = ({ groups }: ScenarioCost) => groups.filter(({ group }) => group !== "GPU compute");
    expect(others(off)).toEqual(others(on));
    expect(off.notes).toContainEqual(
      expect.stringContaining("pool h1 runs 84 of 168 hours a week; its disks"),
    );
  });

  test("does not make a commitment cheaper, and a GPU-hour that runs costs more", () => {
    const prices = {
      ...catalogPrices,
      priceOf: (item: string, region: string) => catalogPrices.priceOf(item, region),
    };
    const compute = [{ match: "GPU compute", term: "reservation1Year" }] as const;
    const [always, half] = [[], [nights]].map((schedule) => costIn(ndH100(), { prices, compute, schedule }));
    expect(half?.monthly).toBe(always?.monthly);
    expect(Number(half?.perGpuHour) / Number(always?.perGpuHour)).toBeCloseTo(2, 3);
    expect(half?.notes[0]).toContain("84 of 168 hours a week, and 168 are paid for: reserved for 1 year");
  });
});

/** The catalogue's prices, of which one has none on spot. */
const withoutSpotOf =
  (missing: string): typeof catalogPrices.priceOf =>
  (item, region, term) =>
    item === missing && term === "spot" ? undefined : catalogPrices.priceOf(item, region, term);

describe("spot nodes", () => {
  const compute = [{ match: "GPU compute", term: "spot" }] as const;
  const spot = { checkpointWriteSeconds: 60, restartSeconds: 600 };

  test("pay while more of the time is useful than they cost of the price on demand", () => {
    const answer = costIn(ndH100(), { compute }).spot;
    const [onSpot, onDemand] = [costIn(ndH100(), { compute }), costIn(ndH100())];
    expect(answer?.breakEvenGoodput).toBe(new Decimal(onSpot.monthly).div(onDemand.monthly).toFixed(4));
    expect(answer).toMatchObject({
      onDemandPerGpuHour: onDemand.perGpuHour,
      jobNodes: 256,
      breakEvenEvictionsPer1000NodeDays: null,
      declared: null,
    });
  });

  test("cost as much as on demand for a useful hour at the rate of the break-even", () => {
    const even = costIn(ndH100(), { compute, spot }).spot?.breakEvenEvictionsPer1000NodeDays;
    const evictionsPer1000NodeDays = Number(even);
    const answer = costIn(ndH100(), { compute, spot: { ...spot, evictionsPer1000NodeDays } }).spot;
    expect(Number(answer?.declared?.perUsefulGpuHour) / Number(answer?.onDemandPerGpuHour)).toBeCloseTo(1, 2);
  });

  test.each([
    [1, true],
    [100_000, false],
  ])("with %d evictions of 1,000 nodes in a day are cheaper: %s", (evictionsPer1000NodeDays, cheaper) => {
    const answer = costIn(ndH100(), { compute, spot: { ...spot, evictionsPer1000NodeDays } }).spot;
    expect(answer?.declared?.cheaper).toBe(cheaper);
  });

  test("are compared where the same has no price on both sides, as a bound", () => {
    const answer = costIn(ndH100(), { compute, spot: { ...spot, evictionsPer1000NodeDays: 20 } }).spot;
    const [onSpot, onDemand] = [costIn(ndH100(), { compute }), costIn(ndH100())];
    expect(answer?.atLeast).toBe(true);
    // With so much more on both sides, a useful hour costs the same.
    const more = new Decimal(answer?.declared?.cheaperBelow ?? 0);
    const useful = more.plus(onSpot.monthly).div(answer?.declared?.goodput ?? 1);
    expect(useful.div(more.plus(onDemand.monthly)).toNumber()).toBeCloseTo(1, 3);
  });

  test("are not compared where one side lacks a price that the other has", () => {
    const lacking = { ...catalogPrices, priceOf: withoutSpotOf("vm/Standard_D16ds_v5") };
    const all = [{ match: "*", term: "spot" }] as const;
    expect(costIn(ndH100(), { prices: lacking, compute: all })).toMatchObject({
      spot: null,
      perGpuHour: expect.any(String),
    });
  });

  test("without anything unpriced are compared as they stand", () => {
    const answer = costIn(allPriced(), { compute, spot: { ...spot, evictionsPer1000NodeDays: 20 } }).spot;
    expect(answer).toMatchObject({ atLeast: false, declared: { cheaper: true, cheaperBelow: null } });
  });

  test("without a price say nothing of it", () => {
    const elsewhere = sketch(
      { type: "containerservice:ManagedCluster", name: "cluster", inputs: { location: "westus" } },
      { type: "network:Subnet", name: "nodes" },
      pool("h1", 1),
    );
    expect(costIn(elsewhere, { compute })).toMatchObject({ spot: null, perGpuHour: UNKNOWN, atLeast: true });
  });
});

describe("properties", () => {
  const scenarios = fc.record({
    compute: fc.array(
      fc.record({
        match: fc.constantFrom("GPU compute", "pool h2: *", "*"),
        term: fc.constantFrom(...priceTerms),
      }),
      { maxLength: 2 },
    ),
    usage: fc.constantFrom(...usageLevels),
    schedule: fc.array(
      fc.record({
        pools: fc.constantFrom("h1", "*", "system"),
        hoursPerWeek: fc.integer({ min: 0, max: 168 }),
        daysPerWeek: fc.constant(7),
      }),
      { maxLength: 2 },
    ),
  });

  test("the order of scenarios does not matter", () => {
    fc.assert(
      fc.property(fc.array(scenarios, { maxLength: 4 }), (many) => {
        const named = many.map((one, index) => ({ ...plain, ...one, name: String(index) }));
        expect(scenarioCosts(elastic, named.toReversed()).toReversed()).toEqual(
          scenarioCosts(elastic, named),
        );
      }),
      { numRuns: 10 },
    );
  });

  test("lines and groups add up to the total to the cent, and what has no price makes it open", () => {
    fc.assert(
      fc.property(scenarios, (one) => {
        const report = scenarioReport(elastic, { ...plain, ...one });
        const cost = costIn(elastic, one);
        expect(Decimal.sum(0, ...report.lines.map(({ monthly }) => monthly)).toFixed(2)).toBe(cost.monthly);
        const known = cost.groups.flatMap(({ monthly }) => (typeof monthly === "string" ? [monthly] : []));
        expect(Decimal.sum(0, ...known).toFixed(2)).toBe(cost.monthly);
        expect(cost.atLeast).toBe(report.unpriced.length > 0);
      }),
      { numRuns: 20 },
    );
  });
});
