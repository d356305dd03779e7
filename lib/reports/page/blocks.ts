import type { Element, ElementContent } from "hast";
import { h } from "hastscript";
import { type Block, type Cell, type Section, type Table, textOf } from "../section.ts";
import { classes, dataTable } from "./table.ts";

/**
 * Sections of a report as parts of a page. One that has the title of the page's section stands there without a heading of
 * its own.
 */
export function sectionElements(sections: readonly Section[], pageTitle: string): Element[] {
  return sections.flatMap(({ title, blocks, folded }) => {
    const body = blockElements(blocks, title);
    if (title === pageTitle) return body;
    return folded === true ? [fold(title, body)] : [h("h3", withCode(title)), ...body];
  });
}

/** What is long and rarely read: closed until somebody opens it, and open on paper. */
export function fold(title: string, body: readonly ElementContent[]): Element {
  return h("details.fold", [h("summary", withCode(title)), ...body]);
}

/**
 * Blocks of a report as elements.
 *
 * @param subject what they are about, for the captions of tables.
 */
export function blockElements(blocks: readonly Block[], subject: string): Element[] {
  return blocks.map((block) => blockElement(block, subject));
}

function blockElement(block: Block, subject: string): Element {
  if (block.kind === "table") return tableElement(block, subject);
  if (block.kind === "paragraph")
    return h("p", classes(...(block.tone === undefined ? [] : [block.tone])), withCode(block.text));
  return h("pre.scroll", { tabIndex: 0, role: "region", ariaLabel: subject }, block.lines.flatMap(lineOf));
}

function lineOf(line: string): ElementContent[] {
  return [...withLinks(line), { type: "text", value: "\n" }];
}

function tableElement({ columns, rows }: Table, subject: string): Element {
  const numbers = new Set(columns.flatMap(({ align }, index) => (align === "right" ? [index] : [])));
  const wide = new Set(
    columns.flatMap(({ flexible }, index) => (flexible === true && isLong(rows, index) ? [index] : [])),
  );
  const [first] = columns;
  const pairs = columns.every(({ head }) => head === "");
  return dataTable(
    columns.map(({ head }) => head),
    rows.map((row) => row.map(cellElement)),
    first === undefined || ["", subject.toLowerCase()].includes(first.head)
      ? subject
      : `${subject}, by ${first.head}`,
    { numbers, wide, rowHeads: pairs, hiddenCaption: true },
  );
}

/** A column of shorter texts than this many characters needs no room of its own. */
const LONG = 24;

function isLong(rows: Table["rows"], index: number): boolean {
  return rows.some((row) => textOf(row[index] ?? "").length > LONG);
}

function cellElement(cell: Cell): string | Element {
  const text = textOf(cell);
  const tone = typeof cell === "string" ? [] : [cell.tone];
  if (tone.length === 0 && !text.includes("\n") && !text.includes("`")) return text;
  const lines = text
    .split("\n")
    .flatMap((line, index) => (index === 0 ? withCode(line) : [h("br"), ...withCode(line)]));
  return h("span", classes(...tone), lines);
}

/** Text whose parts between back quotes are code. */
export function withCode(text: string): ElementContent[] {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 0 ? { type: "text" as const, value: part } : h("code", part)));
}

/** Text whose addresses are links; nothing else than https becomes one, whatever the text says. */
export function withLinks(text: string): ElementContent[] {
  return text
    .split(/(https:\/\/[^\s"<>]+)/)
    .map((part, index) =>
      index % 2 === 0 ? { type: "text" as const, value: part } : h("a", { href: part }, part),
    );
}
