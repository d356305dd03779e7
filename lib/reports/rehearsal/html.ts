import type { Element } from "hast";
import { h } from "hastscript";
import type { Failure, Rehearsal, Step } from "../../analysis/rehearsal/rehearsal.ts";
import { fold } from "../page/blocks.ts";
import { htmlPage, type PageSection, styleSheet } from "../page/page.ts";
import { type Cell, dataTable } from "../page/table.ts";
import { grouped, money } from "../words.ts";
import { factsOf, ganttOf, legend } from "./gantt.ts";
import { costSentence, leftRows } from "./left.ts";
import { rehearsalTitle } from "./sections.ts";
import { changes, duration, outcome, overCriticalPath, SIMULATED, took } from "./words.ts";

const STYLES = [styleSheet(new URL("gantt.css", import.meta.url))];

/** A rehearsal as one HTML file that needs no network and runs no script. Ends with a line feed. */
export function rehearsalHtml(rehearsal: Rehearsal): string {
  const { steps, stack, project, asOf } = rehearsal;
  const sections: PageSection[] = [
    { id: "steps", title: `Steps, on a ${SIMULATED}`, content: [stepTable(steps)] },
    { id: "refused", title: "What was refused, and what to do", content: failures(steps) },
    {
      id: "times",
      title: `What took how long, on a ${SIMULATED}`,
      content: [legend(), ...steps.flatMap(stepChart)],
    },
    { id: "left", title: "What stayed behind after destroy", content: left(rehearsal) },
  ];
  return htmlPage({
    title: rehearsalTitle(rehearsal),
    heading: stack,
    kicker: `${project} rehearsal on a ${SIMULATED}, ${asOf}`,
    opening: [...premises(rehearsal), verdict(rehearsal), cards(rehearsal)],
    sections: sections.filter(({ content }) => content.length > 0),
    styles: STYLES,
  });
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
  return steps.flatMap((step) => step.failures.map((failure) => refusal(step, failure)));
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
  return dataTable(heads, rows, "Times are simulated but for the last column", {
    numbers: new Set([2, 3, 4, 5, 6, 7, 9]),
  });
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
    { numbers: new Set([2, 3]) },
  );
  return [
    h("h3", `${step.title}: ${duration(step.seconds)}`),
    ...note,
    chart,
    fold(`${step.title} as a table`, [table]),
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
    ...(rows.length === 0
      ? [h("p", "Nothing.")]
      : [
          dataTable(["why", "number", "locked", "what"], rows, "Resources that are still there", {
            numbers: new Set([1, 2]),
          }),
          h("p", costSentence(cost)),
        ]),
    ...(costs.length === 0
      ? []
      : [
          dataTable(["group", `${cost.currency} a month`], costs, "What goes on costing", {
            numbers: new Set([1]),
          }),
        ]),
    ...(vaults.length === 0 ? [] : [h("ul", vaults)]),
  ];
}
