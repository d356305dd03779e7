import { Decimal } from "decimal.js";
import type { CostComparison } from "../model/cost-changes.ts";
import { type Block, type Cell, NOT_KNOWN, paragraph, type Section, table } from "../section.ts";
import { hourlyMoney, money, plural } from "../words.ts";

type Change = CostComparison["resources"][number];
type Sum = CostComparison["before"];

/** What a change does to the cost, resource by resource. */
export function costChangeSection(changes: CostComparison | null): Section[] {
  if (changes === null) return [];
  return [
    {
      title: `Cost of the change against ${changes.against}`,
      blocks: [totals(changes), ...resources(changes), ...open(changes)],
    },
  ];
}

function totals({ currency, before, after, hourly, monthly }: CostComparison): Block {
  const columns = [
    { head: "", flexible: true },
    { head: `${currency} an hour`, align: "right" },
    { head: `${currency} a month (730 h)`, align: "right" },
  ] as const;
  const row = (name: string, sum: Sum): Cell[] => [
    sum.atLeast ? `${name}, at least` : name,
    hourlyMoney(sum.hourly),
    money(sum.monthly),
  ];
  const differences = [
    differenceOf(before, after, hourly, hourlyMoney),
    differenceOf(before, after, monthly, money),
  ];
  return table(columns, [row("before", before), row("after", after), ["difference", ...differences]]);
}

function resources({ resources: changes, unchanged }: CostComparison): Block[] {
  const rest = `${unchanged.resources === 1 ? "1 resource costs what it" : `${plural(unchanged.resources, "resource")} cost what they`} did: ${money(unchanged.monthly)} a month${unchanged.atLeast ? ", at least" : ""}.`;
  if (changes.length === 0) return [paragraph("No cost changes.", "good"), paragraph(rest, "quiet")];
  const columns = [
    { head: "cost" },
    { head: "resource", flexible: true },
    { head: "because of", flexible: true },
    { head: "before a month", align: "right" },
    { head: "after a month", align: "right" },
    { head: "difference", align: "right" },
  ] as const;
  return [table(columns, changes.map(rowOf)), paragraph(rest, "quiet")];
}

function rowOf({ kind, name, inputs, before, after, monthly }: Change): Cell[] {
  const reason = kind === "changed" ? inputs.join(", ") || "what it belongs to" : "";
  return [kind, name, reason, amount(before), amount(after), differenceOf(before, after, monthly, money)];
}

/** How much more it costs; of a side of which nothing has a price nobody knows. */
function differenceOf(
  before: Sum | null,
  after: Sum | null,
  difference: string,
  shown: (text: string) => string,
): Cell {
  if (isUnknown(before) || isUnknown(after)) return NOT_KNOWN;
  return `${boundOf(before, after)}${signed(difference, shown)}`;
}

/** What is open on one side only makes the difference a bound; what is open on both, a note below says. */
function boundOf(before: Sum | null, after: Sum | null): string {
  const [old, now] = [before?.atLeast === true, after?.atLeast === true];
  if (old === now) return "";
  return now ? "at least " : "at most ";
}

function amount(sum: Sum | null): Cell {
  if (sum === null) return "-";
  if (isUnknown(sum)) return NOT_KNOWN;
  return sum.atLeast ? { text: `${money(sum.monthly)} + unknown`, tone: "caution" } : money(sum.monthly);
}

/** Whether nothing of it has a price: then neither has the difference, which must not read as 0 or as a saving. */
function isUnknown(sum: Sum | null): boolean {
  return sum?.atLeast === true && new Decimal(sum.monthly).isZero();
}

function signed(difference: string, shown: (text: string) => string): string {
  const value = new Decimal(difference);
  if (value.isZero()) return shown("0");
  return value.isNegative() ? `-${shown(value.negated().toFixed())}` : `+${shown(difference)}`;
}

function open({ open: isOpen }: CostComparison): Block[] {
  return isOpen
    ? [
        paragraph(
          "The difference is that of what has a price: what has none, on either side, is not in it.",
          "caution",
        ),
      ]
    : [];
}
