import {
  CostBudget,
  type CostBudgetSettings,
  checkCostBudget,
} from "../components/azure/cost-budget/index.ts";
import { budgetAmounts } from "../lib/planning/budget.ts";
import { gather, type Problem } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Settings } from "./settings.ts";

/** A budget that Azure watches too. */
export interface WatchedBudget {
  /** Logical name of its component. */
  readonly name: string;
  readonly settings: CostBudgetSettings;
}

/** The budgets of an environment that Azure watches too, with the same amounts and thresholds. */
export function planBudgets({ environment, stack }: Settings, problems: Problem[]): WatchedBudget[] {
  return environment.budgets.flatMap(({ name, monthly, thresholds, scope: { tag }, azure }, index) => {
    if (azure === undefined) return [];
    const settings: CostBudgetSettings = {
      ...azure,
      budgetName: `${stack}-${name}`,
      monthlyAmount: monthly,
      alerts: budgetAmounts({ monthly, thresholds }).map(({ percent }) => ({ percent })),
      ...(tag !== undefined && { tag }),
    };
    const path = `${ENVIRONMENT_PATH}.budgets[${index}]`;
    const found: Problem[] = [];
    gather(found, () => checkCostBudget(settings, path));
    problems.push(...found.map((problem) => translated(problem, path)));
    return [{ name: `budget-${name}`, settings }];
  });
}

/** Names of the component's settings, as the environment has them. */
function translated(problem: Problem, path: string): Problem {
  const ours = problem.path === `${path}.budgetName` ? `${path}.name` : problem.path;
  return { ...problem, path: ours };
}

/** Declares them. They watch the whole subscription of the stack: nodes are billed in a group that AKS makes. */
export function declareBudgets({ subscriptionId }: Settings, budgets: readonly WatchedBudget[]): void {
  for (const { name, settings } of budgets) new CostBudget(name, { ...settings, subscriptionId });
}
