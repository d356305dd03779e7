import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedRun } from "../catalog/published-run.ts";
import { fittedRuns, predictedRuns, publishedTimes } from "../catalog/training-runs.ts";
import { fittedEfficiency } from "../lib/planning/training/fitted.ts";
import type { TrainingRun } from "../lib/planning/training/layout.ts";
import { memoryOf } from "../lib/planning/training/memory.ts";
import { type Comparison, compare, medianAbsoluteError, runOf } from "../lib/planning/training/published.ts";
import { flopsPerTokenApproximately, trainingTime } from "../lib/planning/training/time.ts";
import { withBlocks } from "./blocks.ts";
import { ROOT } from "./stacks.ts";

const SECONDS_PER_DAY = 86_400;

/** The page of docs/training-model.md with the tables that the code of today reckons. */
export function trainingPage(): string {
  const fitted = fittedRuns.map((row) => compare(row, fittedEfficiency));
  const predicted = predictedRuns.map((row) => compare(row, fittedEfficiency));
  return withBlocks(readFileSync(join(ROOT, "docs/training-model.md"), "utf8"), {
    constants: constantsTable(),
    medians: mediansTable(fitted, predicted),
    runs: runsTable(fitted, predicted),
    days: daysTable(fitted, predicted),
    equation: equationTable(),
    memory: memoryTable(),
  });
}

function constantsTable(): string {
  const meaning = {
    matmul: "of the fastest measured bf16 matrix multiplication",
    memory: "of the memory's printed bandwidth",
    links: "of NVLink's and InfiniBand's printed bandwidth, one direction",
  };
  const rows = (["matmul", "memory", "links"] as const).map((name) => [
    name,
    fittedEfficiency[name].toFixed(3),
    meaning[name],
    "*fitted*",
  ]);
  return table(["constant", "value", "share", "mark"], rows);
}

function mediansTable(fitted: readonly Comparison[], predicted: readonly Comparison[]): string {
  const groups: [string, string, readonly Comparison[]][] = [
    ["Narayanan table 1", "*fitted*", fitted],
    ["all predicted runs", "*predicted*", predicted],
    ...(
      [
        ["Narayanan", "on A100"],
        ["Korthikanti", "on A100"],
        ["Llama 3", "on H100"],
        ["DGX Cloud BF16", "on H100"],
        ["DGX Cloud FP8", "on H100"],
      ] as const
    ).map(([start, on]): [string, string, readonly Comparison[]] => [
      `of these, ${start}, ${on}`,
      "*predicted*",
      predicted.filter(({ published }) => published.name.startsWith(start)),
    ]),
  ];
  const rows = groups.map(([name, mark, rows]) => [
    name,
    String(rows.length),
    percent(medianAbsoluteError(rows)),
    percent(Math.max(...rows.map(({ error }) => Math.abs(error)))),
    mark,
  ]);
  return table(["runs", "count", "median error", "largest", "mark"], rows);
}

function runsTable(fitted: readonly Comparison[], predicted: readonly Comparison[]): string {
  const row = ({ published, unit, measured, reckoned, error }: Comparison, mark: string) => {
    const { tensorParallel, contextParallel, pipelineParallel, dataParallel } = published;
    return [
      linked(published),
      [tensorParallel, contextParallel, pipelineParallel, dataParallel].join("·"),
      `${published.interleaving} / ${published.microbatch} / ${published.globalBatch}`,
      published.recomputation,
      `${measured} ${unit}`,
      `${digits(reckoned, unit)} ${mark}`,
      signed(error),
    ];
  };
  return [
    table(
      [
        "run",
        "T·C·P·D *input*",
        "interleaving / microbatch / batch *input*",
        "computed again *input*",
        "measured",
        "reckoned",
        "error of speed",
      ],
      [...fitted.map((each) => row(each, "*fitted*")), ...predicted.map((each) => row(each, "*predicted*"))],
    ),
    assumptions(),
  ].join("\n\n");
}

/** What the sources do not print, once for each assumption. */
function assumptions(): string {
  const assumed = predictedRuns.filter((row) => row.assumed !== undefined);
  const lines = [...Map.groupBy(assumed, (row) => row.assumed)].map(
    ([text, rows]) =>
      `- ${[...new Set(rows.map(({ name }) => name.replace(/ on \d+ GPUs/, "")))].join("; ")}: ${text}.`,
  );
  return ["Assumed where the source is silent:", lines.join("\n")].join("\n\n");
}

function daysTable(fitted: readonly Comparison[], predicted: readonly Comparison[]): string {
  const marked = [
    ...fitted.map((each) => ({ ...each, mark: "*fitted*" })),
    ...predicted.map((each) => ({ ...each, mark: "*predicted*" })),
  ];
  const rows = marked.flatMap(({ published, throughput, mark }) => {
    const { printed } = published;
    if (printed === undefined) return [];
    const days = printed.tokens / throughput.tokensPerSecond / SECONDS_PER_DAY;
    return [
      [
        published.name,
        `${printed.tokens / 1e9} billion`,
        String(printed.days),
        `${days.toFixed(1)} ${mark}`,
        signed(days / printed.days - 1),
      ],
    ];
  });
  return table(["run", "tokens *input*", "days printed", "days reckoned", "error of time"], rows);
}

function equationTable(): string {
  const rows = publishedTimes.map((row) => {
    const time = trainingTime({
      tokens: row.tokens,
      gpus: row.gpus,
      flopsPerToken: flopsPerTokenApproximately(row.parameters, "full"),
      flopsPerGpuPerSecond: row.tflopsPerGpu * 1e12,
    });
    return [
      row.name,
      `${row.gpus} GPUs at ${row.tflopsPerGpu} TFLOP/s`,
      String(row.days),
      time.days.toFixed(1),
      time.petaflopDays.toFixed(0),
    ];
  });
  return table(["run", "*input*", "days printed", "days by equation 4", "PF-days"], rows);
}

function memoryTable(): string {
  const rows = [...fittedRuns, ...predictedRuns].map((row) => {
    const run = runOf(row);
    const { bytes, availableBytes } = memoryOf(run);
    return [
      row.name,
      `${gigabytes(bytes)} of ${gigabytes(availableBytes)}`,
      coarser(run, "tensorParallel"),
      coarser(run, "pipelineParallel"),
    ];
  });
  return table(["run", "GB on the fullest GPU", "tensor parallel halved", "pipeline parallel halved"], rows);
}

/** Memory with one parallel size halved and twice the replicas; a dash where it cannot be halved. */
function coarser(run: TrainingRun, property: "tensorParallel" | "pipelineParallel"): string {
  const { layout } = run;
  if (layout[property] % 2 !== 0) return "-";
  const halved = { ...layout, [property]: layout[property] / 2, dataParallel: 2 * layout.dataParallel };
  const { bytes, fits } = memoryOf({ ...run, layout: halved });
  return `${gigabytes(bytes)} ${fits ? "fits" : "does not fit"}`;
}

function linked({ name, source }: PublishedRun): string {
  return `[${name}](${source})`;
}

function digits(value: number, unit: Comparison["unit"]): string {
  return value.toFixed(unit === "s per step" ? 2 : 0);
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function signed(share: number): string {
  return `${share < 0 ? "−" : "+"}${percent(Math.abs(share))}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
