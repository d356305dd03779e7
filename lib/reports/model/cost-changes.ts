import * as z from "zod";
import {
  type CostChange,
  type CostChanges,
  type CostSum,
  costChangeKinds,
} from "../../analysis/cost-changes.ts";
import { decimal, urn } from "./common.ts";

const sum = z.strictObject({
  hourly: decimal.meta({ description: "Known amount for one hour." }),
  monthly: decimal.meta({ description: "Known amount for a month of 730 hours." }),
  atLeast: z.boolean().meta({ description: "Whether something has no price and comes on top." }),
}) satisfies z.ZodType<CostSum>;

const hourly = decimal.meta({ description: "Known cost of an hour after, less before." });
const monthly = decimal.meta({ description: "Known cost of a month after, less before." });

const resource = z.strictObject({
  urn,
  type: z.string().meta({ description: "Type token." }),
  name: z.string().meta({ description: "Logical name." }),
  kind: z.enum(costChangeKinds).meta({ description: "What becomes of its cost." }),
  inputs: z.array(z.string()).meta({
    description: "Inputs that are not as they were; empty where another resource changes the cost.",
  }),
  before: sum.nullable().meta({ description: "What it cost; null where it was not there." }),
  after: sum.nullable().meta({ description: "What it costs; null where it is there no more." }),
  hourly,
  monthly,
}) satisfies z.ZodType<CostChange>;

/** How the cost differs from what it was. */
export const costChangesModel = z.strictObject({
  against: z.string().meta({ description: "What it was compared with." }),
  currency: z.string().meta({ description: "Currency of every amount, ISO 4217." }),
  before: sum.meta({ description: "Total of before." }),
  after: sum.meta({ description: "Total of today." }),
  hourly,
  monthly,
  open: z
    .boolean()
    .meta({ description: "Whether the difference may be another, because something has no price." }),
  resources: z.array(resource).meta({ description: "Whose cost changes, the greatest difference first." }),
  unchanged: sum
    .extend({ resources: z.int().nonnegative().meta({ description: "How many." }) })
    .meta({ description: "What the others cost." }),
}) satisfies z.ZodType<CostComparison>;

/** A comparison of costs, with what it was made. */
export interface CostComparison extends CostChanges {
  /** What it was compared with, in words. */
  readonly against: string;
}
