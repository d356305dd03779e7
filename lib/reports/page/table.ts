import type { Element, Properties } from "hast";
import { h } from "hastscript";

/** One cell: text, or more than text. */
export type Cell = string | Element;

/** The attribute for class names; none where there is no name. */
export function classes(...names: readonly string[]): Properties {
  return names.length === 0 ? {} : { className: [...names] };
}

/** How a table differs from the usual one. */
export interface TableOptions {
  /** Columns that hold numbers. @default - none */
  readonly numbers?: ReadonlySet<number>;
  /** Columns whose text is long and wraps. @default - none */
  readonly wide?: ReadonlySet<number>;
  /** Whether the first cell of a row names the row. @default false */
  readonly rowHeads?: boolean;
  /** Whether the caption is for screen readers only, because a heading above says the same. @default false */
  readonly hiddenCaption?: boolean;
}

/** A table with a caption and column heads, which scrolls by itself where it is too wide. Without heads it has no head row. */
export function dataTable(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  caption: string,
  { numbers = new Set(), wide = new Set(), rowHeads = false, hiddenCaption = false }: TableOptions = {},
): Element {
  const looks = (index: number): Properties =>
    classes(...(numbers.has(index) ? ["num"] : []), ...(wide.has(index) ? ["wide"] : []));
  const cellElement = (cell: Cell, index: number): Element =>
    rowHeads && index === 0
      ? h("th", { scope: "row", ...looks(index) }, [cell])
      : h("td", looks(index), [cell]);
  const head = heads.map((text, index) =>
    text === "" ? h("td", looks(index)) : h("th", { scope: "col", ...looks(index) }, text),
  );
  return h("div.scroll", { tabIndex: 0, role: "region", ariaLabel: caption }, [
    h("table", [
      h("caption", classes(...(hiddenCaption ? ["unseen"] : [])), caption),
      ...(heads.every((text) => text === "") ? [] : [h("thead", h("tr", head))]),
      h(
        "tbody",
        rows.map((cells) => h("tr", cells.map(cellElement))),
      ),
    ]),
  ]);
}
