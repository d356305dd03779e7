import { scaleUtc } from "d3-scale";
import type { Element } from "hast";
import { h, s } from "hastscript";
import { type Mark, markKinds } from "../../analysis/rehearsal/operations.ts";
import type { ComponentTimeline, NamedOperation, Step } from "../../analysis/rehearsal/rehearsal.ts";
import { plural } from "../words.ts";
import { duration, MARK_NAMES, marksText, took } from "./words.ts";

/** Heights in pixels. Widths are shares of whatever the page has, so that a chart fits a phone and a wall alike. */
const HEIGHT = { row: 22, bar: 12, thinBar: 6, axis: 24 } as const;

/** An operation that takes less than this share of its step is drawn in its component's row, unless it matters otherwise. */
const SMALL_SHARE = 0.05;

/** A moment as the share of a chart's width, in the form that SVG takes. */
type Position = (seconds: number) => string;

/**
 * The Gantt chart of a step: a lane for each component, a row for each of its operations that matters.
 * Every row is a `details` element, so that a pointer, a finger and a keyboard open its facts without any script.
 *
 * @returns `undefined` where nothing took time.
 */
export function ganttOf(step: Step): Element | undefined {
  if (step.seconds === 0) return undefined;
  const x: Position = (seconds) => `${((seconds / step.seconds) * 100).toFixed(3)}%`;
  const lanes = step.components.filter(({ beganAt, endedAt }) => endedAt > beganAt);
  const quick = step.components.length - lanes.length;
  return h("div.gantt", [
    axis(step.seconds, x),
    ...lanes.map((lane) => laneOf(lane, step.seconds, x)),
    ...(quick === 0 ? [] : [h("p.quiet", `${plural(quick, "component")} took no time and have no lane.`)]),
  ]);
}

/** Moments that a person would choose, for a time that begins at 0. */
function ticksOf(seconds: number): number[] {
  const scale = scaleUtc([0, seconds * 1000], [0, 1]);
  return scale.ticks(6).map((tick) => tick.getTime() / 1000);
}

function axis(seconds: number, x: Position): Element {
  // At the right edge a label would be cut off.
  const ticks = ticksOf(seconds).filter((tick) => tick <= seconds * 0.93);
  const labels = ticks.map((tick) =>
    s("text.tick", { x: x(tick), y: 16, dx: tick === 0 ? 0 : 4 }, tick === 0 ? "0" : duration(tick)),
  );
  return h("div.axis", { ariaHidden: "true" }, [
    h("span"),
    s("svg.plot", { width: "100%", height: HEIGHT.axis }, [...grid(seconds, x), ...labels]),
    h("span.took", "took"),
  ]);
}

function grid(seconds: number, x: Position): Element[] {
  return ticksOf(seconds).map((tick) => s("line.grid", { x1: x(tick), x2: x(tick), y1: 0, y2: "100%" }));
}

/** The component's own row shows what is small; what matters has rows of its own below it. */
function laneOf(lane: ComponentTimeline, seconds: number, x: Position): Element {
  const rows = lane.operations.filter((operation) => matters(operation, seconds));
  const small = lane.operations.filter((operation) => !matters(operation, seconds));
  const others = rows.length === 0 ? plural(small.length, "operation") : `${small.length} more`;
  const label = h("span.label", [h("strong", lane.name), " ", h("span.type", lane.type)]);
  const bars = small.map((operation) => bar(operation, x, HEIGHT.thinBar, factsOf(operation)));
  const head = h("details.row", [
    h("summary", [label, plot(grid(seconds, x), bars), h("span.took", small.length === 0 ? "" : others)]),
    h(
      "ul.facts",
      small.map((operation) => h("li", factsOf(operation))),
    ),
  ]);
  return h("div.lane", [
    small.length === 0 ? h("p.lanehead", [label]) : head,
    ...rows.map((operation) => rowOf(operation, seconds, x)),
  ]);
}

function matters({ beganAt, endedAt, critical, outcome, marks }: NamedOperation, seconds: number): boolean {
  const long = endedAt - beganAt >= seconds * SMALL_SHARE;
  return long || outcome === "failed" || marks.length > 0 || (critical && endedAt > beganAt);
}

function rowOf(operation: NamedOperation, seconds: number, x: Position): Element {
  const { name, critical, beganAt, endedAt, outcome } = operation;
  const failed = outcome === "failed";
  const badge = (text: string): Element => h("b.badge", text);
  const label = h("span.label.inner", [
    name,
    ...(critical ? [badge("critical")] : []),
    ...(failed ? [badge("failed")] : []),
  ]);
  const facts = factsOf(operation);
  const drawn = [bar(operation, x, HEIGHT.bar, facts), ...operation.marks.map((mark) => markOf(mark, x))];
  const classes = ["row", ...(critical ? ["critical"] : []), ...(failed ? ["failed"] : [])];
  return h("details", { className: classes }, [
    h("summary", [label, plot(grid(seconds, x), drawn), h("span.took", duration(endedAt - beganAt))]),
    h("p.facts", facts),
  ]);
}

function plot(background: readonly Element[], drawn: readonly Element[]): Element {
  return s("svg.plot", { width: "100%", height: HEIGHT.row, ariaHidden: "true" }, [...background, ...drawn]);
}

/** Pale until Azure took it, then full. */
function bar(operation: NamedOperation, x: Position, height: number, facts: string): Element {
  const { beganAt, endedAt, waitedSeconds, op } = operation;
  const taken = beganAt + waitedSeconds;
  const part = (className: string, from: number, to: number): Element =>
    s("rect", { x: x(from), width: x(to - from), y: (HEIGHT.row - height) / 2, height, rx: 2, className });
  return s("g", { className: ["bar", op] }, [
    s("title", facts),
    ...(waitedSeconds > 0 ? [part("waiting", beganAt, taken)] : []),
    part("work", taken, endedAt),
  ]);
}

/** Shapes differ, not colours alone: a circle was throttled, a triangle met a busy Azure, a stroke was refused. */
const SHAPES = {
  throttled: () => s("circle", { cx: 0, cy: HEIGHT.row / 2, r: 4 }),
  busy: () => s("path", { d: "M-4 15L4 15L0 7Z" }),
  refused: () => s("path", { d: "M-1 5h2v12h-2Z" }),
} as const;

/** A nested `svg` puts a shape of fixed size at a share of the width. */
function markOf({ kind, at, code }: Mark, x: Position): Element {
  const title = s("title", `${MARK_NAMES[kind]} after ${duration(at)}: ${code}`);
  return s("svg", { x: x(at), className: ["mark", kind], overflow: "visible" }, [SHAPES[kind](), title]);
}

/** Everything that is known of an operation, in one sentence. */
export function factsOf(operation: NamedOperation): string {
  const { op, name, type, beganAt, endedAt, calls, marks, critical, outcome } = operation;
  const facts = [
    `${op} ${name} (${type}): from ${duration(beganAt)} to ${duration(endedAt)}, took ${took(operation)}; ${plural(calls, "call")}`,
    marksText(marks),
    critical ? "on the critical path" : "",
    outcome === "failed" ? "failed" : "",
  ];
  return facts.filter((fact) => fact !== "").join("; ");
}

/** What colours and shapes mean. */
export function legend(): Element {
  const swatch = (op: string, part: string): Element =>
    s("svg", { width: 22, height: HEIGHT.row, ariaHidden: "true" }, [
      s("g", { className: ["bar", op] }, [
        s("rect", { className: part, x: 1, y: 5, width: 20, height: HEIGHT.bar, rx: 2 }),
      ]),
    ]);
  const sample = (kind: Mark["kind"]): Element =>
    s("svg", { width: 12, height: HEIGHT.row, ariaHidden: "true" }, [
      markOf({ kind, at: 0, code: "" }, () => "50%"),
    ]);
  const entry = (picture: Element, text: string): Element => h("li", [picture, " ", text]);
  return h("ul.legend", { ariaLabel: "Legend" }, [
    entry(swatch("create", "work"), "create"),
    entry(swatch("update", "work"), "update"),
    entry(swatch("delete", "work"), "delete"),
    entry(swatch("create", "waiting"), "waiting until Azure takes it"),
    entry(h("span.critical", [swatch("create", "work")]), "on the critical path"),
    ...markKinds.map((kind) => entry(sample(kind), MARK_NAMES[kind])),
    h("li.quiet", "open a row for its facts"),
  ]);
}
