import { Decimal } from "decimal.js";
import type { CostGroup } from "./cost-groups.ts";
import type { Problem } from "./problem.ts";

/** What happens where a cost reaches a threshold, the gravest last: a sentence, a warning, or exit code 3. */
export const budgetActions = ["inform", "warn", "fail"] as const;

/** See {@link budgetActions}. */
export type BudgetAction = (typeof budgetActions)[number];

/** Where a budget says something. */
export interface BudgetThreshold {
  /** Part of the budget, 1 for all of it. */
  readonly at: number;
  readonly action: BudgetAction;
}

/** Which part of the cost a budget is for: what fits all that is said. */
export interface BudgetScope {
  /** @default - every group */
  readonly group?: CostGroup;
  /** What carries this tag. @default - with any tags, or none */
  readonly tag?: { readonly name: string; readonly value: string };
}

/** What a part of a stack may cost. */
export interface Budget {
  readonly name: string;
  /** For a month of 730 hours, decimal text. */
  readonly monthly: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly scope: BudgetScope;
  readonly thresholds: readonly BudgetThreshold[];
}

/** A threshold as an amount of money. */
export interface BudgetAmount {
  /** Of the budget: 90 for nine tenths. */
  readonly percent: number;
  /** Decimal text, to the cent. */
  readonly amount: string;
  readonly action: BudgetAction;
}

/** The thresholds of a budget as amounts, the lowest first: what a cloud's own alerts are declared from. */
export function budgetAmounts({
  monthly,
  thresholds,
}: Pick<Budget, "monthly" | "thresholds">): BudgetAmount[] {
  return thresholds
    .map(({ at, action }) => ({
      percent: new Decimal(at).times(100).toNumber(),
      amount: new Decimal(monthly).times(at).toFixed(2),
      action,
    }))
    .toSorted((a, b) => a.percent - b.percent);
}

/**
 * What only several budgets, or several thresholds, can get wrong together.
 *
 * @param path of the list, as the user wrote it.
 */
export function budgetProblems(budgets: readonly Budget[], path: string): Problem[] {
  return budgets.flatMap(({ name, thresholds }, index) => [
    ...(budgets.findIndex((other) => other.name === name) === index
      ? []
      : [
          {
            path: `${path}[${index}].name`,
            value: name,
            message: "another budget has this name",
            fix: "write another name",
          },
        ]),
    ...thresholds.flatMap(({ at }, place) =>
      thresholds.findIndex((other) => other.at === at) === place
        ? []
        : [
            {
              path: `${path}[${index}].thresholds[${place}].at`,
              value: at,
              message: "another threshold of this budget stands there",
              fix: "keep one of the two",
            },
          ],
    ),
  ]);
}
