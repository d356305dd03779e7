import { Decimal } from "decimal.js";
import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { type Bar, barChart } from "../page/bar-chart.ts";
import { money, plural } from "../words.ts";

/** The cost of each group as a bar, below all of it against its budget. A group of which nothing has an amount has no length. */
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
  // A budget of the whole is no limit of a part: only the whole bears its mark.
  const whole = (allowed === undefined ? [] : [allowed]).map(
    ({ name, monthly: budget }): Bar => ({
      label: cost.atLeast ? "all, at least" : "all",
      figure: `${money(monthly)} of ${money(budget)}, the budget ${name}`,
      segments: [{ share: share(monthly) }],
      limit: share(budget),
    }),
  );
  const meaning = whole.length === 0 ? "" : ", a mark is the budget";
  return [
    h("figure", [
      h(
        "figcaption",
        `${currency} a month of 730 hours, by group; a dashed bar is of unknown length${meaning}`,
      ),
      barChart([...whole, ...priced, ...unknown]),
    ]),
  ];
}

/** How much of the cost is known. */
export function costLead({ cost }: Pick<Document, "cost">): string {
  const open = cost?.unpriced.length ?? 0;
  return open === 0
    ? "Every line has a price."
    : `Of the priced part; ${open === 1 ? "1 item more costs money and has" : `${plural(open, "item")} more cost money and have`} no amount, so that every sum is a lower bound.`;
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
