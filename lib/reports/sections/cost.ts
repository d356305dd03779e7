import { Decimal } from "decimal.js";
import { costGroups } from "../../analysis/pricing/pricing.ts";
import type { Document } from "../document.ts";
import {
  type Block,
  type Cell,
  type Column,
  NOT_KNOWN,
  paragraph,
  type Section,
  type Tone,
  table,
} from "../section.ts";
import { grouped, hourlyMoney, money, nameOfUrn, plural, price } from "../words.ts";

type Cost = NonNullable<Document["cost"]>;
type Line = Cost["lines"][number];

/** What it costs, and what of it is not known. */
export function costSection({ cost, budgets }: Pick<Document, "cost" | "budgets">): Section[] {
  if (cost === null) return [];
  const sources = [
    ...new Set([...cost.lines, ...cost.unpriced.flatMap(({ unitPrice }) => unitPrice ?? [])].map(sourceOf)),
  ];
  return [
    {
      title: "Cost",
      blocks: [
        totals(cost),
        ...missingParts(cost),
        ...budgetTable(budgets),
        ...lines(cost, sources),
        ...sourceList(sources),
      ],
    },
    ...unpricedSection(cost, sources),
    ...freeSection(cost),
  ];
}

/** Sums by group; a group of which nothing has a price is unknown, not absent. */
function totals({ currency, groups, unpriced, hourly, monthly, atLeast }: Cost): Block {
  const columns = [
    { head: "group", flexible: true },
    { head: `${currency} an hour`, align: "right" },
    { head: `${currency} a month (730 h)`, align: "right" },
    { head: "not priced", align: "right" },
  ] as const;
  const missing = Map.groupBy(unpriced, ({ group }) => group);
  const sums = new Map(groups.map((sum) => [sum.group, sum]));
  const rows = [...costGroups, null].flatMap((group): Cell[][] => {
    const sum = group === null ? undefined : sums.get(group);
    const count = missing.get(group)?.length ?? 0;
    if (sum === undefined && count === 0) return [];
    const amounts: Cell[] = sum ? [hourlyMoney(sum.hourly), money(sum.monthly)] : [NOT_KNOWN, NOT_KNOWN];
    return [[group ?? "unknown types", ...amounts, count === 0 ? "" : grouped(count)]];
  });
  const total = [
    atLeast ? "total, at least" : "total",
    hourlyMoney(hourly),
    money(monthly),
    grouped(unpriced.length),
  ];
  return table(columns, [...rows, total]);
}

/** What has no amount of the resources that are priced in part. */
function missingParts({ pricedInPart }: Cost): Block[] {
  if (pricedInPart.length === 0) return [];
  const shown = pricedInPart
    .slice(0, MOST_PARTS)
    .map(({ urn, missing }) => `${nameOfUrn(urn)} without ${missing.join(" and ")}`);
  const rest = pricedInPart.length - shown.length;
  const more = rest > 0 ? `; and ${plural(rest, "resource")} more: see the JSON report` : "";
  return [paragraph(`Priced in part: ${shown.join("; ")}${more}.`, "caution")];
}

/** Nobody reads further in one sentence. */
const MOST_PARTS = 10;

/** How the known cost stands to a budget. */
export const STANDINGS: Readonly<Record<Document["budgets"][number]["state"], { text: string; tone: Tone }>> =
  {
    within: { text: "within", tone: "good" },
    open: { text: "within, but something has no price", tone: "caution" },
    informed: { text: "above a threshold", tone: "quiet" },
    warned: { text: "above a threshold that warns", tone: "caution" },
    exceeded: { text: "exceeded by the known cost alone", tone: "bad" },
  };

function budgetTable(budgets: Document["budgets"]): Block[] {
  if (budgets.length === 0) return [];
  const columns = [
    { head: "budget" },
    { head: "of", flexible: true },
    { head: "a month", align: "right" },
    { head: "known cost", align: "right" },
    { head: "not priced", align: "right" },
    { head: "thresholds" },
    { head: "state" },
  ] as const;
  const rows = budgets.map(({ name, scope, monthly, known, unpriced, thresholds, state }): Cell[] => [
    name,
    scopeText(scope),
    money(monthly),
    money(known),
    unpriced === 0 ? "" : grouped(unpriced),
    thresholds.map(({ percent, action }) => `${percent} % ${action}`).join(", "),
    STANDINGS[state],
  ]);
  const idle = budgets.filter(
    ({ scope, known, unpriced }) => scope.tag !== undefined && unpriced === 0 && new Decimal(known).isZero(),
  );
  const warnings = idle.map(({ name, scope }) =>
    paragraph(
      `Budget ${name} watches nothing: nothing that costs carries ${scopeText(scope)}. Mend the tag of its scope, or tag what it is for.`,
      "caution",
    ),
  );
  return [table(columns, rows), ...warnings];
}

function scopeText({ group, tag }: Document["budgets"][number]["scope"]): string {
  const parts = [...(group ? [group] : []), ...(tag ? [`tag ${tag.name}=${tag.value}`] : [])];
  return parts.join(", ") || "all";
}

/** What costs most, first. Lines that say the same of several resources become one. */
function lines({ lines: all }: Cost, sources: readonly string[]): Block[] {
  if (all.length === 0) return [];
  const gpus = all.some((line) => line.gpus !== undefined);
  const columns: Column[] = [
    { head: "item", flexible: true },
    { head: "number", align: "right" },
    { head: "price", align: "right" },
    { head: "per" },
    ...(gpus ? [{ head: "a GPU-hour", align: "right" } as const] : []),
    { head: "an hour", align: "right" },
    { head: "a month", align: "right" },
    { head: "source", align: "right" },
  ];
  const sums = [...Map.groupBy(all, alikeKey).values()].flatMap(sumOf).toSorted(byMonth);
  const rows = sums
    .slice(0, MOST_LINES)
    .map(({ first, quantity, hourly, monthly }) => [
      first.item,
      grouped(quantity.toFixed()),
      price(first.unitPrice),
      first.unit,
      ...(gpus ? [perGpuHour(first)] : []),
      hourlyMoney(hourly.toFixed()),
      money(monthly.toFixed()),
      reference(sources, first),
    ]);
  const rest = sums.slice(MOST_LINES);
  if (rest.length === 0) return [table(columns, rows)];
  const others = Decimal.sum(...rest.map(({ monthly }) => monthly));
  const note = `${plural(rest.length, "smaller line")} more, ${money(others.toFixed())} a month together: see the JSON report.`;
  return [table(columns, rows), paragraph(note, "quiet")];
}

/** Nobody reads further. */
const MOST_LINES = 40;

function alikeKey({ group, item, unit, unitPrice, source, asOf }: Line): string {
  return JSON.stringify([group, item, unit, unitPrice, source, asOf]);
}

interface Sum {
  readonly first: Line;
  readonly quantity: Decimal;
  readonly hourly: Decimal;
  readonly monthly: Decimal;
}

function sumOf(same: readonly Line[]): Sum[] {
  const [first] = same;
  if (first === undefined) return [];
  const sum = (of: (line: Line) => string): Decimal => Decimal.sum(...same.map(of));
  const sums = {
    quantity: sum(({ quantity }) => quantity),
    hourly: sum(({ hourly }) => hourly),
    monthly: sum(({ monthly }) => monthly),
  };
  return [{ first, ...sums }];
}

function byMonth(a: Sum, b: Sum): number {
  return b.monthly.comparedTo(a.monthly);
}

function perGpuHour({ gpus, unit, unitPrice }: Line): string {
  if (gpus === undefined || unit !== "hour") return "";
  return price(new Decimal(unitPrice).div(gpus).toDecimalPlaces(4).toFixed());
}

function sourceList(sources: readonly string[]): Block[] {
  return sources.length === 0
    ? []
    : [{ kind: "preformatted", lines: sources.map((source, index) => `[${index + 1}] ${source}`) }];
}

function sourceOf({ source, asOf }: { readonly source: string; readonly asOf: string }): string {
  return `${asOf}  ${source}`;
}

function reference(
  sources: readonly string[],
  row: { readonly source: string; readonly asOf: string },
): string {
  return `[${sources.indexOf(sourceOf(row)) + 1}]`;
}

function unpricedSection({ unpriced, currency }: Cost, sources: readonly string[]): Section[] {
  if (unpriced.length === 0) return [];
  const columns = [
    { head: "not priced", flexible: true },
    { head: "number", align: "right" },
    { head: "why", flexible: true },
    { head: "price of one", flexible: true },
  ] as const;
  const key = ({ kind, item, reason, unitPrice }: Cost["unpriced"][number]): string =>
    JSON.stringify([kind, item, reason, unitPrice]);
  const rows = [...Map.groupBy(unpriced, key).values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { unitPrice } = first;
    const one =
      unitPrice === null
        ? "unknown"
        : `${price(unitPrice.price)} / ${unitPrice.unit} ${reference(sources, unitPrice)}`;
    return [[first.item, grouped(same.length), first.reason, one]];
  });
  const note = `The total is a lower bound: what stands here comes on top, in ${currency}, and is not counted as 0.`;
  return [{ title: "Not priced", blocks: [table(columns, rows), paragraph(note, "caution")] }];
}

function freeSection({ free }: Cost): Section[] {
  if (free.length === 0) return [];
  const columns = [
    { head: "free type" },
    { head: "number", align: "right" },
    { head: "because", flexible: true },
  ] as const;
  const rows = free.map(({ type, resources, reason }) => [type, grouped(resources), reason]);
  const count = free.reduce((sum, { resources }) => sum + resources, 0);
  const which =
    count === 1 ? "1 resource of these types costs" : `${plural(count, "resource")} of these types cost`;
  const note = paragraph(`${which} nothing by ${count === 1 ? "itself" : "themselves"}.`, "quiet");
  return [{ title: "Free of charge", blocks: [note, table(columns, rows)], folded: true }];
}
