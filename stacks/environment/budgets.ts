import * as z from "zod";
import { currencyCode } from "../../catalog/currency.ts";
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

/** `azure`: what Azure itself needs to know to watch a budget. */
const azure = z.strictObject({
  contactEmails: z
    .array(z.email().max(254))
    .min(1)
    .max(50)
    .meta({
      description: "Who Azure writes to at each threshold.",
      examples: [["gpu-costs@example.com"]],
    }),
  startMonth: z
    .string()
    .regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
    .meta({
      description:
        "First month that it watches, quoted: when it is made, the running month or one of the twelve after it.",
      examples: ["2026-12"],
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
    currency: currencyCode.meta({
      description: "Currency of the amount: the one of the prices, which is USD without price files.",
      examples: ["USD"],
    }),
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
    azure: azure.exactOptional().meta({
      description:
        "Declares a budget in Azure too, on what is really spent in the subscription, in its billing currency. @default - only exaform watches it",
    }),
  }),
);
