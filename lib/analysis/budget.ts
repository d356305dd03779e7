import { Decimal } from "decimal.js";
import * as z from "zod";
import { byUrn, type Graph } from "../graph/graph.ts";
import {
  type Budget,
  type BudgetAction,
  type BudgetAmount,
  type BudgetScope,
  budgetActions,
  budgetAmounts,
} from "../planning/budget.ts";
import { costGroups } from "../planning/cost-groups.ts";
import { type Problem, refuse } from "../planning/problem.ts";
import type { CostReport } from "./cost.ts";
import { environmentOf } from "./environment.ts";
import { isHidden } from "./reading.ts";
import { tagOf } from "./tags.ts";

export { budgetActions } from "../planning/budget.ts";

/** How a cost stands to a budget: the gravest threshold that it exceeds, else whether something may still come on top. */
export const budgetStates = ["within", "open", "informed", "warned", "exceeded"] as const;

/** See {@link budgetStates}. */
export type BudgetStanding = (typeof budgetStates)[number];

/** A budget, and what the cost says of it. */
export interface BudgetState {
  readonly name: string;
  /** For a month of 730 hours. */
  readonly monthly: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly scope: BudgetScope;
  /** Known cost of its scope for a month. */
  readonly known: string;
  /** Costs of its scope that have no amount, and come on top. */
  readonly unpriced: number;
  readonly thresholds: readonly (BudgetAmount & { readonly exceeded: boolean })[];
  /** `exceeded` where the known cost alone exceeds a threshold that fails. */
  readonly state: BudgetStanding;
}

/** Budgets as an environment declares them. The schema of `stacks/` has checked those of an exaform program. */
const declared = z.object({
  budgets: z.array(
    z.object({
      name: z.string(),
      monthly: z.string().regex(/^\d+(\.\d+)?$/),
      currency: z.string(),
      scope: z
        .object({
          group: z.enum(costGroups).exactOptional(),
          tag: z.object({ name: z.string(), value: z.string() }).exactOptional(),
        })
        .default({}),
      thresholds: z.array(z.object({ at: z.number().positive(), action: z.enum(budgetActions) })),
    }),
  ),
});

/** The budgets that the environment declares; none where it declares none, or what nobody can read. */
function budgetsOf(graph: Graph): readonly Budget[] {
  const read = declared.safeParse(environmentOf(graph));
  return read.success ? read.data.budgets : [];
}

/**
 * How a cost stands to each budget that the environment declares. While something is unpriced, none is kept for certain.
 *
 * @throws InvalidInput where budget and cost are in different currencies.
 */
export function budgetStatesOf(graph: Graph, cost: CostReport): BudgetState[] {
  const budgets = budgetsOf(graph);
  const strange = budgets.flatMap(({ currency }, index) =>
    currency === cost.currency ? [] : [notComparable(index, currency, cost.currency)],
  );
  refuse("budgets", strange);
  return budgets.map((budget) => budgetState(graph, cost, budget));
}

function notComparable(index: number, budget: string, prices: string): Problem {
  return {
    path: `exaform:environment.budgets[${index}].currency`,
    value: budget,
    message: `the prices are in ${prices}: amounts of two currencies are never compared`,
    fix: `write the budget in ${prices}, or give price files in ${budget}`,
  };
}

/** Whether the known cost alone exceeds a budget at a threshold that fails: then the command does. */
export function overBudget(budgets: readonly Pick<BudgetState, "state">[]): boolean {
  return budgets.some(({ state }) => state === "exceeded");
}

const STANDINGS: Readonly<Record<BudgetAction, BudgetStanding>> = {
  inform: "informed",
  warn: "warned",
  fail: "exceeded",
};

function budgetState(graph: Graph, cost: CostReport, budget: Budget): BudgetState {
  const { scope } = budget;
  const known = Decimal.sum(
    0,
    ...cost.lines
      .filter((line) => isOfGroup(scope, line.group) && hasTag(graph, line.urn, scope) === true)
      .map(({ monthly }) => monthly),
  );
  const unpriced = [
    ...cost.unpriced.filter(
      (item) => isOfGroup(scope, item.group) && hasTag(graph, item.urn, scope) !== false,
    ),
    // Whether these count, a tag that is not known hides.
    ...cost.lines.filter(
      (line) => isOfGroup(scope, line.group) && hasTag(graph, line.urn, scope) === "unknown",
    ),
  ].length;
  const thresholds = budgetAmounts(budget).map((threshold) => ({
    ...threshold,
    exceeded: known.gt(threshold.amount),
  }));
  const actions = thresholds.filter(({ exceeded }) => exceeded).map(({ action }) => action);
  const gravest = budgetActions.findLast((action) => actions.includes(action));
  const { name, monthly, currency } = budget;
  return {
    name,
    monthly,
    currency,
    scope,
    known: known.toFixed(2),
    unpriced,
    thresholds,
    state: gravest === undefined ? (unpriced > 0 ? "open" : "within") : STANDINGS[gravest],
  };
}

/** A cost without a group may be of any. */
function isOfGroup({ group }: BudgetScope, of: CostReport["unpriced"][number]["group"]): boolean {
  return group === undefined || of === null || of === group;
}

function hasTag(graph: Graph, urn: string, { tag }: BudgetScope): boolean | "unknown" {
  if (tag === undefined) return true;
  const value = tagOf(graph, byUrn(graph, urn), tag.name);
  return isHidden(value) ? "unknown" : value === tag.value;
}
