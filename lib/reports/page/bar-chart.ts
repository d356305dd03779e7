import type { Element } from "hast";
import { s } from "hastscript";

/** A part of a bar. */
export interface Segment {
  /** Of the chart's width, 0 to 1. */
  readonly share: number;
  /** What it means, as a class of figures.css. @default "mark" alone */
  readonly look?: "passed" | "failed" | "open" | "beside";
}

/** One row of a bar chart. */
export interface Bar {
  readonly label: string;
  /** What stands at the end of the row. */
  readonly figure: string;
  /** From left to right; `unknown` draws a dashed track: nobody knows how long the bar is. */
  readonly segments: readonly Segment[] | "unknown";
}

/** What a chart is called and what a reader who cannot see it is told. */
export interface ChartText {
  /** Unique on the page, for references within the chart. */
  readonly id: string;
  readonly title: string;
  /** What it shows, and where the same stands as text. */
  readonly description: string;
}

/** A mark on each bar. */
export interface Limit {
  /** Of the chart's width, 0 to 1. */
  readonly share: number;
  readonly label: string;
}

/** Heights in pixels. Widths are shares of whatever the page has. */
const HEIGHT = { row: 42, text: 14, bar: 12, limit: 22 } as const;

/** What is more than nothing is never drawn narrower than this share of the width. */
const HAIRLINE = 0.001;

/** Horizontal bars, each below its label, on a ground as long as the scale. */
export function barChart(text: ChartText, bars: readonly Bar[], limit?: Limit): Element {
  const top = limit === undefined ? 0 : HEIGHT.limit;
  const rows = bars.map((bar, index) => barElement(bar, top + index * HEIGHT.row, limit));
  return chart(text, top + bars.length * HEIGHT.row, [...(limit ? [limitLabel(limit)] : []), ...rows]);
}

/** The frame of every chart: an image with a title and a description. */
export function chart(
  { id, title, description }: ChartText,
  height: number,
  drawn: readonly Element[],
): Element {
  const names = [`${id}-title`, `${id}-description`];
  return s("svg.chart", { width: "100%", height, role: "img", ariaLabelledBy: names }, [
    s("title", { id: names[0] }, title),
    s("desc", { id: names[1] }, description),
    ...drawn,
  ]);
}

/** A share of the width, in the form that SVG takes. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}

function barElement({ label, figure, segments }: Bar, y: number, limit: Limit | undefined): Element {
  const place = { y: y + HEIGHT.text + 6, height: HEIGHT.bar };
  const known = segments === "unknown" ? [] : segments;
  const drawn = known.map(({ share, look }, index) =>
    s("rect", {
      ...place,
      className: ["mark", ...(look === undefined ? [] : [look])],
      x: percent(known.slice(0, index).reduce((sum, before) => sum + before.share, 0)),
      width: percent(share > 0 ? Math.max(share, HAIRLINE) : 0),
    }),
  );
  return s("g", [
    s("text", { x: 0, y: y + HEIGHT.text }, label),
    s("text.quiet", { x: "100%", y: y + HEIGHT.text, textAnchor: "end" }, figure),
    s("rect", { ...place, className: segments === "unknown" ? "track" : "ground", x: 0, width: "100%" }),
    ...drawn,
    ...(limit === undefined ? [] : [limitMark(limit, place)]),
  ]);
}

function limitMark(
  { share }: Limit,
  { y, height }: { readonly y: number; readonly height: number },
): Element {
  return s("line.limit", { x1: percent(share), x2: percent(share), y1: y - 3, y2: y + height + 3 });
}

function limitLabel({ share, label }: Limit): Element {
  return s(
    "text.quiet",
    { x: percent(share), y: HEIGHT.text, textAnchor: share > 0.5 ? "end" : "start" },
    label,
  );
}
