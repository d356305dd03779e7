import type { Element } from "hast";
import { h } from "hastscript";

/** One cell: text, or more than text. */
export type Cell = string | Element;

/**
 * A table with a caption and column heads, which scrolls by itself where it is too wide.
 *
 * @param numbers columns that hold numbers. @default - none
 */
export function dataTable(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  caption: string,
  numbers: ReadonlySet<number> = new Set(),
): Element {
  const className = (index: number): string[] => (numbers.has(index) ? ["num"] : []);
  const row = (cells: readonly Cell[]): Element =>
    h(
      "tr",
      cells.map((cell, index) => h("td", { className: className(index) }, [cell])),
    );
  return h("div.scroll", [
    h("table", [
      h("caption", caption),
      h(
        "thead",
        h(
          "tr",
          heads.map((head, index) => h("th", { scope: "col", className: className(index) }, head)),
        ),
      ),
      h("tbody", rows.map(row)),
    ]),
  ]);
}
