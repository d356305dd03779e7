import { Decimal } from "decimal.js";
import type { Price } from "../../catalog/price.ts";
import type { PriceBook } from "../../catalog/price-book.ts";
import type { Graph, Resource } from "../graph/graph.ts";
import { amountLines, type CostLine, hoursOf, lineOf } from "./cost-line.ts";
import type { Amount, Charge, Cost, CostGroup, Free, Usage } from "./pricing/pricing.ts";
import { pricingOf } from "./pricing/table.ts";
import { TERM_NAMES } from "./pricing/terms.ts";

/** Why something that may cost money has no amount. */
export type UnpricedKind = "usage" | "no price" | "unknown input" | "unknown type";

/** Something that may cost money, but has no amount. */
export interface UnpricedItem {
  readonly urn: string;
  readonly kind: UnpricedKind;
  readonly group: CostGroup | null;
  readonly item: string;
  readonly reason: string;
  /** Price of one unit, where it is known and only the amount is not. */
  readonly unitPrice: UnitPrice | null;
}

/** A price as the catalogue has it. */
export interface UnitPrice {
  readonly price: string;
  readonly unit: string;
  readonly source: string;
  readonly asOf: string;
}

/** What one resource adds. */
export interface Priced {
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedItem[];
}

/** What one resource adds to the bill, or why it is free. */
export function priceOne(
  resource: Resource,
  graph: Graph,
  prices: PriceBook,
  assume: (cost: Cost, resource: Resource) => Cost,
): Priced | Free {
  const pricing = pricingOf(resource.type);
  const costs = pricing?.kind === "measured" ? pricing.costs(resource, graph) : (pricing ?? []);
  if ("kind" in costs) return costs;
  if (costs.length === 0) return { lines: [], unpriced: [unknownType(resource)] };
  const entries = costs.flatMap((cost) => entriesOf(assume(cost, resource), resource, prices));
  return {
    lines: entries.filter((entry) => "hourly" in entry),
    unpriced: entries.filter((entry) => "reason" in entry),
  };
}

function unknownType({ urn, type }: Resource): UnpricedItem {
  const reason = `no price is known for ${type}; it may cost money`;
  return { urn, kind: "unknown type", group: null, item: type, reason, unitPrice: null };
}

/** A cost as lines, or as something that has no amount. */
function entriesOf(cost: Cost, { urn }: Resource, prices: PriceBook): (CostLine | UnpricedItem)[] {
  const price = cost.kind === "gap" ? undefined : lookUp(cost, prices);
  const hours = price && hoursOf(price.unit);
  if (cost.kind === "charge" && price !== undefined && hours !== undefined && !holdsNot(cost, price)) {
    return [lineOf(urn, cost, price, hours)];
  }
  if (cost.kind === "amount" && price?.unit === cost.unit) return amountLines(urn, cost, prices);
  const { group, item } = cost;
  return [{ urn, group, item, ...whyNot(cost, price), unitPrice: price ? unitPriceOf(price) : null }];
}

/** Why a charge cannot be what is paid; `undefined` where it can. */
function holdsNot({ quantity, term, maximumPrice }: Charge, { price }: Price): string | undefined {
  if (!(quantity >= 0 && quantity <= Number.MAX_SAFE_INTEGER)) return `${quantity} is no number of them`;
  if (term === "spot" && maximumPrice !== undefined && new Decimal(price).gt(maximumPrice))
    return `the spot price, ${price}, is above its maximum price, ${maximumPrice}: none runs at that`;
  return undefined;
}

function whyNot(cost: Cost, price: Price | undefined): Pick<UnpricedItem, "kind" | "reason"> {
  if (cost.kind === "gap") return { kind: "unknown input", reason: cost.reason };
  // What an autoscaler adds is paid for by time, as the rest of the pool is.
  if (cost.kind === "usage")
    return { kind: cost.adds === undefined ? "usage" : "unknown input", reason: cost.reason };
  const { region, priceItem } = cost;
  if (region === undefined) return { kind: "unknown input", reason: "its region is not known" };
  if (price === undefined) {
    const term =
      cost.kind === "charge" && cost.term !== undefined && cost.term !== "onDemand"
        ? ` (${TERM_NAMES[cost.term]})`
        : "";
    return { kind: "no price", reason: `the price of ${priceItem} in ${region}${term} was not captured` };
  }
  const wrong = cost.kind === "charge" ? holdsNot(cost, price) : undefined;
  if (wrong !== undefined) return { kind: "unknown input", reason: wrong };
  if (cost.kind === "charge")
    return { kind: "no price", reason: `a price for each ${price.unit} needs an amount` };
  return { kind: "no price", reason: `its price is for each ${price.unit}, its amount counts ${cost.unit}` };
}

function lookUp(cost: Charge | Amount | Usage, prices: PriceBook): Price | undefined {
  const { priceItem, region } = cost;
  if (priceItem === undefined || region === undefined) return undefined;
  return prices.priceOf(priceItem, region, termOf(cost));
}

/** What an autoscaler adds is bought as the rest of the pool is. */
function termOf(cost: Charge | Amount | Usage): Charge["term"] {
  if (cost.kind === "charge") return cost.term;
  return cost.kind === "usage" ? cost.adds?.charge.term : undefined;
}

function unitPriceOf({ price, unit, from = "0", source, asOf }: Price): UnitPrice {
  return { price, unit: from === "0" ? unit : `${unit} above ${from} a month`, source, asOf };
}
