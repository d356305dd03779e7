import { scaleLinear, scaleLog } from "d3-scale";
import type { Element } from "hast";
import { s } from "hastscript";
import { type ChartText, chart, percent } from "./chart.ts";

/** A point of a chart. */
export interface Point {
  /** Positive: its axis is logarithmic, so that each halving takes the same room. */
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** The one that the reader looks for. */
  readonly chosen: boolean;
}

/** How an axis is written. */
export interface Axis {
  readonly title: string;
  readonly format: (value: number) => string;
}

/** Pixels: the height of the plot, of what stands below it, and the room above the highest tick. */
const HEIGHT = { plot: 240, below: 40, above: 42 } as const;

/** Where the plot begins and ends, as shares of the width: room for the ticks of the y axis, and for labels at the edges. */
const SIDES = [0.15, 0.95] as const;

/** Labels of points nearer than this share of the width would touch on a phone. */
const LABEL_ROOM = 0.075;

/** Pixels of a label and the gap above it. */
const LABEL_HEIGHT = 17;

/** Points over a logarithmic x axis and a y axis from 0; each axis is named, and ticks stand inside the plot. */
export function scatterChart(text: ChartText, points: readonly Point[], x: Axis, y: Axis): Element {
  const xs = points.map((point) => point.x);
  const [least, most] = [Math.min(...xs), Math.max(...xs)];
  const across = scaleLog([least / 1.05, most * 1.05], SIDES);
  const up = scaleLinear(
    [0, Math.max(...points.map((point) => point.y)) * 1.12],
    [HEIGHT.plot, HEIGHT.above],
  );
  const labels = labelsOf(points, across, up);
  const rows = up
    .ticks(4)
    .map((tick) => [
      s("line.grid", { x1: 0, x2: "100%", y1: up(tick), y2: up(tick) }),
      s("text.tick", { x: 0, y: up(tick) - 4 }, tick === 0 ? "0" : y.format(tick)),
    ]);
  const columns = ticksOf(least, most).map((tick) => [
    s("line.grid", {
      x1: percent(across(tick)),
      x2: percent(across(tick)),
      y1: HEIGHT.plot,
      y2: HEIGHT.plot + 5,
    }),
    s("text.tick", { x: percent(across(tick)), y: HEIGHT.plot + 18, textAnchor: "middle" }, x.format(tick)),
  ]);
  const marks = points.map((point) =>
    s("g", [
      s("circle", {
        className: point.chosen ? ["mark"] : ["mark", "beside"],
        cx: percent(across(point.x)),
        cy: up(point.y),
        r: point.chosen ? 6 : 4,
      }),
      ...(labels.has(point)
        ? [
            s(
              "text",
              { x: percent(across(point.x)), y: labels.get(point), textAnchor: "middle" },
              point.label,
            ),
          ]
        : []),
    ]),
  );
  return chart(text, HEIGHT.plot + HEIGHT.below, [
    ...rows.flat(),
    ...columns.flat(),
    s("text.quiet", { x: 0, y: 12 }, y.title),
    s("text.quiet", { x: "100%", y: HEIGHT.plot + HEIGHT.below - 4, textAnchor: "end" }, x.title),
    ...marks,
  ]);
}

/** Where a label may stand, from its point: above, else below. */
const LABEL_AT = [-11, 20] as const;

/** The height of each label: first of the chosen point, then of the others as far as there is room. */
function labelsOf(
  points: readonly Point[],
  across: (x: number) => number,
  up: (y: number) => number,
): ReadonlyMap<Point, number> {
  const labels = new Map<Point, number>();
  for (const point of points.toSorted((a, b) => Number(b.chosen) - Number(a.chosen) || b.x - a.x)) {
    const isFree = (height: number): boolean =>
      [...labels].every(
        ([other, taken]) =>
          Math.abs(taken - height) >= LABEL_HEIGHT ||
          Math.abs(across(other.x) - across(point.x)) >= LABEL_ROOM,
      );
    const height = LABEL_AT.map((place) => up(point.y) + place).find(isFree);
    if (height !== undefined) labels.set(point, height);
  }
  return labels;
}

/** Moments between the least and the most, each twice the one before or a little more. */
function ticksOf(least: number, most: number): number[] {
  const decades = [0.01, 0.1, 1, 10, 100, 1_000, 10_000, 100_000];
  return decades
    .flatMap((decade) => [1, 2, 5].map((step) => step * decade))
    .filter((tick) => tick >= least && tick <= most);
}
