import { Decimal } from "decimal.js";
import type { Price, PriceTerm } from "../../catalog/price.ts";
import type { PriceBook } from "../../catalog/price-book.ts";
import { catalogPrices } from "../../catalog/prices.ts";
import type { Graph, Resource } from "../graph/graph.ts";
import { tierAmounts } from "./cost-tiers.ts";
import { nativeGraphOf } from "./pricing/azure-classic/index.ts";
import {
  type Amount,
  type Charge,
  type Cost,
  type CostGroup,
  costGroups,
  type Free,
  type Usage,
} from "./pricing/pricing.ts";
import { pricingOf } from "./pricing/table.ts";
import { TERM_NAMES } from "./pricing/terms.ts";

/** Hours of the month that cloud price pages use. */
export const HOURS_PER_MONTH = 730;

/** Something that has a price. Amounts are decimal text in the currency of the {@link CostReport}. */
export interface CostLine {
  readonly urn: string;
  readonly group: CostGroup;
  readonly item: string;
  /** Key of the price, and where and on what conditions it is one. */
  readonly priceItem: string;
  readonly region: string;
  readonly term: PriceTerm;
  /** How many of `unit`. */
  readonly quantity: string;
  /** What the price is for: one of it, for the time it names. */
  readonly unit: string;
  readonly unitPrice: string;
  /** The list price of one unit, where a discount was taken off it. */
  readonly listPrice?: string;
  /** Name of the pool of which it is the nodes; absent for everything else. */
  readonly pool?: string;
  /** GPUs of one unit; absent where it has none. */
  readonly gpus?: number;
  /** Average hour of a month. */
  readonly hourly: string;
  /** For 730 hours. */
  readonly monthly: string;
  /** Where the price was read. */
  readonly source: string;
  /** The day, month or year for which it was read; `undated` where the source says none. */
  readonly asOf: string;
}

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

/** Resources of one type that cost nothing by themselves. */
export interface FreeType {
  readonly type: string;
  readonly resources: number;
  readonly reason: string;
  readonly source: string;
  readonly asOf: string;
}

/** What one group costs. */
export interface GroupCost {
  readonly group: CostGroup;
  readonly hourly: string;
  readonly monthly: string;
}

/** How much is known of resources: each one that a cloud makes counts once. */
export interface ResourceCounts {
  readonly total: number;
  /** All that is paid for by time has a price. */
  readonly priced: number;
  readonly free: number;
  /** Nothing is paid for but use, which no resource declares. */
  readonly byUse: number;
  /** Something is paid for, or may be, and has no price. */
  readonly unknown: number;
}

/** What a graph costs. */
export interface CostReport {
  /** ISO 4217. */
  readonly currency: string;
  /** Sum of the lines. */
  readonly hourly: string;
  readonly monthly: string;
  /** Whether the bill will be higher, because something is unpriced or not shown. */
  readonly atLeast: boolean;
  readonly resources: ResourceCounts;
  /** In the order of {@link costGroups}, as lines and unpriced items; only groups that have a line. */
  readonly groups: readonly GroupCost[];
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedItem[];
  readonly free: readonly FreeType[];
}

/**
 * Digits after the point. Each line is rounded, and sums are sums of rounded lines: what is printed adds up to what is
 * printed. An hour has two digits more, because a key for a month is a cent and a half an hour.
 */
const DIGITS = { hourly: 4, monthly: 2 } as const;

/**
 * What the resources of a graph cost. Nothing is estimated: what has no price is listed.
 *
 * @param prices where prices are looked up. @default - the catalogue
 * @param assume what each cost becomes before it is priced. @default - what the resource declares
 */
export function costOf(
  graph: Graph,
  prices: PriceBook = catalogPrices,
  assume: (cost: Cost, resource: Resource) => Cost = (cost) => cost,
): CostReport {
  const lines: CostLine[] = [];
  const unpriced: UnpricedItem[] = [];
  const free = new Map<string, FreeType>();
  const counts = { total: 0, priced: 0, free: 0, byUse: 0, unknown: 0 };
  const priced = nativeGraphOf(graph);
  for (const [index, resource] of graph.resources.entries()) {
    if (!resource.custom || resource.type.startsWith("pulumi:")) continue;
    const answer = priceOne(priced.resources[index] ?? resource, priced, prices, assume);
    counts.total += 1;
    counts[standingOf(answer)] += 1;
    if ("kind" in answer) countFree(free, resource, answer);
    else {
      lines.push(...answer.lines);
      unpriced.push(...answer.unpriced);
    }
  }
  return {
    currency: prices.currency,
    ...sumOf(lines),
    atLeast: unpriced.length > 0 || graph.unshown !== undefined,
    resources: counts,
    groups: groupCosts(lines),
    lines: lines.toSorted(byGroup),
    unpriced: unpriced.toSorted(byGroup),
    free: [...free.values()].toSorted((a, b) => (a.type < b.type ? -1 : 1)),
  };
}

/** What one resource adds. */
interface Priced {
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedItem[];
}

function priceOne(
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

function standingOf(answer: Priced | Free): Exclude<keyof ResourceCounts, "total"> {
  if ("kind" in answer) return "free";
  if (answer.unpriced.some(({ kind }) => kind !== "usage")) return "unknown";
  return answer.lines.length > 0 ? "priced" : "byUse";
}

const positions = new Map<CostGroup | null, number>(costGroups.map((group, index) => [group, index]));

/** Keeps the graph's order inside a group; what has no group stands last. */
function byGroup(a: { readonly group: CostGroup | null }, b: { readonly group: CostGroup | null }): number {
  return (positions.get(a.group) ?? costGroups.length) - (positions.get(b.group) ?? costGroups.length);
}

function unknownType({ urn, type }: Resource): UnpricedItem {
  const reason = `no price is known for ${type}; it may cost money`;
  return { urn, kind: "unknown type", group: null, item: type, reason, unitPrice: null };
}

function countFree(
  free: Map<string, FreeType>,
  { type }: Resource,
  row: Omit<FreeType, "type" | "resources">,
): void {
  const { reason, source, asOf } = row;
  free.set(type, { type, resources: (free.get(type)?.resources ?? 0) + 1, reason, source, asOf });
}

/** A cost as lines, or as something that has no amount. */
function entriesOf(cost: Cost, { urn }: Resource, prices: PriceBook): (CostLine | UnpricedItem)[] {
  const price = cost.kind === "gap" ? undefined : lookUp(cost, prices);
  const hours = price && hoursOf(price.unit);
  if (cost.kind === "charge" && price !== undefined && hours !== undefined) {
    return [lineOf(urn, cost, price, hours)];
  }
  if (cost.kind === "amount" && price?.unit === cost.unit) return amountLines(urn, cost, prices);
  const { group, item } = cost;
  return [{ urn, group, item, ...whyNot(cost, price), unitPrice: price ? unitPriceOf(price) : null }];
}

/** One line for each tier of the price that the amount of a month reaches. */
function amountLines(
  urn: string,
  { group, item, priceItem, region = "", monthly }: Amount,
  prices: PriceBook,
): CostLine[] {
  return tierAmounts(monthly, prices.tiersOf(priceItem, region)).map(({ price, quantity }) => {
    const cost = new Decimal(price.price).times(quantity);
    return {
      urn,
      group,
      item: price.from === undefined ? item : `${item}, above ${price.from} a month`,
      priceItem,
      region,
      term: price.term,
      quantity,
      unit: price.unit,
      unitPrice: price.price,
      ...(price.discount && { listPrice: price.discount.listPrice }),
      hourly: amount(cost.div(HOURS_PER_MONTH).toDecimalPlaces(DIGITS.hourly)),
      monthly: amount(cost.toDecimalPlaces(DIGITS.monthly)),
      source: price.source,
      asOf: price.asOf,
    };
  });
}

function whyNot(cost: Cost, price: Price | undefined): Pick<UnpricedItem, "kind" | "reason"> {
  if (cost.kind === "gap") return { kind: "unknown input", reason: cost.reason };
  if (cost.kind === "usage") return { kind: "usage", reason: cost.reason };
  const { region, priceItem } = cost;
  if (region === undefined) return { kind: "unknown input", reason: "its region is not known" };
  if (price === undefined) {
    const term =
      cost.kind === "charge" && cost.term !== undefined && cost.term !== "onDemand"
        ? ` (${TERM_NAMES[cost.term]})`
        : "";
    return { kind: "no price", reason: `the price of ${priceItem} in ${region}${term} was not captured` };
  }
  if (cost.kind === "charge")
    return { kind: "no price", reason: `a price for each ${price.unit} needs an amount` };
  return { kind: "no price", reason: `its price is for each ${price.unit}, its amount counts ${cost.unit}` };
}

function lookUp(
  { priceItem, region, ...cost }: Charge | Amount | Usage,
  prices: PriceBook,
): Price | undefined {
  if (priceItem === undefined || region === undefined) return undefined;
  return prices.priceOf(priceItem, region, "term" in cost ? cost.term : undefined);
}

function lineOf(
  urn: string,
  { group, item, priceItem, quantity, pool, gpus = 0, share = "1" }: Charge,
  price: Price,
  hours: number,
): CostLine {
  const perPeriod = new Decimal(price.price).times(quantity).times(share);
  return {
    urn,
    group,
    item: itemOf(item, price.term, share),
    priceItem,
    region: price.region,
    term: price.term,
    quantity: new Decimal(quantity).toFixed(),
    unit: price.unit,
    unitPrice: price.price,
    ...(price.discount && { listPrice: price.discount.listPrice }),
    ...(pool !== undefined && { pool }),
    ...(gpus > 0 && { gpus }),
    hourly: amount(perPeriod.div(hours).toDecimalPlaces(DIGITS.hourly)),
    monthly: amount(perPeriod.times(HOURS_PER_MONTH).div(hours).toDecimalPlaces(DIGITS.monthly)),
    source: price.source,
    asOf: price.asOf,
  };
}

function itemOf(item: string, term: PriceTerm, share: string): string {
  const bought = term === "onDemand" ? item : `${item}, ${TERM_NAMES[term]}`;
  if (share === "1") return bought;
  return `${bought}, for ${new Decimal(share).times(100).toDecimalPlaces(1).toFixed()} % of the time`;
}

/** Hours that a price is for; `undefined` where it is for an amount and not for a time. */
function hoursOf(unit: string): number | undefined {
  if (unit.endsWith("hour")) return 1;
  if (unit.endsWith("day")) return 24;
  return unit.endsWith("month") ? HOURS_PER_MONTH : undefined;
}

function unitPriceOf({ price, unit, from = "0", source, asOf }: Price): UnitPrice {
  return { price, unit: from === "0" ? unit : `${unit} above ${from} a month`, source, asOf };
}

function groupCosts(lines: readonly CostLine[]): GroupCost[] {
  const own = Map.groupBy(lines, ({ group }) => group);
  return costGroups.flatMap((group) => {
    const some = own.get(group);
    return some === undefined ? [] : [{ group, ...sumOf(some) }];
  });
}

function sumOf(lines: readonly CostLine[]): { hourly: string; monthly: string } {
  const total = (pick: (line: CostLine) => string): string =>
    amount(lines.reduce((sum, line) => sum.plus(pick(line)), new Decimal(0)));
  return { hourly: total(({ hourly }) => hourly), monthly: total(({ monthly }) => monthly) };
}

/** Decimal text without exponent, with the two digits that amounts of money have, and more where they are needed. */
function amount(value: Decimal): string {
  return value.decimalPlaces() < 2 ? value.toFixed(2) : value.toFixed();
}
