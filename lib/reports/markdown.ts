import type { Document } from "./document.ts";
import { type Block, type Cell, type Section, type Table, textOf } from "./section.ts";
import type { RuleTitles } from "./sections/findings.ts";
import { sectionsOf, titleOf } from "./sections.ts";

/** GitHub refuses comments of more than 65,536 characters; the rest is room for what a workflow adds. */
export const MARKDOWN_LIMIT_BYTES = 60_000;

/** Rows and lines that a block may keep, tried until the report fits. */
const BLOCK_SIZES = [Number.POSITIVE_INFINITY, 400, 200, 100, 50, 25, 10, 5];

/**
 * A document as GitHub Markdown that fits one pull request comment; what was cut is said. Ends with a line feed.
 *
 * @param ruleTitles what the rules demand. @default - findings show the ids of rules alone
 */
export function markdownReport(document: Document, ruleTitles?: RuleTitles): string {
  return markdownText(titleOf(document), sectionsOf(document, ruleTitles));
}

/** Sections as GitHub Markdown that fits one pull request comment; what was cut is said. Ends with a line feed. */
export function markdownText(title: string, sections: readonly Section[]): string {
  const heading = `## ${plainText(title)}`;
  const versions = BLOCK_SIZES.map(
    (most) => () => `${[heading, ...sections.map((section) => sectionText(section, most))].join("\n\n")}\n`,
  );
  let report = "";
  for (const version of versions) {
    report = version();
    if (Buffer.byteLength(report) <= MARKDOWN_LIMIT_BYTES) return report;
  }
  return report;
}

function sectionText({ title, blocks, folded }: Section, most: number): string {
  const body = blocks.map((block) => blockText(block, most)).join("\n\n");
  if (folded !== true) return `### ${plainText(title)}\n\n${body}`;
  return `<details><summary><b>${plainText(title)}</b></summary>\n\n${body}\n\n</details>`;
}

function blockText(block: Block, most: number): string {
  if (block.kind === "paragraph") return plainText(block.text);
  if (block.kind === "table") return tableText(block, most);
  const shown = block.lines.slice(0, most);
  const fence = shown.some((line) => line.includes("```")) ? "~~~~" : "```";
  return `${[`${fence}text`, ...shown, fence].join("\n")}${cut(block.lines.length - shown.length, "lines")}`;
}

function tableText({ columns, rows }: Table, most: number): string {
  const shown = rows.slice(0, most);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const lines = [
    line(columns.map(({ head }) => plainText(head))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...shown.map((row) => line(row.map(cellText))),
  ];
  return lines.join("\n") + cut(rows.length - shown.length, "rows");
}

function cut(count: number, what: string): string {
  return count <= 0 ? "" : `\n\n_${count} more ${what}: see the JSON report._`;
}

const MARKS = { good: "✅ ", bad: "❌ ", caution: "⚠️ ", quiet: "" } as const;

function cellText(cell: Cell): string {
  const text = plainText(textOf(cell)).replaceAll("\n", "<br>");
  return typeof cell === "string" ? text : MARKS[cell.tone] + text;
}

/** Text that Markdown shows as it is; what is in back-ticks stays code. */
function plainText(text: string): string {
  return text.replace(/[\\|*_<>[\]]/g, (character) =>
    character === "<" ? "&lt;" : character === ">" ? "&gt;" : `\\${character}`,
  );
}
