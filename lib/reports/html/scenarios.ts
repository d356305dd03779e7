import { Decimal } from "decimal.js";
import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { type Bar, barChart } from "../page/bar-chart.ts";
import { lacksAllGpuPrices, pricedScenarios } from "../priced-scenarios.ts";
import { grouped, money } from "../words.ts";

type Scenario = NonNullable<Document["scenarios"]>[number];

/** What a month costs in each scenario, one chart for each currency. */
export function scenarioFigures({ scenarios }: Pick<Document, "scenarios">): Element[] {
  const { shown } = pricedScenarios(scenarios ?? []);
  const currencies = Map.groupBy(shown, ({ currency }) => currency);
  return [...currencies].map(([currency, own]) => {
    const most = Decimal.max(0, ...own.map(({ monthly }) => monthly));
    return h("figure", [
      h(
        "figcaption",
        `${currency} a month of 730 hours; a dashed bar lacks the price of GPU nodes, and is of unknown length`,
      ),
      barChart(own.map((scenario) => barOf(scenario, most))),
    ]);
  });
}

/** Without a price for the GPU nodes the sum says nothing of the whole, and no length compares it with the others. */
function barOf(scenario: Scenario, most: Decimal): Bar {
  const { name, monthly, atLeast, unpriced, perGpuHour } = scenario;
  const open = unpriced === 0 ? "" : ` + ${grouped(unpriced)} not priced`;
  const known = lacksAllGpuPrices(scenario) ? "unknown" : `${atLeast ? "at least " : ""}${money(monthly)}`;
  const figure = `${known}${open}`;
  if (typeof perGpuHour === "object" && perGpuHour !== null)
    return { label: name, figure, segments: "unknown" };
  const share = most.isZero() ? 0 : new Decimal(monthly).div(most).toNumber();
  return { label: name, figure, segments: [{ share }] };
}
