import * as z from "zod";
import { costGroups } from "../../analysis/pricing/pricing.ts";
import type { ScenarioCost } from "../../analysis/scenarios/scenarios.ts";
import type { SpotAnswer } from "../../analysis/scenarios/spot.ts";
import { decimal, unknown } from "./common.ts";

const amountOrUnknown = z.union([decimal, unknown]);

const spot = z.strictObject({
  atLeast: z.boolean().meta({
    description:
      "Whether something that costs the same either way has no price: then a GPU-hour costs more, more of the time must be useful, and fewer evictions are borne.",
  }),
  onDemandPerGpuHour: decimal.meta({
    description:
      "What an hour of a GPU costs on demand, all else the same: at the break-even, a useful hour on spot costs as much.",
  }),
  breakEvenGoodput: decimal.meta({
    description: "Share of the time that must be useful: cost with spot / cost on demand.",
  }),
  jobNodes: z.int().positive().meta({ description: "Nodes of the job that one eviction stops." }),
  breakEvenEvictionsPer1000NodeDays: decimal.nullable().meta({
    description:
      "Evictions at which no more than that share is useful; null where nothing says what an eviction costs.",
  }),
  undeclared: z
    .string()
    .nullable()
    .meta({ description: "Why nothing says what an eviction costs; null where something does." }),
  declared: z
    .strictObject({
      evictionsPer1000NodeDays: decimal.meta({
        description: "The rate that the scenario, or the job, declares.",
      }),
      goodput: decimal.meta({ description: "Share of the time that is useful at that rate." }),
      perUsefulGpuHour: decimal.nullable().meta({
        description: "What an hour of a GPU costs that moves training forward; null where nearly none does.",
      }),
      cheaper: z.boolean().meta({
        description: "Whether a useful hour costs less than on demand, of what has a price.",
      }),
      cheaperBelow: decimal.nullable().meta({
        description:
          "What the rest may cost in a month for it to stay cheaper; null where it is not cheaper, or nothing more can change that.",
      }),
    })
    .nullable()
    .meta({ description: "What follows from the declared rate of evictions; null where none is declared." }),
}) satisfies z.ZodType<SpotAnswer>;

/** What the stack costs in one scenario. */
export const scenarioModel = z.strictObject({
  name: z.string().meta({ description: "Name of the scenario." }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ description: "Currency of every amount, ISO 4217." }),
  hourly: decimal.meta({ description: "Amount for the average hour of a month." }),
  monthly: decimal.meta({ description: "Amount for a month of 730 hours: what has a price." }),
  atLeast: z.boolean().meta({
    description: "Whether the bill will be higher, because something has no price: it is no total.",
  }),
  unpriced: z.int().nonnegative().meta({ description: "Costs that have no amount." }),
  perGpuHour: amountOrUnknown.nullable().meta({
    description:
      "All of the known cost for each hour in which a GPU runs; null where none runs, unknown where a GPU node has no price.",
  }),
  groups: z
    .array(
      z.strictObject({
        group: z.enum(costGroups).meta({ description: "What the cost belongs to." }),
        monthly: amountOrUnknown.meta({ description: "For 730 hours; unknown where nothing has a price." }),
        unpriced: z.int().nonnegative().meta({ description: "Costs of the group that have no amount." }),
      }),
    )
    .meta({ description: "Sums by group; `monthly` above is their sum." }),
  spot: spot.nullable().meta({
    description:
      "What must be true for spot nodes to be cheaper; null without any, or where a node has no price.",
  }),
  notes: z.array(z.string()).meta({ description: "What a reader must know of it." }),
}) satisfies z.ZodType<ScenarioCost>;
