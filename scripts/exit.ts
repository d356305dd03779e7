/** Exit codes of every subcommand; where several apply, the first. */
export const EXIT = {
  fault: 70,
  badInput: 1,
  needsApproval: 4,
  ruleViolated: 2,
  overBudget: 3,
  fine: 0,
} as const;
