import { Decimal } from "decimal.js";
import type { PriceBook } from "../../catalog/price-book.ts";
import { catalogPrices } from "../../catalog/prices.ts";
import type { Graph, Resource } from "../graph/graph.ts";
import { differencesOf } from "./changes/differences.ts";
import { pairsOf } from "./changes/pairs.ts";
import { type CostReport, costOf } from "./cost.ts";
import { amount, sumOf } from "./cost-line.ts";

/** What becomes of the cost of a resource. */
export const costChangeKinds = ["added", "removed", "changed"] as const;

/** An amount, and whether something comes on top of it that has no price. */
export interface CostSum {
  readonly hourly: string;
  /** For 730 hours. */
  readonly monthly: string;
  readonly atLeast: boolean;
}

/** A resource that does not cost what it did. */
export interface CostChange {
  readonly urn: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly kind: (typeof costChangeKinds)[number];
  /** Inputs that are not as they were; empty for what is added or removed, and where another resource changes the cost. */
  readonly inputs: readonly string[];
  /** Null where it was not there, or is there no more. */
  readonly before: CostSum | null;
  readonly after: CostSum | null;
  /** Known cost after, less that of before; for an hour and for 730 hours. */
  readonly hourly: string;
  readonly monthly: string;
}

/** How the cost of a stack differs from what it was. Amounts are decimal text in `currency`. */
export interface CostChanges {
  /** ISO 4217. */
  readonly currency: string;
  readonly before: CostSum;
  readonly after: CostSum;
  /** After, less before. */
  readonly hourly: string;
  readonly monthly: string;
  /** Whether something on either side has no price, so that the difference may be another. */
  readonly open: boolean;
  /** The greatest difference of a month first. */
  readonly resources: readonly CostChange[];
  /** What the resources cost whose cost did not change. */
  readonly unchanged: CostSum & { readonly resources: number };
}

/**
 * What a change does to the cost, resource by resource. A resource whose cost stays is unchanged, whatever else of it
 * changes; one that is replaced costs what it costs afterwards.
 *
 * @param prices where both sides are looked up. @default - the catalogue
 */
export function costChangesOf(before: Graph, after: Graph, prices: PriceBook = catalogPrices): CostChanges {
  const [old, now] = [costOf(before, prices), costOf(after, prices)];
  const [oldParts, parts] = [partsOf(old), partsOf(now)];
  const { kept, created, deleted, urnOfToday } = pairsOf(before, after);
  const stayed = new Set(
    kept.filter((pair) => isAlike(oldParts.get(pair.before.urn), parts.get(pair.after.urn))),
  );
  const costing = [...stayed].flatMap((pair) => parts.get(pair.after.urn) ?? []);
  const changed = kept
    .filter((pair) => !stayed.has(pair))
    .map((pair) =>
      changeOf("changed", pair.after, oldParts.get(pair.before.urn), parts.get(pair.after.urn), [
        ...new Set(differencesOf(pair.before, pair.after, urnOfToday).map(({ property }) => property)),
      ]),
    );
  const resources = [
    ...changed,
    ...created.flatMap((resource) => oneSided("added", resource, parts.get(resource.urn))),
    ...deleted.flatMap((resource) => oneSided("removed", resource, oldParts.get(resource.urn))),
  ];
  return {
    currency: now.currency,
    before: totalOf(old),
    after: totalOf(now),
    hourly: minus(now.hourly, old.hourly),
    monthly: minus(now.monthly, old.monthly),
    open: old.atLeast || now.atLeast,
    resources: resources.toSorted(byDifference),
    unchanged: {
      ...partSum({
        lines: costing.flatMap(({ lines }) => lines),
        unpriced: costing.flatMap(({ unpriced }) => unpriced),
      }),
      resources: costing.length,
    },
  };
}

/** What one resource costs: its lines, and what of it has no amount. */
interface Part {
  readonly lines: CostReport["lines"];
  readonly unpriced: CostReport["unpriced"];
}

const NOTHING: Part = { lines: [], unpriced: [] };

function partsOf({ lines, unpriced }: CostReport): ReadonlyMap<string, Part> {
  const own = Map.groupBy(lines, ({ urn }) => urn);
  const open = Map.groupBy(unpriced, ({ urn }) => urn);
  const urns = new Set([...own.keys(), ...open.keys()]);
  return new Map([...urns].map((urn) => [urn, { lines: own.get(urn) ?? [], unpriced: open.get(urn) ?? [] }]));
}

function isAlike(a: Part | undefined, b: Part | undefined): boolean {
  return textOf(a) === textOf(b);
}

/** All that makes a cost; not where a price was read, and not the URN, which an alias changes. */
function textOf(part: Part | undefined): string {
  if (part === undefined) return "";
  return JSON.stringify([
    part.lines.map(({ group, item, quantity, unit, unitPrice }) => [group, item, quantity, unit, unitPrice]),
    part.unpriced.map(({ kind, group, item, reason }) => [kind, group, item, reason]),
  ]);
}

function oneSided(kind: "added" | "removed", resource: Resource, part: Part | undefined): CostChange[] {
  if (part === undefined) return [];
  return [
    kind === "added" ? changeOf(kind, resource, NOTHING, part) : changeOf(kind, resource, part, NOTHING),
  ];
}

function changeOf(
  kind: CostChange["kind"],
  { urn, type, name }: Resource,
  before: Part = NOTHING,
  after: Part = NOTHING,
  inputs: readonly string[] = [],
): CostChange {
  const [old, now] = [partSum(before), partSum(after)];
  return {
    urn,
    type,
    name,
    kind,
    inputs,
    before: kind === "added" ? null : old,
    after: kind === "removed" ? null : now,
    hourly: minus(now.hourly, old.hourly),
    monthly: minus(now.monthly, old.monthly),
  };
}

function totalOf({ hourly, monthly, atLeast }: CostReport): CostSum {
  return { hourly, monthly, atLeast };
}

function partSum({ lines, unpriced }: Part): CostSum {
  return { ...sumOf(lines), atLeast: unpriced.length > 0 };
}

function minus(after: string, before: string): string {
  return amount(new Decimal(after).minus(before));
}

function byDifference(a: CostChange, b: CostChange): number {
  return new Decimal(b.monthly).abs().comparedTo(new Decimal(a.monthly).abs());
}
