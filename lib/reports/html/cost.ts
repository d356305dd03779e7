import { Decimal } from "decimal.js";
import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { type Bar, barChart, type Limit } from "../page/bar-chart.ts";
import { money, plural } from "../words.ts";

/** The cost of each group as a bar, against the budget of the whole stack. A group of which nothing has an amount has no length. */
export function costFigure({ cost, budgets }: Pick<Document, "cost" | "budgets">): Element[] {
  if (cost === null || (cost.groups.length === 0 && cost.unpriced.length === 0)) return [];
  const { currency, groups, unpriced, monthly } = cost;
  const allowed = wholeBudget(budgets);
  const scale = Decimal.max(monthly, allowed?.monthly ?? 0).times(allowed === undefined ? 1 : 1.02);
  const share = (amount: string): number => (scale.isZero() ? 0 : new Decimal(amount).div(scale).toNumber());
  const open = Map.groupBy(unpriced, ({ group }) => group ?? "unknown types");
  const priced = groups.map(
    ({ group, monthly: amount }): Bar => ({
      label: group,
      figure: `${money(amount)}${openText(open.get(group)?.length)}`,
      segments: [{ share: share(amount) }],
    }),
  );
  const names = new Set<string>(groups.map(({ group }) => group));
  const unknown = [...open]
    .filter(([group]) => !names.has(group))
    .map(
      ([group, items]): Bar => ({
        label: group,
        figure: `unknown${openText(items.length)}`,
        segments: "unknown",
      }),
    );
  const limit: Limit | undefined = allowed
    ? { share: share(allowed.monthly), label: `budget ${currency} ${money(allowed.monthly)}` }
    : undefined;
  return [
    h("figure", [
      h(
        "figcaption",
        `${currency} a month of 730 hours, by group; a dashed bar is of unknown length${allowed ? ", the mark on each is the budget" : ""}`,
      ),
      barChart([...priced, ...unknown], limit),
    ]),
  ];
}

/** How much of the cost is known. */
export function costLead({ cost }: Pick<Document, "cost">): string {
  const open = cost?.unpriced.length ?? 0;
  return open === 0
    ? "Every line has a price."
    : `Of the priced part; ${plural(open, "item")} more cost money and have no amount, so that every sum is a lower bound.`;
}

/** The smallest budget that is for all of the cost. */
function wholeBudget(budgets: Document["budgets"]): Document["budgets"][number] | undefined {
  return budgets
    .filter(({ scope }) => scope.group === undefined && scope.tag === undefined)
    .toSorted((a, b) => new Decimal(a.monthly).comparedTo(b.monthly))[0];
}

function openText(count: number | undefined): string {
  return count === undefined ? "" : ` + ${count} not priced`;
}
