import { styleText } from "node:util";
import CliTable from "cli-table3";
import { columnWidths, GAP, wrap } from "./columns.ts";
import type { Document } from "./document.ts";
import { type Block, type Cell, paragraph, type Section, type Table, type Tone, textOf } from "./section.ts";
import type { RuleTitles } from "./sections/findings.ts";
import { sectionsOf, titleOf } from "./sections.ts";

/** How a terminal report looks. */
export interface TerminalOptions {
  /** Characters in a line. @default 120 */
  readonly width?: number;
  /** Whether to colour with ANSI escapes. @default false */
  readonly colour?: boolean;
}

/** How the report of a document looks. */
export interface ReportOptions extends TerminalOptions {
  /** @default - findings show the ids of rules alone */
  readonly ruleTitles?: RuleTitles;
}

type Style = Parameters<typeof styleText>[0];

const TONES: Readonly<Record<Tone, Style>> = { good: "green", bad: "red", caution: "yellow", quiet: "dim" };

/** Text as it is, or with the escapes of a style. */
type Paint = (style: Style, text: string) => string;

/** A document as tables for a terminal. Ends with a line feed. */
export function terminalReport(document: Document, { ruleTitles, ...options }: ReportOptions = {}): string {
  return terminalText(titleOf(document), sectionsOf(document, ruleTitles), options);
}

/** Sections as tables for a terminal. Ends with a line feed. */
export function terminalText(
  title: string,
  sections: readonly Section[],
  { width = 120, colour = false }: TerminalOptions = {},
): string {
  // Whether to colour is the caller's word alone, not a guess from the stream or the environment.
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const parts = sections.map((section) => sectionLines(section, width, paint));
  return `${[[paint("bold", tame(title))], ...parts].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** Names come from files of others: what a terminal would obey, or turn its line around, is shown as a mark. */
function tame(text: string): string {
  return text.replaceAll(/(?!\n)[\p{Cc}\p{Cf}]/gu, "\u{FFFD}");
}

function sectionLines({ title, blocks, inTerminal }: Section, width: number, paint: Paint): string[] {
  const heading = `── ${tame(title)} `;
  const ruled = heading + "─".repeat(Math.max(0, width - heading.length));
  const said = inTerminal === undefined ? blocks : [paragraph(inTerminal, "quiet")];
  const bodies = said.map((block) => blockLines(block, width, paint));
  return [paint("bold", ruled), ...bodies.flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]))];
}

function blockLines(block: Block, width: number, paint: Paint): string[] {
  if (block.kind === "preformatted") return block.lines.map(tame);
  if (block.kind === "table") return tableLines(block, width, paint);
  const lines = wrap(tame(block.text), width);
  const { tone } = block;
  return tone === undefined ? lines : lines.map((line) => paint(TONES[tone], line));
}

/** Columns without rules between them: what is copied from a terminal stays readable. */
const NO_RULES = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right"]
    .concat(["left", "left-mid", "mid", "mid-mid", "right", "right-mid"])
    .map((part) => [part, ""]),
);

function tableLines(table: Table, width: number, paint: Paint): string[] {
  const widths = columnWidths(table, width);
  const cell = (content: Cell, index: number): string => {
    const lines = wrap(tame(textOf(content)), widths[index] ?? width);
    if (typeof content === "string") return lines.join("\n");
    return lines.map((line) => paint(TONES[content.tone], line)).join("\n");
  };
  const drawn = new CliTable({
    chars: { ...NO_RULES, middle: GAP },
    colAligns: table.columns.map(({ align }) => align ?? "left"),
    colWidths: widths,
    style: { "padding-left": 0, "padding-right": 0, head: [], border: [], compact: true },
  });
  const heads = table.columns.map(({ head }, index) => cell(head, index));
  if (heads.some((head) => head !== ""))
    drawn.push(heads.map((head) => head.replace(/[^\n]+/g, (line) => paint("bold", line))));
  drawn.push(...table.rows.map((row) => row.map(cell)));
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd());
}
