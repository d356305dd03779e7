import { Decimal } from "decimal.js";
import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { classes } from "../page/table.ts";
import type { Tone } from "../section.ts";
import { STANDINGS } from "../sections/cost.ts";
import { type Verdict, verdictOf } from "../verdict.ts";
import { compact, grouped, hourlyMoney, money, plural } from "../words.ts";

interface Figure {
  readonly name: string;
  readonly value: string;
  /** What the value leaves open. */
  readonly note: string;
  readonly tone?: Tone;
}

const VERDICTS: Readonly<Record<Verdict, Omit<Figure, "name">>> = {
  badInput: { value: "refused", note: "exit code 1: the input has problems", tone: "bad" },
  ruleViolated: { value: "rule violated", note: "exit code 2: a mandatory rule failed", tone: "bad" },
  needsApproval: { value: "needs approval", note: "exit code 4: a change must be approved", tone: "bad" },
  overBudget: { value: "over budget", note: "exit code 3: the known cost alone exceeds it", tone: "bad" },
  fine: { value: "fine", note: "exit code 0: no rule, budget or change stops it", tone: "good" },
};

/** What a reader wants to know first. */
export function headline(document: Document): Element {
  const figures = [
    ...sizes(document),
    ...costs(document),
    ...budget(document),
    ...findings(document),
    verdict(document),
  ];
  return h("dl.headline", figures.map(figureElement));
}

/** What the exit code says, and what it does not: of the cloud it knows nothing. */
function verdict(document: Document): Figure {
  const { note, ...figure } = VERDICTS[verdictOf(document)];
  const unmet = document.plan?.preconditions.filter(({ state }) => state === "unmet").length ?? 0;
  const before = unmet === 0 ? "" : `; ${plural(unmet, "need")} of pulumi up not met`;
  return { name: "Verdict", note: `${note}${before}`, ...figure };
}

/** What a reader of a page about money alone wants to know first. */
export function costHeadline(document: Pick<Document, "cost">): Element {
  return h("dl.headline", costs(document).map(figureElement));
}

function figureElement({ name, value, note, tone }: Figure): Element {
  return h("div", [
    h("dt", name),
    h("dd", [
      h("strong", classes(...(tone === undefined ? [] : [tone])), value),
      ...(note === "" ? [] : [" ", h("span.note", note)]),
    ]),
  ]);
}

function sizes({ capability, plan }: Document): Figure[] {
  if (capability === null) return [];
  const { nodes, gpus, peakPflops, atLeast } = capability;
  const least = atLeast ? "at least; " : "";
  const count = gpus.reduce((sum, { count }) => sum + count, 0);
  const peak = peakPflops.bf16;
  return [
    {
      name: "GPU nodes",
      value: grouped(nodes),
      note: `${least}${plural(plan?.islands.length ?? 0, "InfiniBand island")}`,
    },
    { name: "GPUs", value: grouped(count), note: `${least}${gpus.map(({ model }) => model).join(", ")}` },
    ...(peak === undefined
      ? []
      : [{ name: "Peak", value: `${compact(peak)} PFLOP/s`, note: `${least}BF16, dense` }]),
  ];
}

function costs({ cost }: Pick<Document, "cost">): Figure[] {
  if (cost === null) return [];
  const { currency, hourly, monthly, atLeast, unpriced } = cost;
  const open = `at least: ${plural(unpriced.length, "item")} without an amount`;
  return [
    {
      name: "An hour",
      value: `${currency} ${compact(hourly)}`,
      note: `${atLeast ? "at least " : ""}${hourlyMoney(hourly)}`,
    },
    {
      name: "A month of 730 h",
      value: `${currency} ${compact(monthly)}`,
      note: `${money(monthly)}${atLeast ? `, ${open}` : ""}`,
    },
  ];
}

/** The budget of which the known cost takes the largest share. */
function budget({ budgets }: Document): Figure[] {
  const shares = budgets.map((each) => ({ each, share: shareOf(each) }));
  const [first] = shares.toSorted((a, b) => b.share - a.share);
  if (first === undefined) return [];
  const { name, monthly, currency, state } = first.each;
  const { text, tone } = STANDINGS[state];
  return [
    {
      name: `Budget ${name}`,
      value: `${(first.share * 100).toFixed(1)} %`,
      note: `of ${currency} ${money(monthly)} a month is known cost: ${text}`,
      tone,
    },
  ];
}

function shareOf({ known, monthly }: Document["budgets"][number]): number {
  return new Decimal(monthly).isZero()
    ? Number.POSITIVE_INFINITY
    : new Decimal(known).div(monthly).toNumber();
}

function findings({ findings: all }: Document): Figure[] {
  if (all.length === 0) return [];
  const count = (status: (typeof all)[number]["status"]): number =>
    all.filter((finding) => finding.status === status).length;
  const failed = count("failed");
  return [
    {
      name: "Policy findings",
      value: `${grouped(failed)} failed`,
      note: `${grouped(count("waived"))} waived, ${grouped(count("notEvaluated"))} not evaluated, ${grouped(count("passed"))} passed`,
      tone: failed > 0 ? "bad" : "good",
    },
  ];
}
