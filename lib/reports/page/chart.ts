import type { Element } from "hast";
import { s } from "hastscript";

/** What a chart is called and what a reader who cannot see it is told. */
export interface ChartText {
  /** Unique on the page, for references within the chart. */
  readonly id: string;
  readonly title: string;
  /** What it shows, and where the same stands as text. */
  readonly description: string;
}

/**
 * A chart as an image with a title and a description. Its places are shares of the width, so that its text keeps its size
 * on a phone.
 *
 * @param height in pixels.
 */
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
