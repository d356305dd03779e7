/** What a cell's text means for the reader; a terminal may show it as a colour. */
export type Tone = "good" | "bad" | "caution" | "quiet";

/** One cell of a table. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

/** Stands where an amount would: it is not 0. */
export const NOT_KNOWN: Cell = { text: "unknown", tone: "caution" };

/** One column of a table. */
export interface Column {
  readonly head: string;
  /** @default "left" */
  readonly align?: "left" | "right";
  /** Takes the width that the other columns leave; its text wraps. At most two to a table. @default false */
  readonly flexible?: boolean;
}

/** Rows under headings. */
export interface Table {
  readonly kind: "table";
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One paragraph. */
export interface Paragraph {
  readonly kind: "paragraph";
  readonly text: string;
  readonly tone?: Tone;
}

/** Lines that keep their spaces, such as a tree. */
export interface Preformatted {
  readonly kind: "preformatted";
  readonly lines: readonly string[];
}

export type Block = Table | Paragraph | Preformatted;

/** A part of a report, for every renderer. */
export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** Long and rarely read: a renderer that can fold it, does. @default false */
  readonly folded?: boolean;
  /** What a terminal, which can fold nothing, says in place of the section. @default - the section itself */
  readonly inTerminal?: string;
}

/** Shorthand for a paragraph. */
export function paragraph(text: string, tone?: Tone): Paragraph {
  return tone === undefined ? { kind: "paragraph", text } : { kind: "paragraph", text, tone };
}

/** Shorthand for a table. */
export function table(columns: Table["columns"], rows: Table["rows"]): Table {
  return { kind: "table", columns, rows };
}

/** The text of a cell. */
export function textOf(cell: Cell): string {
  return typeof cell === "string" ? cell : cell.text;
}
