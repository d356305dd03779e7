import type { Document } from "../document.ts";
import { type Block, type Cell, type Column, paragraph, type Section, table } from "../section.ts";
import { grouped, known, money, plural } from "../words.ts";
import { layoutSection, layoutText, refusals } from "./layouts.ts";

type Training = NonNullable<Document["training"]>;
type Workload = Training["workloads"][number];
type Run = Workload["runs"][number];
type Figures = NonNullable<Run["figures"]>;
type AnyFigure = Figures[keyof Figures];
type Runs = Run & { readonly figures: Figures; readonly layout: NonNullable<Run["layout"]> };

/** What each declared job makes of the islands, and how it was reckoned. */
export function trainingSection({ training, cost }: Document): Section[] {
  if (training === null) return [];
  const unread = training.unread.map(({ name, reason }) =>
    paragraph(`Nothing can be said of ${name}: ${reason}.`, "caution"),
  );
  return [
    ...training.workloads.flatMap((workload) => workloadSections(workload, cost?.currency ?? "")),
    ...(unread.length === 0 ? [] : [{ title: "Workloads that cannot be read", blocks: unread }]),
    ...islandSection(training),
    ...startSection(training),
  ];
}

const UNKNOWN_CELL: Cell = { text: "unknown", tone: "caution" };

function workloadSections(workload: Workload, currency: string): Section[] {
  const running = workload.runs.filter(runs);
  const notes = workload.runs.flatMap(({ pool, reason, refusedLayouts }) =>
    reason === null
      ? []
      : [paragraph(`It cannot run on ${pool}: ${reason}.`, "caution"), ...refusals(refusedLayouts)],
  );
  const [first] = running;
  const format = workload.precision === "fp8" ? " in FP8" : "";
  const title = `Training ${workload.name}: ${workload.model}, ${short(workload.tokens)} tokens${format}`;
  if (first === undefined) return [{ title, blocks: notes }];
  return [
    {
      title,
      blocks: [results(running, currency), ...facts(first), ...notes, assumptions(first.figures)],
    },
    layoutSection(workload.name, first),
    howSection(workload.name, first),
  ];
}

function runs(run: Run): run is Runs {
  return run.figures !== null && run.layout !== null;
}

/** One row for each island. */
function results(running: readonly Runs[], currency: string): Block {
  const right = (head: string): Column => ({ head, align: "right" });
  const columns: Column[] = [
    { head: "island" },
    { head: "layout", flexible: true },
    right("TFLOP/s a GPU"),
    right("MFU"),
    right("days"),
    right(currency),
    right("failures"),
    right("best interval"),
    right("goodput"),
    right("MWh"),
    right("t CO2e"),
  ];
  const rows = running.map(({ pool, nodes, layout, figures }): Cell[] => [
    `${pool}, ${known(nodes)} nodes`,
    layoutText(layout),
    number(figures.tflopsPerGpu, 0),
    percent(figures.modelFlopsUtilisation),
    number(figures.elapsedHours, 1, 24),
    amount(figures.islandCost),
    number(figures.interruptions, 1),
    minutes(figures.bestCheckpointSeconds),
    percent(figures.goodput),
    number(figures.energyMwh, 1),
    number(figures.carbonTonnes, 1),
  ]);
  return table(columns, rows);
}

/** What the table has no room for; the islands of a stack differ little in it, so the first stands for all. */
function facts({ pool, figures, sparesThere, layoutBy }: Runs): Block[] {
  const share = figures.stackShareCost;
  const reading =
    typeof figures.readShare.value !== "number"
      ? paragraph("Whether storage feeds the GPUs is unknown: its throughput is not known.", "caution")
      : figures.readShare.value > 1
        ? paragraph(
            `Storage starves the GPUs: reading needs ${percent(figures.readShare)} of what it gives.`,
            "bad",
          )
        : paragraph(
            `Storage feeds the GPUs: reading takes ${percent(figures.readShare, 3)} of what it gives. A checkpoint of ${number(figures.checkpointBytes, 2, 1e12)} TB takes ${number(figures.checkpointSeconds, 0)} s, ${percent(figures.checkpointShare)} of the time.`,
          );
  return [
    paragraph(
      `On ${pool}: ${layoutBy === "declared" ? "the layout is declared" : "the layout is the fastest that fits"}; the whole stack costs ${share.atLeast ? "at least " : ""}${amount(share)} ${share.unit} for its share meanwhile; ${number(figures.petaflopDays, 0)} PF-days.`,
    ),
    reading,
    paragraph(`${spares(figures.spareNodes)}; the island has ${known(sparesThere)} beyond the job.`),
  ];
}

function spares(figure: Figures["spareNodes"]): string {
  const undeclared = figure.inputs.some(
    ({ name, value }) => name === "probability" && typeof value === "object",
  );
  return undeclared
    ? "How many spare nodes it takes is unknown: `repair` must say how long a repair takes and how probably the job is full"
    : `Spare nodes for the declared probability: ${number(figure, 0)}`;
}

/** What the figures rest on that nobody measured here. */
function assumptions(figures: Figures): Block {
  const assumed = Object.values(figures).flatMap(({ inputs }: AnyFigure) =>
    inputs.filter(({ basis, source }) => basis === "assumed" && source !== "computed"),
  );
  const texts = assumed
    .filter(({ name }, index) => assumed.findIndex((other) => other.name === name) === index)
    .map(
      ({ name, value, unit, source }) => `${words(name)} ${shown(value)}${unit && ` ${unit}`} (${source})`,
    );
  return paragraph(
    `Speed comes from a model that was fitted to published runs; docs/training-model.md has its errors.${texts.length === 0 ? "" : ` Assumed: ${texts.join("; ")}.`} Hardware's own carbon is left out.`,
    "quiet",
  );
}

/** Every figure of one run with its formula and inputs. */
function howSection(name: string, { pool, figures }: Runs): Section {
  const columns: Column[] = [
    { head: "figure" },
    { head: "value", align: "right" },
    { head: "basis" },
    { head: "formula, and what goes in", flexible: true },
  ];
  const rows = Object.entries<AnyFigure>(figures).map(([figure, { value, unit, formula, inputs, basis }]) => [
    words(figure),
    typeof value === "object" ? UNKNOWN_CELL : `${shown(value)}${unit && ` ${unit}`}`,
    basis,
    `${formula}: ${inputs.map((input) => `${words(input.name)} ${shown(input.value)}`).join(", ")}`,
  ]);
  const inputs = Object.values<AnyFigure>(figures).flatMap((figure) => figure.inputs);
  const given = new Map(
    inputs.flatMap(({ name: input, value, unit, source }) =>
      source === "computed" ? [] : [[input, [words(input), `${shown(value)}${unit && ` ${unit}`}`, source]]],
    ),
  );
  const sourceColumns: Column[] = [
    { head: "input" },
    { head: "value", align: "right" },
    { head: "source", flexible: true },
  ];
  const note = "The JSON report has the same of the other islands.";
  return {
    title: `How ${name} was reckoned, on ${pool}`,
    blocks: [table(columns, rows), table(sourceColumns, [...given.values()]), paragraph(note, "quiet")],
    folded: true,
    inTerminal: `Formula, inputs, basis and sources of all ${rows.length} figures: --format html, markdown or json.`,
  };
}

/** What each island can do at most: the format in which most is trained, its fabric, its draw, its row of the TOP500. */
function islandSection({ islands, workloads }: Training): Section[] {
  if (workloads.length === 0) return [];
  const rows = islands.flatMap(({ pool, peaks, bisectionGBps, fabricGBpsPerGpu, top500 }): Cell[][] => {
    const peak = peaks.find(({ format }) => format === "bf16");
    if (peak === undefined) return [];
    return [
      [
        pool,
        number(peak.dense, 1),
        peak.sparse === null ? "none" : number(peak.sparse, 1),
        number(bisectionGBps, 0),
        number(fabricGBpsPerGpu, 0),
        number(top500.kilowatts, 0),
        number(top500.rpeakPflops, 1),
        "unknown",
      ],
    ];
  });
  if (rows.length === 0) return [];
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
      blocks: [table(columns, rows), paragraph(note, "quiet")],
      folded: true,
    },
  ];
}

/** How the nodes of a hall start under its cap. */
function startSection({ islands }: Training): Section[] {
  const rows = islands.flatMap(({ pool, start, maximumKilowatts }): Cell[][] => {
    if (start === null) return [];
    const left: Cell = start.left === 0 ? "none" : { text: plural(start.left, "node"), tone: "bad" };
    return [
      [
        pool,
        number(maximumKilowatts, 0),
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
  return [{ title: "Starting under the hall's power cap", blocks: [table(columns, rows)] }];
}

function number({ value }: Figures["goodput"], digits: number, divisor = 1): string {
  return typeof value === "object" ? "unknown" : grouped((value / divisor).toFixed(digits));
}

function percent({ value }: Figures["goodput"], digits = 1): string {
  return typeof value === "object" ? "unknown" : `${(value * 100).toFixed(digits)} %`;
}

function minutes(figure: Figures["goodput"]): string {
  const text = number(figure, 0, 60);
  return text === "unknown" ? text : `${text} min`;
}

function amount({ value }: Figures["islandCost"]): string {
  return typeof value === "object" ? "unknown" : money(value);
}

/** Words of figures' names that are not written in small letters. */
const SPELLINGS: Readonly<Record<string, string>> = {
  gbps: "Gb/s",
  gpu: "GPU",
  gpus: "GPUs",
  flops: "FLOPs",
  kwh: "kWh",
  mwh: "MWh",
  pflops: "PFLOP/s",
  pue: "PUE",
  tdp: "TDP",
  tflops: "TFLOP/s",
};

/** `meanHoursBetweenInterruptions` as words. */
function words(name: string): string {
  const parts = name.split(/(?=[A-Z])|(?<=\D)(?=\d)/).map((part) => part.toLowerCase());
  return parts.map((part) => SPELLINGS[part] ?? part).join(" ");
}

/** A value with four digits that count. */
function shown(value: AnyFigure["value"] | AnyFigure["inputs"][number]["value"]): string {
  if (typeof value === "object") return "unknown";
  if (typeof value === "string") return money(value);
  if (value !== 0 && (Math.abs(value) >= 1e9 || Math.abs(value) < 1e-3)) return value.toExponential(3);
  return grouped(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
}

/** Large counts as people say them: `300 billion`. */
function short(count: number): string {
  const [unit, divisor] = count >= 1e12 ? ["trillion", 1e12] : count >= 1e9 ? ["billion", 1e9] : ["", 1];
  return `${grouped(Number((count / divisor).toPrecision(4)))}${unit && ` ${unit}`}`;
}
