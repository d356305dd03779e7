import * as z from "zod";
import type { CostReport } from "../../analysis/cost.ts";
import { costGroups } from "../../analysis/pricing/pricing.ts";
import { priceTerms } from "../../analysis/pricing/terms.ts";
import { decimal, urn } from "./common.ts";

const group = z.enum(costGroups).meta({ description: "What the cost belongs to." });
const hourly = decimal.meta({ description: "Amount for the average hour of a month." });
const monthly = decimal.meta({ description: "Amount for a month of 730 hours." });
const source = z.string().meta({ description: "Where it was read." });
const asOf = z
  .string()
  .regex(/^(\d{4}(-\d{2}){0,2}|undated)$/)
  .meta({
    description: "The day, month or year for which it was read; `undated` where the source says none.",
  });

const count = z.int().nonnegative();

const line = z.strictObject({
  urn,
  group,
  item: z.string().meta({ description: "What is paid for." }),
  priceItem: z.string().meta({ description: "Key of the price." }),
  region: z.string().meta({ description: "Where the price holds." }),
  term: z.enum(priceTerms).meta({ description: "On what conditions it is bought." }),
  quantity: decimal.meta({ description: "How many of `unit`." }),
  unit: z.string().meta({ description: "What the price is for." }),
  unitPrice: decimal.meta({ description: "Price of one unit." }),
  listPrice: decimal
    .exactOptional()
    .meta({ description: "List price of one unit, where a discount was taken off it." }),
  pool: z
    .string()
    .exactOptional()
    .meta({ description: "Name of the pool of which it is the nodes; absent for everything else." }),
  gpus: z
    .int()
    .positive()
    .exactOptional()
    .meta({ description: "GPUs of one unit; absent where it has none." }),
  hourly,
  monthly,
  source,
  asOf,
});

const unpriced = z.strictObject({
  urn,
  kind: z.enum(["usage", "no price", "unknown input", "unknown type"]).meta({
    description:
      "Why there is no amount: paid by use, no price read, an input not known, or a type not known.",
  }),
  group: group
    .nullable()
    .meta({ description: "What it would belong to; null for a type that is not known." }),
  item: z.string().meta({ description: "What may be paid for." }),
  reason: z.string().meta({ description: "Why there is no amount." }),
  unitPrice: z
    .strictObject({
      price: decimal.meta({ description: "Price of one unit." }),
      unit: z.string().meta({ description: "What the price is for." }),
      source,
      asOf,
    })
    .nullable()
    .meta({ description: "Price of one unit, where only the amount is not known." }),
});

const free = z.strictObject({
  type: z.string().meta({ description: "Resource type." }),
  resources: z.int().positive().meta({ description: "How many resources." }),
  reason: z.string().meta({ description: "Why they cost nothing by themselves." }),
  source,
  asOf,
});

export const costModel = z.strictObject({
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .meta({ description: "Currency of every amount, ISO 4217." }),
  hourly,
  monthly,
  atLeast: z
    .boolean()
    .meta({ description: "Whether the bill will be higher, because something is unpriced." }),
  resources: z
    .strictObject({
      total: count.meta({ description: "Resources that a cloud makes." }),
      priced: count.meta({ description: "All that is paid for by time has a price." }),
      pricedInPart: count.meta({
        description: "Of what is paid for by time, some has a price and some has none.",
      }),
      free: count.meta({ description: "They cost nothing by themselves." }),
      byUse: count.meta({ description: "Nothing is paid for but use, which no resource declares." }),
      unknown: count.meta({
        description: "Something is paid for by time, or may be, and nothing of it has a price.",
      }),
    })
    .meta({ description: "How much is known of the resources; each counts once." }),
  pricedInPart: z
    .array(
      z.strictObject({
        urn,
        missing: z
          .array(z.string())
          .min(1)
          .meta({ description: "Items of it, paid for by time or perhaps so, that have no amount." }),
      }),
    )
    .meta({ description: "The resources that are priced in part, and what of them is not." }),
  groups: z.array(z.strictObject({ group, hourly, monthly })).meta({ description: "Sums by group." }),
  lines: z
    .array(line)
    .meta({ description: "What has a price; `hourly` and `monthly` above are their sums." }),
  unpriced: z
    .array(unpriced)
    .meta({ description: "What may cost money and has no amount: never counted as 0." }),
  free: z.array(free).meta({ description: "Resource types that cost nothing by themselves." }),
}) satisfies z.ZodType<CostReport>;
