import { Decimal } from "decimal.js";
import type { Price, PriceTerm } from "../../../catalog/price.ts";
import type { AsOf } from "../../../catalog/source.ts";
import { priceText, type Refreshed, type RefreshRequest } from "../refreshed.ts";
import type { Meter } from "./meter.ts";
import type { RetailItem } from "./retail-item.ts";
import { factorOf } from "./units.ts";

/** Hours of a reservation's term: its price is for all of them, although its unit says an hour. */
const TERMS: Readonly<
  Record<string, { readonly hours: number; readonly reservation: PriceTerm; readonly plan: PriceTerm }>
> = {
  "1 Year": { hours: 8_760, reservation: "reservation1Year", plan: "savingsPlan1Year" },
  "3 Years": { hours: 26_280, reservation: "reservation3Years", plan: "savingsPlan3Years" },
};

/** Machines of another kind, which the API lists under the same size: Windows, classic cloud services, whole hosts, Batch. */
const NOT_A_LINUX_VM = /Windows|Cloud ?Services|Dedicated Host/;
const BATCH = / Low Priority$/;
const SPOT = / Spot$/;

/** A price that was found, before it is one of the catalogue's form. */
interface Found {
  readonly term: PriceTerm;
  readonly tiers: readonly RetailItem[];
}

/**
 * The prices of a meter in an answer of the Retail Prices API.
 *
 * @param source where it was asked.
 */
export function pricesOfMeter(
  meter: Meter,
  answer: readonly RetailItem[],
  request: RefreshRequest,
  source: string,
): Refreshed {
  const region = meter.listing === "region" ? request.region : meter.listing;
  const listed = answer.filter((row) => (row.armRegionName ?? "") === region && meter.matches(row));
  const unknown = (reason: string): Refreshed => ({ rows: [], unanswered: [{ item: meter.item, reason }] });
  const inCurrency = listed.filter(({ currencyCode }) => currencyCode === request.currency);
  const inForce = inCurrency.filter(
    ({ effectiveStartDate }) => effectiveStartDate.slice(0, 10) <= request.asOf,
  );
  if (listed.length === 0) return unknown("no such meter");
  if (inCurrency.length === 0) return unknown(`it is priced in ${listed[0]?.currencyCode} only`);
  const rows: Price[] = [];
  for (const { term, tiers } of foundIn(meter, inForce)) {
    const current = currentTiers(tiers);
    if (current === undefined) return unknown(`two meters print different prices of one day (${term})`);
    const priced = tierPrices(meter, current, term);
    if (typeof priced === "string") return unknown(priced);
    const plans = term === "onDemand" && meter.machine === true ? plansOf(current) : [];
    const origin = originOf(meter, request, source, current);
    rows.push(...[...priced, ...plans].map((row) => ({ ...origin, ...row })));
  }
  return rows.length === 0 ? unknown("it has no price") : { rows, unanswered: [] };
}

/** The meters by term, without those of other things. */
function foundIn(meter: Meter, rows: readonly RetailItem[]): Found[] {
  const termOf = meter.machine === true ? machineTermOf : plainTermOf;
  const groups = Map.groupBy(rows, termOf);
  return [...groups].flatMap(([term, tiers]) => (term === undefined ? [] : [{ term, tiers }]));
}

function plainTermOf({ type }: RetailItem): PriceTerm | undefined {
  return type === "Consumption" ? "onDemand" : undefined;
}

function machineTermOf(row: RetailItem): PriceTerm | undefined {
  if (NOT_A_LINUX_VM.test(row.productName) || BATCH.test(row.meterName) || BATCH.test(row.skuName))
    return undefined;
  if (row.type === "Reservation") return TERMS[row.reservationTerm ?? ""]?.reservation;
  if (row.type !== "Consumption") return undefined;
  return SPOT.test(row.meterName) || SPOT.test(row.skuName) ? "spot" : "onDemand";
}

/** The newest row of each tier; a primary meter before one that only bills. `undefined` where that leaves two prices. */
function currentTiers(rows: readonly RetailItem[]): RetailItem[] | undefined {
  const primary = rows.filter(({ isPrimaryMeterRegion }) => isPrimaryMeterRegion);
  const tiers = Map.groupBy(primary.length > 0 ? primary : rows, ({ tierMinimumUnits }) => tierMinimumUnits);
  const current: RetailItem[] = [];
  for (const [, same] of [...tiers].toSorted(([a], [b]) => a - b)) {
    const newest = same.reduce(
      (date, { effectiveStartDate }) => (effectiveStartDate > date ? effectiveStartDate : date),
      "",
    );
    const [first, ...others] = same.filter(({ effectiveStartDate }) => effectiveStartDate === newest);
    if (first === undefined || others.some(({ retailPrice }) => retailPrice !== first.retailPrice))
      return undefined;
    current.push(first);
  }
  return current;
}

type Priced = Pick<Price, "price" | "term" | "from">;

/** The prices of all tiers but those that a month includes; or why there are none. */
function tierPrices(meter: Meter, tiers: readonly RetailItem[], term: PriceTerm): Priced[] | string {
  const free = tiers.findIndex(({ retailPrice }) => retailPrice > 0);
  if (free === -1) return "its meter prints a price of nothing, which is not taken for one";
  const rows: Priced[] = [];
  for (const { unitOfMeasure, retailPrice, tierMinimumUnits, reservationTerm } of tiers.slice(free)) {
    const factor = factorOf(unitOfMeasure, meter.unit);
    if (factor === undefined) return `its meter counts by "${unitOfMeasure}", which is not understood`;
    if (tierMinimumUnits > 0 && !factor.eq(1)) return "its tiers are counted in another unit than ours";
    if (retailPrice === 0) return "a dear tier is followed by one of nothing";
    const hours = TERMS[reservationTerm ?? ""]?.hours ?? 1;
    const price = priceText(new Decimal(retailPrice).times(factor).div(hours));
    const from = tierMinimumUnits > 0 ? new Decimal(tierMinimumUnits).toFixed() : meter.included;
    rows.push({ price, term, ...(from !== undefined && { from }) });
  }
  return rows;
}

/** Prices by the hour of a machine's savings plans, which its meter on demand carries. */
function plansOf([meter]: readonly RetailItem[]): Priced[] {
  return (meter?.savingsPlan ?? []).flatMap(({ term, retailPrice }) => {
    const plan = TERMS[term]?.plan;
    return plan === undefined || retailPrice === 0
      ? []
      : [{ price: priceText(new Decimal(retailPrice)), term: plan }];
  });
}

function originOf(
  { item, unit, listing, machine }: Meter,
  { region, currency, asOf }: RefreshRequest,
  source: string,
  [first]: readonly RetailItem[],
): Omit<Price, keyof Priced> {
  const meter = `${first?.productName}, ${first?.meterName}, in force since ${first?.effectiveStartDate.slice(0, 10)}`;
  return {
    item,
    unit,
    region: listing === "region" ? region : "global",
    currency,
    ...(machine === true && { os: "linux" as const }),
    source: `${source}, ${meter}`,
    asOf: asOf as AsOf,
  };
}
