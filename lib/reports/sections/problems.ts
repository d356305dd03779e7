import type { Document } from "../document.ts";
import { type Cell, paragraph, type Section, table } from "../section.ts";
import { plural } from "../words.ts";

/** What is wrong with the input. */
export function problemSection({ problems, stack }: Document): Section[] {
  if (problems.length === 0) return [];
  const columns = [
    { head: "where", flexible: true },
    { head: "what is wrong", flexible: true },
    { head: "fix", flexible: true },
  ];
  const rows = problems.map(({ path, value, message, fix }): Cell[] => [
    { text: value === undefined ? path : `${path}\n= ${JSON.stringify(value)}`, tone: "bad" },
    message,
    fix,
  ]);
  const note = paragraph(
    `${stack} was refused: ${plural(problems.length, "problem")}. Nothing was registered.`,
    "bad",
  );
  return [{ title: "Problems", blocks: [note, table(columns, rows)] }];
}
