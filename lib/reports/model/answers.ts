import * as z from "zod";
import { type DataPath, dataPathIds } from "../../analysis/data-paths.ts";
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

/** What the environment allows. */
export const budgetModel = z.strictObject({
  monthly: decimal.meta({ description: "Allowed for a month of 730 hours." }),
  currency: z.string().meta({ description: "Currency of the amount." }),
  state: z
    .enum(["within", "open", "exceeded"])
    .meta({ description: "`open`: the known cost is within it, and something has no price." }),
});
