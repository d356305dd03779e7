import * as z from "zod";
import { type BudgetState, budgetActions, budgetStates } from "../../analysis/budget.ts";
import { type DataPath, dataPathIds } from "../../analysis/data-paths.ts";
import { costGroups } from "../../analysis/pricing/pricing.ts";
import type { Finding } from "../../graph/finding.ts";
import { decimal, urn } from "./common.ts";

/** A policy rule's answer for one resource. */
export const findingModel = z.strictObject({
  rule: z.string().meta({ description: "Rule id, for example `N01`." }),
  enforcement: z.enum(["mandatory", "advisory"]).meta({ description: "Whether a failure stops an update." }),
  severity: z.enum(["low", "medium", "high", "critical"]).meta({ description: "How bad a failure is." }),
  status: z
    .enum(["passed", "failed", "waived", "notEvaluated", "notApplicable"])
    .meta({ description: "Only `passed` is a pass: what could not be looked at is `notEvaluated`." }),
  urn,
  path: z.string().meta({ description: "The property that was looked at." }),
  message: z
    .string()
    .meta({ description: "What was found and what is demanded; the reason for every status but `passed`." }),
}) satisfies z.ZodType<Finding>;

/** One way that data takes. */
export const dataPathModel = z.strictObject({
  id: z.enum(dataPathIds).meta({ description: "Which way it is." }),
  urns: z.array(z.string()).meta({ description: "The resources whose inputs decide it." }),
  from: z.string().meta({ description: "Where the data comes from." }),
  to: z.string().meta({ description: "Where it goes or rests." }),
  encrypted: z
    .union([z.boolean(), z.literal("unknown")])
    .meta({ description: "Whether it is encrypted there; `unknown` where Azure does not document it." }),
  by: z.string().meta({ description: "By what: the mechanism and whose key." }),
  reason: z.string().meta({ description: "Why the answer is what it is, and what it does not cover." }),
}) satisfies z.ZodType<DataPath>;

/** One thing that is wrong with the input. */
export const problemModel = z.strictObject({
  path: z.string().meta({ description: "The property path as the user wrote it." }),
  value: z
    .json()
    .exactOptional()
    .meta({ description: "What stood there; secrets are masked, absent if nothing did." }),
  message: z.string().meta({ description: "What is wrong and what is allowed." }),
  fix: z.string().meta({ description: "What to write instead." }),
});

/** One budget of the environment, and how the cost stands to it. */
export const budgetModel = z.strictObject({
  name: z.string().meta({ description: "Name of the budget." }),
  monthly: decimal.meta({ description: "Allowed for a month of 730 hours." }),
  currency: z.string().meta({ description: "Currency of the amounts." }),
  scope: z
    .strictObject({
      group: z.enum(costGroups).exactOptional().meta({ description: "Only this group of the cost." }),
      tag: z
        .strictObject({
          name: z.string().meta({ description: "Name of the tag." }),
          value: z.string().meta({ description: "Its value." }),
        })
        .exactOptional()
        .meta({ description: "Only what carries this tag." }),
    })
    .meta({ description: "Which part of the cost it is for; all of it where nothing is said." }),
  known: decimal.meta({ description: "Known cost of that part for a month." }),
  unpriced: z.int().nonnegative().meta({ description: "Costs of that part that have no amount." }),
  thresholds: z
    .array(
      z.strictObject({
        percent: z.number().positive().meta({ description: "Of the budget." }),
        amount: decimal.meta({ description: "As an amount." }),
        action: z.enum(budgetActions).meta({ description: "What happens where the cost exceeds it." }),
        exceeded: z.boolean().meta({ description: "Whether the known cost exceeds it." }),
      }),
    )
    .meta({ description: "Where it says something, the lowest first." }),
  state: z.enum(budgetStates).meta({
    description:
      "The gravest threshold that the known cost exceeds; `open`: none, but something has no price; `within`: none.",
  }),
}) satisfies z.ZodType<BudgetState>;
