import { Decimal } from "decimal.js";
import { type Graph, valueAt } from "../graph/graph.ts";
import { InvalidInput } from "../planning/problem.ts";
import type { CostReport } from "./cost.ts";
import { environmentOf } from "./environment.ts";

/** The budget that the environment declares, per month of 730 hours; `undefined` where it declares none. */
export function budgetOf(graph: Graph): { readonly monthly: string; readonly currency: string } | undefined {
  const budget = valueAt(environmentOf(graph), "budget");
  const [monthly, currency] = [valueAt(budget, "monthly"), valueAt(budget, "currency")];
  return typeof monthly === "string" && typeof currency === "string" ? { monthly, currency } : undefined;
}

/**
 * Whether the known cost alone exceeds the budget. While something is unpriced, `false` does not mean that the bill stays
 * below it: the report says so.
 *
 * @throws InvalidInput where budget and cost are in different currencies.
 */
export function overBudget(
  graph: Graph,
  { monthly, currency }: Pick<CostReport, "monthly" | "currency">,
): boolean {
  const budget = budgetOf(graph);
  if (budget === undefined) return false;
  if (budget.currency !== currency) throw notComparable(budget.currency, currency);
  return new Decimal(monthly).greaterThan(budget.monthly);
}

function notComparable(budget: string, prices: string): InvalidInput {
  return new InvalidInput("budget", [
    {
      path: "exaform:environment.budget.currency",
      value: budget,
      message: `the prices are in ${prices}: amounts of two currencies are never compared`,
      fix: `write the budget in ${prices}, or give price files in ${budget}`,
    },
  ]);
}

/** A budget, and what the known cost says of it: `open` where it is within it, but something has no price. */
export interface BudgetState {
  readonly monthly: string;
  readonly currency: string;
  readonly state: "within" | "open" | "exceeded";
}

/** How a cost stands to the budget that the environment declares; `null` where it declares none. */
export function budgetStateOf(graph: Graph, cost: CostReport): BudgetState | null {
  const allowed = budgetOf(graph);
  if (allowed === undefined) return null;
  const within = cost.atLeast ? "open" : "within";
  return { ...allowed, state: overBudget(graph, cost) ? "exceeded" : within };
}
