import type { Document } from "../document.ts";
import { type Cell, type Section, table } from "../section.ts";

const ANSWERS: readonly (readonly [unknown, Cell])[] = [
  [true, { text: "yes", tone: "good" }],
  [false, { text: "no", tone: "bad" }],
  ["unknown", { text: "unknown", tone: "caution" }],
];

/** Where data is encrypted and where not. */
export function dataPathSection({ dataPaths }: Document): Section[] {
  if (dataPaths.length === 0) return [];
  const columns = [
    { head: "encrypted" },
    { head: "path", flexible: true },
    { head: "by", flexible: true },
    { head: "because", flexible: true },
  ];
  const answer = new Map(ANSWERS);
  const rows = dataPaths.map(({ encrypted, from, to, by, reason }): Cell[] => [
    answer.get(encrypted) ?? "",
    `${from} → ${to}`,
    by,
    reason,
  ]);
  return [{ title: "Data paths", blocks: [table(columns, rows)] }];
}
