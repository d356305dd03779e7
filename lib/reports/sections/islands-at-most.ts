import type { Document } from "../document.ts";
import { type Cell, type Column, paragraph, type Section, table } from "../section.ts";
import { grouped, known } from "../words.ts";
import { howSection, nameOf } from "./figures.ts";
import { FORMAT_NAMES } from "./system.ts";

type Training = NonNullable<Document["training"]>;
type Island = Training["islands"][number];
type Figure = Island["bisectionGBps"];

/** What each island can do at most: the format in which most is trained, its fabric, its draw, its row of the TOP500. */
export function atMostSection({ islands, workloads }: Training): Section[] {
  if (workloads.length === 0) return [];
  const shown = islands.filter(({ peaks }) => peaks.some(({ format }) => format === "bf16"));
  const [first] = shown;
  if (first === undefined) return [];
  const right = (head: string): Column => ({ head, align: "right" });
  const columns: Column[] = [
    { head: "island" },
    right("dense, PFLOP/s"),
    right("sparse"),
    right("bisection, GB/s"),
    right("GB/s a GPU"),
    right("kW"),
    right("Rpeak, PFLOP/s"),
    right("Rmax"),
  ];
  const note =
    "Dense and sparse (2:4) are in BF16, Rpeak in FP64 on tensor cores; kW is the most that all servers draw. Bisection takes the fabric of an island to be non-blocking. Rmax, what Linpack reaches, only a run can tell.";
  return [
    {
      title: "What an island can do at most",
      blocks: [table(columns, shown.map(rowOf)), paragraph(note, "quiet")],
      folded: true,
    },
    howSection(`How an island's figures were reckoned, on ${first.pool}`, figuresOf(first)),
  ];
}

function rowOf({ pool, peaks, bisectionGBps, fabricGBpsPerGpu, top500 }: Island): Cell[] {
  const peak = peaks.find(({ format }) => format === "bf16");
  return [
    pool,
    peak === undefined ? "unknown" : number(peak.dense, 1),
    peak?.sparse ? number(peak.sparse, 1) : "none",
    number(bisectionGBps, 0),
    number(fabricGBpsPerGpu, 0),
    number(top500.kilowatts, 0),
    number(top500.rpeakPflops, 1),
    known(top500.rmaxPflops),
  ];
}

function figuresOf({ peaks, bisectionGBps, fabricGBpsPerGpu, maximumKilowatts, top500 }: Island) {
  const named = (key: string, figure: Figure) => [nameOf(key), figure] as const;
  return [
    ...peaks.flatMap(({ format, dense, sparse }) => {
      const peak = `peak ${FORMAT_NAMES[format]}`;
      return [[`${peak}, dense`, dense] as const, ...(sparse ? [[`${peak}, sparse`, sparse] as const] : [])];
    }),
    named("bisectionGBps", bisectionGBps),
    named("fabricGBpsPerGpu", fabricGBpsPerGpu),
    named("maximumKilowatts", maximumKilowatts),
    named("rpeakPflops", top500.rpeakPflops),
  ];
}

function number({ value }: Figure, digits: number): string {
  return typeof value === "object" ? "unknown" : grouped(value.toFixed(digits));
}
