import type { Element } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import type { Failure, Rehearsal, Step } from "../../analysis/rehearsal/rehearsal.ts";
import { grouped, money } from "../words.ts";
import { factsOf, ganttOf, legend } from "./gantt.ts";
import { type Cell, dataTable } from "./html-table.ts";
import { costSentence, leftRows } from "./left.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { rehearsalTitle } from "./sections.ts";
import { changes, duration, outcome, overCriticalPath, SIMULATED, took } from "./words.ts";

/** Nothing is loaded and nothing runs: the page is the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A rehearsal as one HTML file that needs no network and runs no script. Ends with a line feed. */
export function rehearsalHtml(rehearsal: Rehearsal): string {
  const head = h("head", [
    h("meta", { charSet: "utf-8" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { httpEquiv: "Content-Security-Policy", content: POLICY }),
    h("title", rehearsalTitle(rehearsal)),
    h("style", PAGE_STYLE),
  ]);
  const body = h("body", [
    h("main", [
      h("h1", rehearsalTitle(rehearsal)),
      ...premises(rehearsal),
      verdict(rehearsal),
      cards(rehearsal),
      h("h2", `Steps, on a ${SIMULATED}`),
      stepTable(rehearsal.steps),
      ...failures(rehearsal.steps),
      h("h2", `What took how long, on a ${SIMULATED}`),
      legend(),
      ...rehearsal.steps.flatMap(stepChart),
      ...left(rehearsal),
    ]),
  ]);
  return `${toHtml([{ type: "doctype" }, h("html", { lang: "en" }, [head, body])])}\n`;
}

function premises({ assumptions, world, update, subscriptionId }: Rehearsal): Element[] {
  const from = world === null ? "no file describes the subscription" : `the subscription is that of ${world}`;
  return [
    h("div.simulated", [
      h("p", [
        h("strong", `This is a ${SIMULATED}.`),
        ` Nothing was asked of Azure: ${from}. Most durations are assumed, because Azure publishes none.`,
      ]),
      h("p.quiet", `Taken for granted: ${assumptions.join("; ") || "nothing"}.`),
    ]),
    h("p.quiet", `Subscription ${subscriptionId}. The update: ${update}.`),
  ];
}

function verdict({ passed, complaints }: Rehearsal): Element {
  return passed
    ? h("p", h("strong.good", `✓ It passed, on a ${SIMULATED}.`))
    : h("p", h("strong.bad", `✗ It did not pass: ${complaints.join("; ")}.`));
}

function cards({ metrics }: Rehearsal): Element {
  const { upOverCriticalPath: over } = metrics;
  const rows = [
    ["simulated minutes", grouped(metrics.virtualMinutes)],
    ["up over its least time", over === null ? "unknown" : `${over.toFixed(3)} ×`],
    ["API calls", grouped(metrics.apiCalls)],
    ["throttled", grouped(metrics.throttled)],
    ["lost", grouped(metrics.lost)],
    ["orphaned", grouped(metrics.orphaned)],
    ["duplicated", grouped(metrics.duplicated)],
    ["needless destroys", grouped(metrics.needlessDestroys)],
    ["deletes of data", grouped(metrics.dataDeletes)],
  ] as const;
  return h(
    "dl.cards",
    rows.map(([name, value]) => h("div", [h("dt", name), h("dd", value)])),
  );
}

function failures(steps: readonly Step[]): Element[] {
  const refusals = steps.flatMap((step) => step.failures.map((failure) => refusal(step, failure)));
  return refusals.length === 0 ? [] : [h("h2", "What was refused, and what to do"), ...refusals];
}

function refusal({ title }: Step, { name, what, todo, message, source }: Failure): Element {
  const reference = source === null ? [] : [" ", h("a", { href: source }, source)];
  return h("div.refusal", [
    h("p", [h("strong", name || "the stack"), ` in ${title}: `, h("strong.bad", what)]),
    h("p", [h("strong", "What to do: "), todo, ".", ...reference]),
    h("p.quiet", message),
  ]);
}

function stepTable(steps: readonly Step[]): Element {
  const heads = [
    "step",
    "result",
    "time",
    "at least",
    "over it",
    "calls",
    "throttled",
    "busy",
    "resources",
    "real time",
  ];
  const rows = steps.map((step): Cell[] => [
    step.title,
    h(step.outcome === "done" ? "span.good" : "span.bad", outcome(step)),
    duration(step.seconds),
    step.criticalPath === null ? "" : duration(step.criticalPath.seconds),
    overCriticalPath(step),
    grouped(step.calls),
    grouped(step.throttled),
    grouped(step.busy),
    changes(step),
    duration(step.wallSeconds),
  ]);
  return dataTable(
    heads,
    rows,
    "Times are simulated but for the last column",
    new Set([2, 3, 4, 5, 6, 7, 9]),
  );
}

/** The chart, and the same as a table for whoever cannot see it. */
function stepChart(step: Step): Element[] {
  const chart = ganttOf(step);
  if (chart === undefined) return [];
  const [bound] = step.criticalPath?.bounds ?? [];
  const note =
    bound === undefined
      ? []
      : [h("p.quiet", `It takes at least ${duration(bound.seconds)}, by ${bound.reason}.`)];
  const operations = step.components.flatMap((component) =>
    component.operations.map((operation): Cell[] => [
      component.name,
      operation.name,
      duration(operation.beganAt),
      took(operation),
      factsOf(operation),
    ]),
  );
  const table = dataTable(
    ["component", "resource", "from", "took", "facts"],
    operations,
    `Every operation of ${step.title}`,
    new Set([2, 3]),
  );
  return [
    h("h3", `${step.title}: ${duration(step.seconds)}`),
    ...note,
    chart,
    h("details.table", [h("summary", `${step.title} as a table`), table]),
  ];
}

function left({ leftBehind }: Rehearsal): Element[] {
  if (leftBehind === null) return [];
  const { resources, softDeletedVaults, cost } = leftBehind;
  const rows = leftRows(resources).map(({ why, types, count, locked }): Cell[] => [
    why,
    grouped(count),
    grouped(locked),
    types,
  ]);
  const costs = cost.groups.map(({ group, monthly }): Cell[] => [group, money(monthly)]);
  const vaults = softDeletedVaults.map((name) =>
    h("li", `${name}: deleted, its name is kept until Azure purges it; what that costs is unknown`),
  );
  return [
    h("h2", "What stayed behind after destroy"),
    ...(rows.length === 0
      ? [h("p", "Nothing.")]
      : [
          dataTable(
            ["why", "number", "locked", "what"],
            rows,
            "Resources that are still there",
            new Set([1, 2]),
          ),
          h("p", costSentence(cost)),
        ]),
    ...(costs.length === 0
      ? []
      : [dataTable(["group", `${cost.currency} a month`], costs, "What goes on costing", new Set([1]))]),
    ...(vaults.length === 0 ? [] : [h("ul", vaults)]),
  ];
}
