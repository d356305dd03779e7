import { stringify } from "csv-stringify/sync";
import { Decimal } from "decimal.js";
import { HOURS_PER_MONTH } from "../../analysis/cost-line.ts";
import type { CostGroup } from "../../analysis/pricing/pricing.ts";
import type { CostDocument } from "./report.ts";

type Line = CostDocument["cost"]["lines"][number];

/** `ServiceCategory` of each group: https://focus.finops.org/focus-specification/v1-2 (2025-05). */
const CATEGORIES: Readonly<Record<CostGroup, string>> = {
  "GPU compute": "Compute",
  "HPC compute": "Compute",
  "system compute": "Compute",
  "other compute": "Compute",
  Kubernetes: "Compute",
  storage: "Storage",
  network: "Networking",
  keys: "Security",
  registry: "Developer Tools",
  observability: "Management and Governance",
};

/** Nobody sends a bill for an estimate: what stands where the specification wants the account that pays it. */
const ACCOUNT = "exaform-estimate";

/**
 * The priced lines as the CSV of FOCUS 1.2: all of its mandatory columns, and those of the others that an estimate can
 * fill. The charge period is the calendar month of the document's day; amounts are for 730 hours. What has no price is
 * left out. Ends with a line feed.
 */
export function focusCsv({ cost, asOf }: CostDocument): string {
  const period = monthOf(asOf);
  const rows = cost.lines.map((line) => rowOf(line, cost.currency, period));
  return stringify(rows, { header: true, columns: COLUMNS, record_delimiter: "\n" });
}

interface Period {
  readonly start: string;
  readonly end: string;
}

function monthOf(asOf: string): Period {
  const [year = 0, month = 0] = asOf.split("-").map(Number);
  const day = (index: number): string =>
    new Date(Date.UTC(year, index, 1)).toISOString().replace(".000Z", "Z");
  return { start: day(month - 1), end: day(month) };
}

function rowOf(line: Line, currency: string, { start, end }: Period) {
  const { urn, unit, unitPrice, listPrice = unitPrice, monthly, quantity, region, term } = line;
  const [type = "", name = ""] = [urn.split("::")[2]?.split("$").at(-1), urn.split("::").slice(3).join("::")];
  const provider = type.startsWith("aws") ? "AWS" : "Microsoft";
  const priced = new Decimal(quantity).times(unit.endsWith("hour") ? HOURS_PER_MONTH : 1);
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
    PricingUnit: unit.replace(/hour$/, "Hours").replace(/month$/, "Months"),
    ProviderName: provider,
    PublisherName: provider,
    RegionId: place,
    RegionName: place,
    ResourceId: urn,
    ResourceName: name,
    ResourceType: type,
    ServiceCategory: CATEGORIES[line.group],
    ServiceName: type.split(":")[1] ?? type,
    SkuId: line.priceItem,
    SkuPriceId: `${line.priceItem}/${region}/${term}`,
  };
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
] as const satisfies readonly (keyof ReturnType<typeof rowOf>)[];
