import type { Document } from "../document.ts";
import { type Block, type Cell, type Column, paragraph, type Section, table } from "../section.ts";
import { about, aboutShare, inWords, known } from "../words.ts";
import { startSection } from "./capped-start.ts";
import { howSection, inputText, nameOf } from "./figures.ts";
import { atMostSection } from "./islands-at-most.ts";
import { frameworkText, layoutSection, layoutText, refusals } from "./layouts.ts";
import { speedErrorText } from "./speed-error.ts";

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
    ...atMostSection(training),
    ...startSection(training),
  ];
}

function workloadSections(workload: Workload, currency: string): Section[] {
  const running = workload.runs.filter(runs);
  const notes = workload.runs.flatMap(({ pool, reason, otherLayouts, refusedLayouts }) =>
    reason === null
      ? []
      : [
          paragraph(`It cannot run on ${pool}: ${reason}.`, "caution"),
          ...(otherLayouts.length > 0 ? [] : refusals(refusedLayouts)),
        ],
  );
  const [first] = running;
  const format = workload.precision === "fp8" ? " in FP8" : "";
  const title = `Training ${workload.name}: ${workload.model}, ${inWords(workload.tokens)} tokens${format}`;
  if (first === undefined) {
    const instead = workload.runs.find(({ otherLayouts }) => otherLayouts.length > 0);
    return [{ title, blocks: notes }, ...(instead ? [layoutSection(workload.name, instead)] : [])];
  }
  const figures = Object.entries<AnyFigure>(first.figures).map(
    ([key, figure]) => [nameOf(key), figure] as const,
  );
  return [
    {
      title,
      blocks: [
        results(running, currency),
        ...errors(running),
        ...facts(first),
        ...notes,
        assumptions(first.figures),
      ],
    },
    layoutSection(workload.name, first),
    howSection(`How ${workload.name} was reckoned, on ${first.pool}`, figures),
  ];
}

function runs(run: Run): run is Runs {
  return run.figures !== null && run.layout !== null;
}

/** One row for each island. */
function results(running: readonly Runs[], currency: string): Block {
  const right = (head: string): Column => ({ head, align: "right" });
  const columns: Column[] = [
    { head: "island, nodes" },
    { head: "layout", flexible: true },
    right("TFLOP/s a GPU"),
    right("MFU"),
    right("days"),
    right(`${currency}, island`),
    right("failures"),
    right("save every"),
    right("goodput"),
    right("MWh, job"),
    right("t CO2e"),
  ];
  const rows = running.map(({ pool, nodes, layout, figures }): Cell[] => [
    `${pool}, ${known(nodes)}`,
    layoutText(layout),
    number(figures.tflopsPerGpu),
    share(figures.modelFlopsUtilisation),
    number(figures.elapsedHours, 24),
    number(figures.islandCost),
    number(figures.interruptions),
    minutes(figures.bestCheckpointSeconds),
    share(figures.goodput),
    number(figures.energyMwh),
    number(figures.carbonTonnes),
  ]);
  return table(columns, rows);
}

/** How far the model is off, once for each generation of GPUs, and what that makes of days and money on its first island. */
function errors(running: readonly Runs[]): Block[] {
  const generations = Map.groupBy(running, ({ speedError }) => speedError?.architecture);
  return [...generations.values()].flatMap(([first]) => {
    if (first === undefined) return [];
    const { elapsedHoursLow, elapsedHoursHigh, islandCostLow, islandCostHigh, islandCost } = first.figures;
    const text = speedErrorText(first.speedError);
    const days = [number(elapsedHoursLow, 24), number(elapsedHoursHigh, 24)];
    const money = [number(islandCostLow), number(islandCostHigh)];
    if (days.includes("unknown")) return [paragraph(text)];
    const cost = money.includes("unknown") ? "" : ` and ${money.join(" to ")} ${islandCost.unit}`;
    return [paragraph(`${text} On ${first.pool} these errors make it ${days.join(" to ")} days${cost}.`)];
  });
}

/** What the table has no room for; the islands of a stack differ little in it, so the first stands for all. */
function facts(run: Runs): Block[] {
  const { pool, figures, sparesThere, layoutBy } = run;
  const layout = layoutBy === "declared" ? "the layout is declared" : "the layout is the fastest that fits";
  return [
    paragraph(`On ${pool}: ${layout}; ${exact(figures.petaflopDays)} PF-days.${frameworkText(run)}`),
    paragraph(counted(run)),
    reading(figures),
    paragraph(`${spares(figures.spareNodes)}; the island has ${known(sparesThere)} beyond the job.`),
  ];
}

/** Whose nodes money and energy are for: not the same ones. */
function counted({ pool, nodes, figures }: Runs): string {
  const { islandCost, stackShareCost: share } = figures;
  const input = (key: string) => islandCost.inputs.find(({ name }) => name === key);
  const [all, price, hours] = [input("nodesOfIsland"), input("hourlyPrice"), figures.elapsedHours];
  const product = `${known(all?.value ?? "")} × ${known(price?.value ?? "")} ${price?.unit} × ${number(hours)} h`;
  const least = share.atLeast ? "at least " : "";
  const energy = `MWh and t CO2e are for the ${known(nodes)} nodes of the job alone: what an idle one draws is not known.`;
  // Without the price of its nodes the rest of the stack says nothing of what the job costs.
  if (typeof islandCost.value === "object")
    return `What it costs on ${pool} is unknown: ${product}. ${energy}`;
  return [
    `${islandCost.unit} is for all nodes of the island, as idle ones are paid for too: ${product} on ${pool}.`,
    `With its share of all else in the stack it is ${least}${number(share)} ${share.unit}.`,
    energy,
  ].join(" ");
}

function reading({ readShare, checkpointBytes, checkpointSeconds, checkpointShare }: Figures): Block {
  if (typeof readShare.value !== "number")
    return paragraph("Whether storage feeds the GPUs is unknown: its throughput is not known.", "caution");
  if (readShare.value > 1)
    return paragraph(`Storage starves the GPUs: reading needs ${share(readShare)} of what it gives.`, "bad");
  return paragraph(
    `Storage feeds the GPUs: reading takes ${share(readShare)} of what it gives. A checkpoint of ${exact(checkpointBytes, 1e12)} TB takes ${number(checkpointSeconds)} s, ${share(checkpointShare)} of the time.`,
  );
}

function spares(figure: Figures["spareNodes"]): string {
  const undeclared = figure.inputs.some(
    ({ name, value }) => name === "probability" && typeof value === "object",
  );
  return undeclared
    ? "How many spare nodes it takes is unknown: `repair` must say how long a repair takes and how probably the job is full"
    : `Spare nodes for the declared probability: ${exact(figure)}`;
}

/** What the figures rest on that nobody measured here. */
function assumptions(figures: Figures): Block {
  const assumed = Object.values(figures).flatMap(({ inputs }: AnyFigure) =>
    inputs.filter(({ basis, source }) => basis === "assumed" && source !== "computed"),
  );
  const texts = assumed
    .filter(({ name }, index) => assumed.findIndex((other) => other.name === name) === index)
    .map((input) => `${inputText(input)} (${input.source})`);
  return paragraph(
    `Speed comes from a model that was fitted to published runs; docs/training-model.md has its errors.${texts.length === 0 ? "" : ` Assumed: ${texts.join("; ")}.`} Hardware's own carbon is left out.`,
    "quiet",
  );
}

/** What follows from the model or an assumption, with the digits that count. */
function number({ value }: AnyFigure, divisor = 1): string {
  return typeof value === "object" ? "unknown" : about(Number(value) / divisor);
}

/** What is counted, with four digits. */
function exact({ value }: AnyFigure, divisor = 1): string {
  return typeof value === "object" ? "unknown" : inWords(Number(value) / divisor);
}

function share({ value }: Figures["goodput"]): string {
  return typeof value === "object" ? "unknown" : aboutShare(value);
}

function minutes(figure: Figures["goodput"]): string {
  const text = number(figure, 60);
  return text === "unknown" ? text : `${text} min`;
}
