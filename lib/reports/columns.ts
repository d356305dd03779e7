import { type Table, textOf } from "./section.ts";

/** Between two columns. */
export const GAP = "  ";

/** A flexible column is never narrower than this, so a very narrow terminal scrolls instead of stacking letters. */
const NARROWEST = 16;

/**
 * Widths of a table's columns: as wide as their longest text, but flexible ones share what the others leave, in
 * proportion to the square root of what they need.
 *
 * @param width characters for the whole table, gaps included.
 */
export function columnWidths({ columns, rows }: Table, width: number): number[] {
  const natural = columns.map(({ head }, index) =>
    Math.max(head.length, ...rows.map((row) => longestLine(textOf(row[index] ?? "")))),
  );
  const flexible = columns.flatMap((column, index) => (column.flexible === true ? [index] : []));
  const fixed = natural.filter((_, index) => !flexible.includes(index)).reduce((sum, size) => sum + size, 0);
  const widths = [...natural];
  let room = width - fixed - GAP.length * (columns.length - 1);
  // Narrow texts first: what they do not need goes to the wide ones, which get more the longer they are.
  const byNeed = flexible.toSorted((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  const weights = byNeed.map((index) => Math.sqrt(natural[index] ?? 0));
  for (const [done, index] of byNeed.entries()) {
    const rest = weights.slice(done).reduce((sum, weight) => sum + weight, 0);
    const share = Math.max(NARROWEST, Math.floor((room * (weights[done] ?? 0)) / rest));
    const size = Math.min(natural[index] ?? 0, share);
    widths[index] = size;
    room -= size;
  }
  return widths;
}

/** Breaks text into lines at spaces, and inside words only where one is longer than a line. */
export function wrap(text: string, width: number): string[] {
  return text.split("\n").flatMap((line) => wrapLine(line, width));
}

function wrapLine(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((part) => pieces(part, width))) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  const count = Math.max(1, Math.ceil(word.length / width));
  return Array.from({ length: count }, (_, index) => word.slice(index * width, (index + 1) * width));
}

function longestLine(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}
