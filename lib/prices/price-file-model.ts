import { Decimal } from "decimal.js";
import * as z from "zod";
import { currencyCode } from "../../catalog/currency.ts";
import { priceTerms, priceUnits } from "../../catalog/price.ts";
import type { AsOf } from "../../catalog/source.ts";

const DECIMAL = /^\d{1,12}(\.\d{1,12})?$/;

const decimal = z.string().regex(DECIMAL, {
  error: "must be a plain decimal number, at most 12 digits on each side of the point",
  abort: true,
});

const price = decimal.refine((text) => new Decimal(text).gt(0), "must be more than nothing");
const percent = decimal.refine((text) => new Decimal(text).lte(100), "must be 0 to 100");

const asOf = z
  .string()
  .regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, "must be a day, a month or a year")
  .transform((text) => text as AsOf);

const region = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/, "must be a region's short name, or global");
const term = z.enum(priceTerms);
const words = z.string().min(1).max(300);

const rowModel = z.strictObject({
  item: z
    .string()
    .regex(/^\w+(\/[\w.-]+){0,2}$/, "must be an item's key, without spaces")
    .meta({
      description:
        "What is sold, for example vm/Standard_ND96isr_H100_v5 or lustre/AMLFS-Durable-Premium-250.",
    }),
  region,
  unit: z
    .enum(priceUnits)
    .meta({ description: "What the price is for; a Lustre file system is counted in TiB." }),
  price: price.meta({ description: "For one unit; for commitments too, not for the whole term." }),
  term: term.default("onDemand"),
  os: z.literal("linux").optional(),
  from: decimal.optional().meta({ description: "Amount of a month from which the price holds." }),
  source: words.meta({ description: "Where the price was read or agreed." }),
  asOf: asOf.meta({ description: "The day, month or year of the price." }),
});

const discountModel = z.strictObject({
  items: z
    .string()
    .regex(/^[\w./-]*\*?$/, "must be an item's key, or its beginning and a *")
    .min(1)
    .meta({ description: "An item's key, or its beginning and a *, for example vm/*." }),
  regions: z.array(region).min(1).optional().meta({ description: "Where. Default: everywhere." }),
  terms: z.array(term).min(1).default(["onDemand"]).meta({ description: "On which terms." }),
  percent: percent.meta({ description: "Taken off the list price." }),
  reason: words.meta({ description: "Why, as reports will show it." }),
});

/** The one format of price files: refreshed ones, and those with a user's own prices and discounts. */
export const priceFileModel = z.strictObject({
  $schema: z.string().optional(),
  currency: currencyCode.meta({ description: "Of every price in the file." }),
  origin: z
    .enum(["own", "refreshed"])
    .default("own")
    .meta({ description: "Own prices win over refreshed ones, and those over the catalogue's." }),
  prices: z.array(rowModel).default([]),
  discounts: z
    .array(discountModel)
    .default([])
    .meta({ description: "Of several that match, the last one holds." }),
});

/** What a price file says, with its defaults. */
export type PriceFile = z.output<typeof priceFileModel>;

/** What is taken off which list prices. */
export type DiscountRule = PriceFile["discounts"][number];

/** JSON Schema of a price file. YAML writes decimals with or without quotes; both are read to the digit. */
export function priceFileSchema(): object {
  return z.toJSONSchema(priceFileModel, {
    io: "input",
    override: ({ jsonSchema }) => {
      if (jsonSchema.pattern !== DECIMAL.source) return;
      const { pattern } = jsonSchema;
      delete jsonSchema.type;
      delete jsonSchema.pattern;
      jsonSchema.anyOf = [
        { type: "string", pattern },
        { type: "number", minimum: 0 },
      ];
    },
  });
}
