import { Decimal } from "decimal.js";
import type { PriceBook } from "../../../catalog/price-book.ts";
import { catalogPrices } from "../../../catalog/prices.ts";
import { type Graph, UNKNOWN } from "../../graph/graph.ts";
import { type CostReport, costOf } from "../cost.ts";
import { HOURS_PER_MONTH } from "../cost-line.ts";
import { type Charge, type Cost, type CostGroup, costGroups } from "../pricing/pricing.ts";
import { priceTerms, TERM_NAMES } from "../pricing/terms.ts";
import type { Unknown } from "../reading.ts";
import { assume, scheduleOf } from "./assume.ts";
import { scheduleNote } from "./notes.ts";
import type { Scenario } from "./scenario.ts";
import { usedShare } from "./schedule.ts";
import { type SpotAnswer, spotAnswer } from "./spot.ts";

/** What one group costs in a scenario. */
export interface ScenarioGroup {
  readonly group: CostGroup;
  /** For 730 hours; unknown where nothing of the group has a price. */
  readonly monthly: string | Unknown;
  /** Costs of the group that have no amount: while there are any, it will be more. */
  readonly unpriced: number;
}

/** What a graph costs in one scenario. Amounts are decimal text in `currency`. */
export interface ScenarioCost {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** Average hour of a month. */
  readonly hourly: string;
  /** For 730 hours: of what has a price. */
  readonly monthly: string;
  /** Whether the bill will be higher, because something has no price. Then it is no total, and smaller than none. */
  readonly atLeast: boolean;
  /** Costs that have no amount. */
  readonly unpriced: number;
  /**
   * All of the known cost for each hour in which a GPU runs, four digits after the point. Null where no GPU runs;
   * unknown where a GPU node has no price.
   */
  readonly perGpuHour: string | Unknown | null;
  /** In the order of cost groups; those of which the graph has something. */
  readonly groups: readonly ScenarioGroup[];
  /** What must be true for its spot nodes to be cheaper; null without any, or where a node has no price. */
  readonly spot: SpotAnswer | null;
  /** What a reader must know of it. */
  readonly notes: readonly string[];
}

/**
 * The same stack with its GPU nodes bought on each of the conditions on which clouds sell; the rest stays as declared.
 *
 * @param prices where prices are looked up. @default - the catalogue
 */
export function usualScenarios(prices: PriceBook = catalogPrices): Scenario[] {
  return priceTerms.map((term) => ({
    name: TERM_NAMES[term],
    prices,
    compute: [{ match: "GPU compute", term }],
    usage: "expected",
    usageValues: [],
    schedule: [],
    notes: [],
  }));
}

/** What a graph costs in each of these scenarios, in their order. A scenario knows nothing of the others. */
export function scenarioCosts(graph: Graph, scenarios: readonly Scenario[]): ScenarioCost[] {
  return scenarios.map((scenario) => scenarioCost(graph, scenario));
}

function scenarioCost(graph: Graph, scenario: Scenario): ScenarioCost {
  const { report, gpus, notes } = reportOf(graph, scenario);
  const { currency, hourly, monthly, atLeast } = report;
  return {
    name: scenario.name,
    currency,
    hourly,
    monthly,
    atLeast,
    unpriced: report.unpriced.length,
    perGpuHour: perGpuHour(report, gpus),
    groups: costGroups.flatMap((group) => groupOf(report, group)),
    spot: spotOf(graph, scenario, report, gpus),
    notes: [...scenario.notes, ...notes],
  };
}

/** The GPU nodes of a scenario. */
interface Gpus {
  readonly nodes: number;
  /** Hours for which GPUs run in a month. */
  readonly hours: Decimal;
}

/** The cost report of a scenario, whose lines say what its sums are made of. */
export function scenarioReport(graph: Graph, scenario: Scenario): CostReport {
  return reportOf(graph, scenario).report;
}

function reportOf(
  graph: Graph,
  scenario: Scenario,
): { report: CostReport; gpus: Gpus; notes: readonly string[] } {
  const notes = new Set<string>();
  let gpus: Gpus = { nodes: 0, hours: new Decimal(0) };
  const report = costOf(graph, scenario.prices, (cost, resource) => {
    const assumed = assume(scenario, cost, resource);
    if (assumed.kind === "charge") {
      const running = scheduleOf(scenario.schedule, assumed.pool);
      if (running !== undefined) notes.add(scheduleNote(assumed, running));
      gpus = plus(gpus, assumed, running === undefined ? new Decimal(1) : usedShare(running));
    }
    return assumed;
  });
  return { report, gpus, notes: [...notes] };
}

function plus(sum: Gpus, { gpus = 0, quantity }: Charge, share: Decimal): Gpus {
  if (gpus === 0) return sum;
  const hours = share.times(HOURS_PER_MONTH).times(quantity).times(gpus);
  return { nodes: sum.nodes + quantity, hours: sum.hours.plus(hours) };
}

/** Whether a GPU node has no price; what is paid by use alone does not count. */
function lacksGpuPrice({ unpriced }: CostReport): boolean {
  return unpriced.some(({ group, kind }) => group === "GPU compute" && kind !== "usage");
}

function perGpuHour(report: CostReport, { hours }: Gpus): ScenarioCost["perGpuHour"] {
  if (lacksGpuPrice(report)) return UNKNOWN;
  return hours.isZero() ? null : new Decimal(report.monthly).div(hours).toFixed(4);
}

function groupOf({ groups, unpriced }: CostReport, group: CostGroup): ScenarioGroup[] {
  const sum = groups.find((one) => one.group === group);
  const open = unpriced.filter((item) => item.group === group).length;
  if (sum === undefined && open === 0) return [];
  return [{ group, monthly: sum?.monthly ?? UNKNOWN, unpriced: open }];
}

/** Compares a scenario that has spot nodes with the same one on demand. */
function spotOf(graph: Graph, scenario: Scenario, report: CostReport, gpus: Gpus): SpotAnswer | null {
  if (
    !report.lines.some(({ group, term }) => group === "GPU compute" && term === "spot") ||
    gpus.hours.isZero()
  )
    return null;
  const onDemand = costOf(graph, scenario.prices, (cost, resource) =>
    withoutSpot(assume(scenario, cost, resource)),
  );
  if (lacksGpuPrice(report) || !lackTheSame(report, onDemand)) return null;
  return spotAnswer({
    spot: report.monthly,
    onDemand: onDemand.monthly,
    atLeast: report.atLeast,
    gpuHours: gpus.hours,
    gpuNodes: gpus.nodes,
    assumptions: scenario.spot ?? { undeclared: "the scenario does not say what an eviction costs" },
  });
}

/** Whether the same has no amount on both sides: else one sum leaves out what is in the other, and they say nothing of each other. */
function lackTheSame(a: CostReport, b: CostReport): boolean {
  const [left, right] = [a, b].map(({ unpriced }) =>
    unpriced.map(({ urn, item }) => `${urn} ${item}`).join("\n"),
  );
  return left === right;
}

function withoutSpot(cost: Cost): Cost {
  return cost.kind === "charge" && cost.term === "spot" ? { ...cost, term: "onDemand" } : cost;
}
