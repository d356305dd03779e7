import type { Document } from "../document.ts";
import { type Cell, type Column, paragraph, type Section, table } from "../section.ts";
import { grouped, plural } from "../words.ts";

type Training = NonNullable<Document["training"]>;

/** How the nodes of a hall start under its cap. */
export function startSection({ islands }: Training): Section[] {
  const rows = islands.flatMap(({ pool, start, maximumKilowatts }): Cell[][] => {
    if (start === null) return [];
    const left: Cell = start.left === 0 ? "none" : { text: plural(start.left, "node"), tone: "bad" };
    return [
      [
        pool,
        typeof maximumKilowatts.value === "object" ? "unknown" : grouped(Math.round(maximumKilowatts.value)),
        grouped(start.capKilowatts),
        grouped(start.waves.length),
        grouped(start.minutes),
        grouped(Math.round(start.peakKilowatts)),
        left,
      ],
    ];
  });
  if (rows.length === 0) return [];
  const right = (head: string): Column => ({ head, align: "right" });
  const columns: Column[] = [
    { head: "island" },
    right("kW at most"),
    right("cap, kW"),
    right("waves"),
    right("minutes"),
    right("peak, kW"),
    { head: "cannot start" },
  ];
  const dark = islands.some(({ start }) => start !== null && start.left > 0);
  const note = "Jobs are reckoned on the nodes that can start; the others are paid for all the same.";
  return [
    {
      title: "Starting under the hall's power cap",
      blocks: [table(columns, rows), ...(dark ? [paragraph(note)] : [])],
    },
  ];
}
