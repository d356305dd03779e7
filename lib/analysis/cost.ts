import type { PriceBook } from "../../catalog/price-book.ts";
import { catalogPrices } from "../../catalog/prices.ts";
import type { Graph, Resource } from "../graph/graph.ts";
import { type CostLine, sumOf } from "./cost-line.ts";
import { nativeGraphOf } from "./pricing/azure-classic/index.ts";
import { type Cost, type CostGroup, costGroups, type Free } from "./pricing/pricing.ts";
import { type Priced, priceOne, type UnpricedItem } from "./resource-cost.ts";

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
  /** Of what is paid for by time, some has a price and some has none. */
  readonly pricedInPart: number;
  readonly free: number;
  /** Nothing is paid for but use, which no resource declares. */
  readonly byUse: number;
  /** Something is paid for by time, or may be, and nothing of it has a price. */
  readonly unknown: number;
}

/** A resource that is priced in part. */
export interface PartlyPriced {
  readonly urn: string;
  /** Items that are paid for by time, or may be, and have no amount. */
  readonly missing: readonly string[];
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
  readonly pricedInPart: readonly PartlyPriced[];
  /** In the order of {@link costGroups}, as lines and unpriced items; only groups that have a line. */
  readonly groups: readonly GroupCost[];
  readonly lines: readonly CostLine[];
  readonly unpriced: readonly UnpricedItem[];
  readonly free: readonly FreeType[];
}

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
  const pricedInPart: PartlyPriced[] = [];
  const counts = { total: 0, priced: 0, pricedInPart: 0, free: 0, byUse: 0, unknown: 0 };
  const priced = nativeGraphOf(graph);
  for (const [index, resource] of graph.resources.entries()) {
    if (!resource.custom || resource.type.startsWith("pulumi:")) continue;
    const answer = priceOne(priced.resources[index] ?? resource, priced, prices, assume);
    counts.total += 1;
    const standing = standingOf(answer);
    counts[standing] += 1;
    if ("kind" in answer) countFree(free, resource, answer);
    else {
      lines.push(...answer.lines);
      unpriced.push(...answer.unpriced);
      if (standing === "pricedInPart")
        pricedInPart.push({ urn: resource.urn, missing: missingOf(answer).map(({ item }) => item) });
    }
  }
  return {
    currency: prices.currency,
    ...sumOf(lines),
    atLeast: unpriced.length > 0 || graph.unshown !== undefined,
    resources: counts,
    pricedInPart,
    groups: groupCosts(lines),
    lines: lines.toSorted(byGroup),
    unpriced: unpriced.toSorted(byGroup),
    free: [...free.values()].toSorted((a, b) => (a.type < b.type ? -1 : 1)),
  };
}

function standingOf(answer: Priced | Free): Exclude<keyof ResourceCounts, "total"> {
  if ("kind" in answer) return "free";
  if (answer.lines.length === 0) return missingOf(answer).length > 0 ? "unknown" : "byUse";
  return missingOf(answer).length > 0 ? "pricedInPart" : "priced";
}

/** What has no amount, except for what is paid for by use: no resource declares that. */
function missingOf({ unpriced }: Priced): readonly UnpricedItem[] {
  return unpriced.filter(({ kind }) => kind !== "usage");
}

const positions = new Map<CostGroup | null, number>(costGroups.map((group, index) => [group, index]));

/** Keeps the graph's order inside a group; what has no group stands last. */
function byGroup(a: { readonly group: CostGroup | null }, b: { readonly group: CostGroup | null }): number {
  return (positions.get(a.group) ?? costGroups.length) - (positions.get(b.group) ?? costGroups.length);
}

function countFree(
  free: Map<string, FreeType>,
  { type }: Resource,
  row: Omit<FreeType, "type" | "resources">,
): void {
  const { reason, source, asOf } = row;
  free.set(type, { type, resources: (free.get(type)?.resources ?? 0) + 1, reason, source, asOf });
}

function groupCosts(lines: readonly CostLine[]): GroupCost[] {
  const own = Map.groupBy(lines, ({ group }) => group);
  return costGroups.flatMap((group) => {
    const some = own.get(group);
    return some === undefined ? [] : [{ group, ...sumOf(some) }];
  });
}
