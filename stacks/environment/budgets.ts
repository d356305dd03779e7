import * as z from "zod";
import { budgetActions } from "../../lib/planning/budget.ts";
import { costGroups } from "../../lib/planning/cost-groups.ts";

const threshold = z.strictObject({
  at: z
    .number()
    .min(0.01)
    .max(10)
    .meta({ description: "Part of the budget, 1 for all of it.", examples: [0.9] }),
  action: z.enum(budgetActions).meta({
    description: "`inform` and `warn`: the report says so. `fail`: exit code 3 too.",
  }),
});

/** `budgets`: what the stack, a group of its cost, or what carries a tag may cost. */
export const budgets = z.array(
  z.strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/)
      .meta({ description: "Name of the budget, also of Azure's.", examples: ["whole-stack"] }),
    monthly: z
      .string()
      .regex(/^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,2})?$/)
      .meta({
        description: 'Amount for a month of 730 hours, quoted, without separators: "18500000".',
        examples: ["18500000"],
      }),
    currency: z
      .enum(["USD"])
      .meta({ description: "Currency of the amount: the one of the price catalogue." }),
    scope: z
      .strictObject({
        group: z
          .enum(costGroups)
          .exactOptional()
          .meta({ description: "One group of the cost. @default - all" }),
        tag: z
          .strictObject({ name: z.string().min(1).max(512), value: z.string().max(256) })
          .exactOptional()
          .meta({ description: "What carries this tag. @default - everything" }),
      })
      .default({})
      .meta({ description: "Which part of the cost: what fits all that is said. @default - all of it" }),
    thresholds: z
      .array(threshold)
      .min(1)
      .max(5)
      .default([
        { at: 0.9, action: "warn" },
        { at: 1, action: "fail" },
      ])
      .meta({ description: "Where it says something; at most 5, as Azure has it." }),
  }),
);
