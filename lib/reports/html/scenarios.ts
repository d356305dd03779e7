import { Decimal } from "decimal.js";
import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { type Bar, barChart } from "../page/bar-chart.ts";
import { money } from "../words.ts";

type Scenario = NonNullable<Document["scenarios"]>[number];

/** What a month costs in each scenario, one chart for each currency. */
export function scenarioFigures({ scenarios }: Pick<Document, "scenarios">): Element[] {
  const currencies = Map.groupBy(scenarios ?? [], ({ currency }) => currency);
  return [...currencies].map(([currency, own]) => {
    const most = Decimal.max(0, ...own.map(({ monthly }) => monthly));
    return h("figure", [
      h("figcaption", `${currency} a month of 730 hours; a dashed bar has no known price for its GPU nodes`),
      barChart(own.map((scenario) => barOf(scenario, most))),
    ]);
  });
}

/** Without a price for the GPU nodes the sum says nothing of the whole. */
function barOf({ name, monthly, atLeast, perGpuHour }: Scenario, most: Decimal): Bar {
  if (typeof perGpuHour === "object" && perGpuHour !== null)
    return { label: name, figure: "unknown", segments: "unknown" };
  const share = most.isZero() ? 0 : new Decimal(monthly).div(most).toNumber();
  return { label: name, figure: `${atLeast ? "at least " : ""}${money(monthly)}`, segments: [{ share }] };
}
