import { Decimal } from "decimal.js";
import type { Price, PriceTerm, PriceUnit } from "../../../catalog/price.ts";
import type { AsOf } from "../../../catalog/source.ts";
import { priceText, type Refreshed, type RefreshRequest } from "../refreshed.ts";
import type { Offer } from "./offer.ts";
import type { OfferFile, OfferTerm } from "./price-list.ts";

/** How many of AWS's unit make one of ours. A unit that is not here is not understood, and prices nothing. */
const FACTORS: Readonly<Partial<Record<PriceUnit, Readonly<Record<string, Decimal.Value>>>>> = {
  hour: { Hrs: 1, hours: 1, Hours: 1, Hourly: 1, hour: 1 },
  month: { Secrets: 1, "per Secrets": 1, Months: 1 },
  GB: { GB: 1, Gigabytes: 1 },
  "GB-month": { "GB-Mo": 1, "GB-month": 1 },
  "IOPS-month": { "IOPS-Mo": 1 },
  // The list prices throughput by the GiB/s, and the pages by the MiB/s.
  "MBps-month": { "GiBps-mo": new Decimal(1).div(1024), "MiBps-Mo": 1 },
  "LCU-hour": { "LCU-Hrs": 1 },
  "key-month": { Keys: 1 },
  "10,000 operations": { Requests: 10_000, Request: 10_000, "API Requests": 10_000 },
};

/** Reservations of the standard class that cost nothing in advance: their price is by the hour. */
const TERMS: Readonly<Record<string, PriceTerm>> = { "1yr": "reservation1Year", "3yr": "reservation3Years" };

type Priced = Pick<Price, "price" | "term" | "from">;

/** The prices of an offer in what one region's file says. */
export function pricesOfOffer(offer: Offer, file: OfferFile | undefined, request: RefreshRequest): Refreshed {
  const { item, unit, machine } = offer;
  const unknown = (reason: string): Refreshed => ({ rows: [], unanswered: [{ item, reason }] });
  if (file === undefined) return unknown(`${offer.offer} has no price list for ${request.region}`);
  const products = file.products.filter(({ attributes }) => offer.matches(attributes, request.region));
  if (products.length === 0) return unknown("no such product");
  const priced = products.map(({ onDemand, reserved }) => [
    ...tiersOf(offer, newest(onDemand, request.asOf), "onDemand", request.currency),
    ...(machine === true ? reservations(offer, reserved, request) : []),
  ]);
  const reason = priced.flat().find((each) => typeof each === "string");
  if (reason !== undefined) return unknown(reason);
  const [first = [], ...others] = priced.map((each) => each.filter((row) => typeof row !== "string"));
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    return unknown("several products print different prices");
  }
  const origin = {
    item,
    unit,
    region: request.region,
    currency: request.currency,
    ...(machine === true && { os: "linux" as const }),
    source: file.url,
    asOf: request.asOf as AsOf,
  };
  return { rows: first.map((row) => ({ ...origin, ...row })), unanswered: [] };
}

/** The conditions in force on a day: several can be printed, of which the newest holds. */
function newest(terms: readonly OfferTerm[], asOf: string): OfferTerm | undefined {
  return terms
    .filter(({ effectiveDate }) => effectiveDate.slice(0, 10) <= asOf)
    .toSorted((a, b) => (a.effectiveDate < b.effectiveDate ? 1 : -1))[0];
}

function reservations(
  offer: Offer,
  terms: readonly OfferTerm[],
  { asOf, currency }: RefreshRequest,
): (Priced | string)[] {
  return Object.entries(TERMS).flatMap(([length, term]) => {
    const same = terms.filter(
      ({ termAttributes: { LeaseContractLength, OfferingClass, PurchaseOption } }) =>
        LeaseContractLength === length && OfferingClass === "standard" && PurchaseOption === "No Upfront",
    );
    return same.length === 0 ? [] : tiersOf(offer, newest(same, asOf), term, currency);
  });
}

/** The prices of all tiers but those that a month includes; or why there are none. */
function tiersOf(
  { unit, included }: Offer,
  conditions: OfferTerm | undefined,
  term: PriceTerm,
  currency: string,
): (Priced | string)[] {
  if (conditions === undefined) return ["it has no price that is in force"];
  const dimensions = Object.values(conditions.priceDimensions).toSorted(
    (a, b) => Number(a.beginRange ?? 0) - Number(b.beginRange ?? 0),
  );
  const paid = dimensions.findIndex(({ pricePerUnit }) => Number(pricePerUnit[currency] ?? 0) > 0);
  if (paid === -1) return ["its product prints a price of nothing, which is not taken for one"];
  return dimensions.slice(paid).map(({ unit: theirs, beginRange = "0", pricePerUnit }) => {
    const factors = FACTORS[unit] ?? {};
    const factor = Object.hasOwn(factors, theirs) ? factors[theirs] : undefined;
    if (factor === undefined) return `its product counts by "${theirs}", which is not understood`;
    const price = new Decimal(pricePerUnit[currency] ?? 0);
    if (price.isZero()) return "a dear tier is followed by one of nothing";
    const from = Number(beginRange) > 0 ? new Decimal(beginRange).div(factor).toFixed() : included;
    return { price: priceText(price.times(factor)), term, ...(from !== undefined && { from }) };
  });
}
