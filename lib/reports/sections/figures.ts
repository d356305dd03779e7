import type { Document } from "../document.ts";
import { type Cell, type Column, paragraph, type Section, table } from "../section.ts";
import { grouped, inWords, money } from "../words.ts";

type Figures = NonNullable<NonNullable<Document["training"]>["workloads"][number]["runs"][number]["figures"]>;
type AnyFigure = Figures[keyof Figures];
type Input = AnyFigure["inputs"][number];

/** What figures and their inputs are called; the unit stands beside the value. */
const NAMES: Readonly<Record<string, string>> = {
  // Speed.
  secondsPerStep: "optimiser step",
  matmul: "matrix multiplications",
  memoryBound: "memory-bound operations",
  logits: "output projection",
  tensorParallel: "tensor-parallel traffic",
  contextParallel: "context-parallel traffic",
  pipelineTransfer: "transfers between stages",
  pipelineBubble: "pipeline bubble",
  dataParallel: "data-parallel traffic",
  optimiser: "optimiser",
  tokensPerSecond: "speed",
  globalBatch: "batch",
  sequenceLength: "sequence",
  tflopsPerGpu: "achieved by a GPU",
  flopsPerToken: "compute of a token",
  gpus: "GPUs",
  modelFlopsUtilisation: "MFU",
  peakTflops: "dense peak of a GPU",
  achievedPflops: "achieved by all GPUs",
  petaflopDays: "compute of the training",
  tokens: "tokens",
  trainingHours: "time without interruption",
  // Data.
  nodes: "nodes",
  ethernetGbps: "network of a node",
  networkBytesPerSecond: "network of all nodes",
  storageBytesPerSecond: "storage bandwidth",
  bytesPerToken: "size of a token",
  readBytesPerSecond: "reading",
  readShare: "reading, of what storage gives",
  parameters: "parameters",
  bytesPerParameter: "checkpoint of a parameter",
  checkpointBytes: "checkpoint",
  bytes: "checkpoint",
  checkpointSeconds: "writing a checkpoint",
  // Failures.
  failuresPer1000NodeDays: "failures of nodes",
  evictionsPer1000NodeDays: "spot evictions",
  interruptionsPer1000NodeDays: "interruptions of nodes",
  meanHoursBetweenInterruptions: "mean time between interruptions",
  writeSeconds: "writing a checkpoint",
  bestCheckpointSeconds: "best interval between checkpoints",
  intervalSeconds: "interval between checkpoints",
  checkpointShare: "time spent on checkpoints",
  restartMinutes: "declared restart",
  readSeconds: "reading a checkpoint back",
  restartSeconds: "restart",
  goodput: "goodput",
  repairHours: "repair",
  probability: "probability that the job is full",
  spareNodes: "spare nodes",
  // Time and money.
  elapsedHours: "time to train",
  errorOfSpeed: "error of speed",
  elapsedHoursLow: "time to train, by the least error",
  elapsedHoursHigh: "time to train, by the largest error",
  hours: "time",
  interruptions: "expected interruptions",
  nodesOfIsland: "nodes of the island",
  hourlyPrice: "price of a node",
  hourlyCost: "known cost of the stack",
  gpusOfIsland: "GPUs of the island",
  gpusOfStack: "GPUs of the stack",
  islandCost: "cost of the island",
  islandCostLow: "cost of the island, by the least error",
  islandCostHigh: "cost of the island, by the largest error",
  stackShareCost: "island's share of the stack's cost",
  // Energy.
  gpusPerNode: "GPUs of a node",
  tdpWatts: "TDP",
  gpuUtilisation: "GPU utilisation",
  serverMaxWatts: "server maximum",
  hostShare: "host share",
  nodeKilowatts: "mean draw of a node",
  serverEnergyMwh: "energy of the servers",
  pue: "PUE",
  energyMwh: "energy of the building",
  gramsPerKwh: "carbon of the grid",
  carbonTonnes: "carbon, yearly average",
  marginalCarbonTonnes: "carbon, marginal",
  // Islands.
  densePflops: "dense peak",
  gbpsPerNode: "InfiniBand of a node",
  oversubscription: "oversubscription",
  bisectionGBps: "bisection bandwidth",
  fabricGBpsPerGpu: "InfiniBand of a GPU",
  maximumKilowatts: "most that all servers draw",
  rpeakPflops: "Rpeak",
};

/** What a figure or an input is called. */
export function nameOf(key: string): string {
  return NAMES[key] ?? key;
}

/** Name, value and unit of an input: `nodes 80`, `failures of nodes 6.5 per 1,000 node-days`. */
export function inputText({ name, value, unit }: Input): string {
  return `${nameOf(name)} ${valueText(nameOf(name), value, unit)}`;
}

/** A value with four digits, enough to follow the arithmetic, and its unit unless the name has said it. */
function valueText(name: string, value: Input["value"], unit: string, exact = true): string {
  if (typeof value === "object") return "unknown";
  const said = unit === "" || name.split(" ").includes(unit);
  const amount = typeof value === "number" || !exact ? fourDigits(Number(value)) : money(value);
  return `${amount}${said ? "" : ` ${unit}`}`;
}

function fourDigits(value: number): string {
  if (Math.abs(value) >= 1e6) return inWords(value);
  if (value !== 0 && Math.abs(value) < 1e-3) return value.toExponential(3);
  return grouped(Number.isInteger(value) ? value : Number(value.toPrecision(4)));
}

/** A section, folded away, in which every figure stands with its formula, its inputs, and their sources. */
export function howSection(
  title: string,
  figures: readonly (readonly [name: string, figure: AnyFigure])[],
): Section {
  const columns: Column[] = [
    { head: "figure" },
    { head: "value", align: "right" },
    { head: "basis" },
    { head: "formula, and what goes in", flexible: true },
  ];
  const rows = figures.map(([name, { value, unit, formula, inputs, basis }]): Cell[] => {
    const text = valueText(name, value, unit, basis === "computed");
    return [
      name,
      text === "unknown" ? { text, tone: "caution" } : text,
      basis,
      `${formula}: ${inputs.map(inputText).join(", ")}`,
    ];
  });
  const note =
    "Four digits, so that the arithmetic can be followed; of what is not computed, fewer count. The JSON report has the same of the other islands.";
  return {
    title,
    blocks: [table(columns, rows), sources(figures), paragraph(note, "quiet")],
    folded: true,
    inTerminal: `Formula, inputs, basis and sources of all ${rows.length} figures: --format html, markdown or json.`,
  };
}

/** Where each input comes from that is not itself a figure. */
function sources(figures: readonly (readonly [name: string, figure: AnyFigure])[]): ReturnType<typeof table> {
  const given = figures
    .flatMap(([, { inputs }]) => inputs)
    .filter(({ source }) => source !== "computed")
    .map((input) => [
      nameOf(input.name),
      valueText(nameOf(input.name), input.value, input.unit),
      input.source,
    ]);
  // One name may stand for two facts, such as the grid's average and its marginal figure.
  const distinct = new Map(given.map((row) => [row.join("\n"), row]));
  return table(
    [{ head: "input" }, { head: "value", align: "right" }, { head: "source", flexible: true }],
    [...distinct.values()],
  );
}
