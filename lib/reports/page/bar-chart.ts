import type { Element } from "hast";
import { h, s } from "hastscript";
import { percent } from "./chart.ts";
import { classes } from "./table.ts";

/** A part of a bar. */
export interface Segment {
  /** Of the chart's width, 0 to 1. */
  readonly share: number;
  /** What it means, as a class of figures.css. @default - the accent colour */
  readonly look?: "passed" | "failed" | "open" | "beside";
}

/** One row of a bar chart. */
export interface Bar {
  readonly label: string;
  /** What stands at the end of the row. */
  readonly figure: string;
  /** From left to right; `unknown` draws a dashed track: nobody knows how long the bar is. */
  readonly segments: readonly Segment[] | "unknown";
  /** A mark that the bar should not pass, of the chart's width, 0 to 1. @default - none */
  readonly limit?: number;
}

/** Pixels: of a bar, and of the drawing around it, from which a mark stands out. */
const HEIGHT = { bar: 12, plot: 18 } as const;

/** What is more than nothing is never drawn narrower than this share of the width. */
const HAIRLINE = 0.001;

/** Horizontal bars, each below its words, on a ground as long as the scale. The words say all that the bars show. */
export function barChart(bars: readonly Bar[]): Element {
  return h("div.bars", [h("ul.plain", bars.map(barElement))]);
}

function barElement({ label, figure, segments, limit }: Bar): Element {
  const place = { y: (HEIGHT.plot - HEIGHT.bar) / 2, height: HEIGHT.bar };
  const known = segments === "unknown" ? [] : segments;
  const drawn = known.map(({ share, look }, index) =>
    s("rect.mark", {
      ...place,
      ...(look !== undefined && { className: ["mark", look] }),
      x: percent(known.slice(0, index).reduce((sum, before) => sum + before.share, 0)),
      width: percent(share > 0 ? Math.max(share, HAIRLINE) : 0),
    }),
  );
  return h("li", [
    h("span", label),
    " ",
    h("span.figure", figure),
    s("svg.chart", { width: "100%", height: HEIGHT.plot, ariaHidden: "true" }, [
      s("rect", { ...place, className: segments === "unknown" ? "track" : "ground", x: 0, width: "100%" }),
      ...drawn,
      ...(limit === undefined ? [] : [limitMark(limit)]),
    ]),
  ]);
}

function limitMark(share: number): Element {
  return s("line.limit", { x1: percent(share), x2: percent(share), y1: 0, y2: HEIGHT.plot });
}

/** A look of a chart's parts, and what it means. */
export interface KeyEntry {
  readonly look: Segment["look"];
  readonly words: string;
}

/** What the looks of a chart's parts mean. */
export function legend(entries: readonly KeyEntry[]): Element {
  const swatch = (look: Segment["look"]): Element =>
    s("svg.chart", { width: 16, height: 12, ariaHidden: "true" }, [
      s("rect", {
        ...classes("mark", ...(look === undefined ? [] : [look])),
        x: 1,
        y: 1,
        width: 14,
        height: 10,
      }),
    ]);
  return h(
    "ul.keys",
    { ariaLabel: "Legend" },
    entries.map(({ look, words }) => h("li", [swatch(look), words])),
  );
}
