import { Decimal } from "decimal.js";
import { HOURS_PER_MONTH, hoursOf } from "../../analysis/cost-line.ts";
import { serviceOf } from "../../analysis/pricing/services.ts";
import { nameOfUrn } from "../words.ts";
import { csv } from "./csv.ts";
import type { CostDocument } from "./report.ts";

type Tags = CostDocument["tags"][string];
type Line = CostDocument["cost"]["lines"][number];

/** Nobody sends a bill for an estimate: what stands where the specification wants the account that pays it. */
const ACCOUNT = "exaform-estimate";

/**
 * The priced lines as the CSV of FOCUS 1.2: all of its mandatory columns, and those of the others that an estimate can
 * fill. Both periods are the 730 hours for which the amounts are, from the first of the month of the document's day: a
 * calendar month has fewer or more. What has no price is left out. Ends with a line feed.
 */
export function focusCsv({ cost, asOf, tags }: CostDocument): string {
  const period = periodOf(asOf);
  const rows = cost.lines.map((line) => rowOf(line, cost.currency, period, tags[line.urn]));
  return csv(rows, COLUMNS);
}

interface Period {
  readonly start: string;
  readonly end: string;
}

function periodOf(asOf: string): Period {
  const start = Date.parse(`${asOf.slice(0, "YYYY-MM".length)}-01T00:00:00Z`);
  const text = (time: number): string => new Date(time).toISOString().replace(".000Z", "Z");
  return { start: text(start), end: text(start + HOURS_PER_MONTH * MILLISECONDS_PER_HOUR) };
}

const MILLISECONDS_PER_HOUR = 3_600_000;

function rowOf(line: Line, currency: string, { start, end }: Period, tags: Tags | undefined) {
  const { urn, unit, unitPrice, listPrice = unitPrice, monthly, region, term } = line;
  const [type = "", name = ""] = [urn.split("::")[2]?.split("$").at(-1), nameOfUrn(urn)];
  const service = serviceOf(line.priceItem);
  if (service === undefined) throw new Error(`the catalogue has no service that sells ${line.priceItem}`);
  const { provider } = service;
  const priced = pricedQuantity(line);
  const place = region === "global" ? "" : region;
  return {
    BilledCost: monthly,
    BillingAccountId: ACCOUNT,
    BillingAccountName: "",
    BillingCurrency: currency,
    BillingPeriodEnd: end,
    BillingPeriodStart: start,
    ChargeCategory: "Usage",
    ChargeClass: "",
    ChargeDescription: line.item,
    ChargeFrequency: "Usage-Based",
    ChargePeriodEnd: end,
    ChargePeriodStart: start,
    ContractedCost: monthly,
    ContractedUnitPrice: unitPrice,
    EffectiveCost: monthly,
    InvoiceIssuerName: provider,
    ListCost: listPrice === unitPrice ? monthly : priced.times(listPrice).toFixed(2),
    ListUnitPrice: listPrice,
    PricingCategory: term === "spot" ? "Dynamic" : "Standard",
    PricingQuantity: priced.toFixed(),
    PricingUnit: unitFormat(unit),
    ProviderName: provider,
    PublisherName: provider,
    RegionId: place,
    RegionName: place,
    ResourceId: urn,
    ResourceName: name,
    ResourceType: type,
    ServiceCategory: service.category,
    ServiceName: service.name,
    SkuId: line.priceItem,
    SkuPriceId: `${line.priceItem}/${region}/${term}`,
    Tags: tags === undefined ? "" : tagsText(tags),
  };
}

/** How many units are paid for in the period. */
function pricedQuantity({ quantity, unit }: Line): Decimal {
  const hours = hoursOf(unit);
  return hours === undefined
    ? new Decimal(quantity)
    : new Decimal(quantity).times(HOURS_PER_MONTH).div(hours);
}

/** `GB-month` as `GB-Months`, `10,000 operations` as `10000 Operations`: units of FOCUS are capitalised and plural. */
function unitFormat(unit: string): string {
  return unit
    .replaceAll(",", "")
    .replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/(?<=hour|month|rotation)$/i, "s");
}

/** Tags as a JSON object. The value of a tag that is not known, or secret, is null. */
function tagsText(tags: Tags): string {
  const pairs = Object.entries(tags).map(([name, value]) => [name, typeof value === "string" ? value : null]);
  return JSON.stringify(Object.fromEntries(pairs));
}

const COLUMNS = [
  "BilledCost",
  "BillingAccountId",
  "BillingAccountName",
  "BillingCurrency",
  "BillingPeriodEnd",
  "BillingPeriodStart",
  "ChargeCategory",
  "ChargeClass",
  "ChargeDescription",
  "ChargeFrequency",
  "ChargePeriodEnd",
  "ChargePeriodStart",
  "ContractedCost",
  "ContractedUnitPrice",
  "EffectiveCost",
  "InvoiceIssuerName",
  "ListCost",
  "ListUnitPrice",
  "PricingCategory",
  "PricingQuantity",
  "PricingUnit",
  "ProviderName",
  "PublisherName",
  "RegionId",
  "RegionName",
  "ResourceId",
  "ResourceName",
  "ResourceType",
  "ServiceCategory",
  "ServiceName",
  "SkuId",
  "SkuPriceId",
  "Tags",
] as const satisfies readonly (keyof ReturnType<typeof rowOf>)[];
