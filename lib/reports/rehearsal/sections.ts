import type { ComponentTimeline, Failure, Rehearsal, Step } from "../../analysis/rehearsal/rehearsal.ts";
import { type Block, type Cell, paragraph, type Section, table } from "../section.ts";
import { grouped, nameOfUrn, plural } from "../words.ts";
import { leftSections } from "./left.ts";
import { changes, duration, marksText, outcome, overCriticalPath, SIMULATED, took } from "./words.ts";

/** Heads a rehearsal's report. */
export function rehearsalTitle({ project, stack, asOf }: Rehearsal): string {
  return `${project} rehearsal of ${stack} on a ${SIMULATED}, ${asOf}`;
}

/** A rehearsal for a terminal. */
export function rehearsalSections(rehearsal: Rehearsal): Section[] {
  return [
    { title: "Rehearsal", blocks: [verdict(rehearsal), ...premises(rehearsal)] },
    {
      title: `Steps, on a ${SIMULATED}`,
      blocks: [stepTable(rehearsal.steps), ...boundNotes(rehearsal.steps)],
    },
    ...rehearsal.steps.flatMap(timeline),
    ...failureSection(rehearsal.steps),
    ...leftSections(rehearsal),
    metricSection(rehearsal),
  ];
}

/** Whether it passed, and if not, why. */
export function verdict({ passed, complaints }: Rehearsal): ReturnType<typeof paragraph> {
  return passed
    ? paragraph(`It passed, on a ${SIMULATED}.`, "good")
    : paragraph(`It did not pass: ${complaints.join("; ")}.`, "bad");
}

/** What the result rests on. */
export function premises({ assumptions, world, update, subscriptionId, parallel }: Rehearsal): Block[] {
  const from = world === null ? "no file describes the subscription" : `the subscription is that of ${world}`;
  return [
    paragraph(
      `Nothing here was asked of Azure: ${from}. Taken for granted: ${assumptions.join("; ") || "nothing"}.`,
    ),
    paragraph(
      `Subscription ${subscriptionId}; update: ${update}; up to ${parallel} operations at once. Times are simulated unless they are called real; most durations are assumed, because Azure publishes none.`,
      "quiet",
    ),
  ];
}

function stepTable(steps: readonly Step[]): Block {
  const columns = [
    { head: "step", flexible: true },
    { head: "result" },
    { head: "time", align: "right" },
    { head: "at least", align: "right" },
    { head: "over it", align: "right" },
    { head: "calls", align: "right" },
    { head: "throttled", align: "right" },
    { head: "busy", align: "right" },
    { head: "resources", flexible: true },
    { head: "real time", align: "right" },
  ] as const;
  const rows = steps.map((step): Cell[] => [
    step.title,
    { text: outcome(step), tone: step.outcome === "done" ? "good" : "bad" },
    duration(step.seconds),
    step.criticalPath === null ? "" : duration(step.criticalPath.seconds),
    overCriticalPath(step),
    grouped(step.calls),
    grouped(step.throttled),
    grouped(step.busy),
    changes(step),
    duration(step.wallSeconds),
  ]);
  return table(columns, rows);
}

/** What bounds a step's time from below. */
function boundNotes(steps: readonly Step[]): Block[] {
  return steps.flatMap(({ title, criticalPath }) => {
    const [bound] = criticalPath?.bounds ?? [];
    if (bound === undefined || bound.seconds === 0) return [];
    const path = bound.urns.map(nameOfUrn);
    return [
      paragraph(
        `${title} takes at least ${duration(bound.seconds)}, by ${bound.reason}: ${path.join(" → ")}.`,
        "quiet",
      ),
    ];
  });
}

/** Operations shorter than this stand in their component's line only. */
const LONG_SECONDS = 60;

function timeline({ title, components }: Step): Section[] {
  const lasting = components.filter(({ beganAt, endedAt }) => endedAt > beganAt);
  if (lasting.length === 0) return [];
  const columns = [
    { head: "from", align: "right" },
    { head: "to", align: "right" },
    { head: "component", flexible: true },
    { head: "long operations, what cost time", flexible: true },
  ] as const;
  const rows = lasting.map((component): Cell[] => [
    duration(component.beganAt),
    duration(component.endedAt),
    `${component.name} ${component.type}`.trim(),
    longOperations(component),
  ]);
  const short = components.length - lasting.length;
  const rest = short === 0 ? [] : [paragraph(`${plural(short, "component")} took no time.`, "quiet")];
  return [{ title: `Timeline of ${title}`, blocks: [table(columns, rows), ...rest] }];
}

function longOperations({ operations }: ComponentTimeline): string {
  const long = operations.filter(
    ({ beganAt, endedAt, marks }) => endedAt - beganAt >= LONG_SECONDS || marks.length > 0,
  );
  return long
    .map(({ name, op, beganAt, endedAt, waitedSeconds, marks, critical, outcome: how }) => {
      const facts = [
        took({ beganAt, endedAt, waitedSeconds }),
        marksText(marks),
        critical ? "critical" : "",
        how === "failed" ? "failed" : "",
      ];
      return `${op} ${name}: ${facts.filter((fact) => fact !== "").join(", ")}`;
    })
    .join("\n");
}

function failureSection(steps: readonly Step[]): Section[] {
  const rows = steps.flatMap((step) => step.failures.map((failure) => failureRow(step, failure)));
  if (rows.length === 0) return [];
  const columns = [
    { head: "step" },
    { head: "resource, what is wrong", flexible: true },
    { head: "what to do", flexible: true },
  ];
  return [{ title: "What was refused, and what to do", blocks: [table(columns, rows)] }];
}

function failureRow({ kind }: Step, { name, what, todo, message, source }: Failure): Cell[] {
  return [
    kind,
    { text: `${name || "the stack"}: ${what}\n${message}`, tone: "bad" },
    source === null ? todo : `${todo}\n${source}`,
  ];
}

function metricSection({ metrics }: Rehearsal): Section {
  const rows = Object.entries(metrics).map(([name, value]): Cell[] => [
    name,
    value === null ? "unknown" : grouped(value),
  ]);
  const columns = [{ head: "metric" }, { head: "value", align: "right" }] as const;
  return { title: "Metrics", blocks: [table(columns, rows)] };
}
