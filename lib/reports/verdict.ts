import { overBudget } from "../analysis/budget.ts";
import type { Document } from "./document.ts";

/** How a report ends, worst first: what a script learns from the exit code. */
export type Verdict = "badInput" | "needsApproval" | "ruleViolated" | "overBudget" | "fine";

/** The verdict of a report. */
export function verdictOf({ problems, findings, changes, budgets }: Document): Verdict {
  if (problems.length > 0) return "badInput";
  if (changes?.approvals.some(({ approved }) => !approved)) return "needsApproval";
  const violated = findings.some(
    ({ enforcement, status }) => enforcement === "mandatory" && status === "failed",
  );
  if (violated) return "ruleViolated";
  return overBudget(budgets) ? "overBudget" : "fine";
}
