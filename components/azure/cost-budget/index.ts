export {
  type CostAlert,
  type CostBudgetArgs,
  type CostBudgetSettings,
  checkCostBudget,
} from "./cost-budget.args.ts";
export { CostBudget } from "./cost-budget.ts";
