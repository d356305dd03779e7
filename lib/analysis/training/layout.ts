import {
  defaultMethod,
  fittedEfficiency,
  type Layout,
  layoutProblems,
  type MemoryBytes,
  memoryOf,
  type RankedLayout,
  type RefusedLayouts,
  rankLayouts,
  resolveModel,
  type TrainingMemory,
  type TrainingMethod,
  type TrainingRun,
  throughputOf,
  trainingHardwareOf,
} from "../../planning/training/index.ts";
import { significant } from "../figure.ts";
import type { Workload } from "./declared.ts";

/** A layout that fits, in numbers. */
export interface LayoutSummary extends Layout {
  readonly recomputation: TrainingMethod["recomputation"];
  readonly zeroStage: number;
  readonly tokensPerSecond: number;
  /** TFLOP/s of one GPU, without what is computed again. */
  readonly tflopsPerGpu: number;
  readonly modelFlopsUtilisation: number;
  /** Bytes on the GPU that needs most, and where they go. */
  readonly memoryBytes: number;
  readonly availableBytes: number;
  readonly memoryParts: MemoryBytes;
}

/** Layouts that cannot be, for one reason. */
export type RefusedSummary = Pick<RefusedLayouts, "reason" | "message" | "layouts">;

/** How a job is divided among the GPUs of an island, and what else would fit. */
export interface Layouts {
  readonly chosen: RankedLayout;
  /** Whether the environment's file says the layout, or it is the fastest that fits. */
  readonly by: LayoutOrigin;
  /** The next fastest, fastest first. */
  readonly others: readonly LayoutSummary[];
  readonly refused: readonly RefusedSummary[];
}

export const layoutOrigins = ["declared", "fastest that fits"] as const;

export type LayoutOrigin = (typeof layoutOrigins)[number];

/** Why a job cannot run. */
export interface NoLayout {
  readonly reason: string;
  /** The fastest that fit, fastest first, where a declared one cannot be. */
  readonly others: readonly LayoutSummary[];
  readonly refused: readonly RefusedSummary[];
}

/** Layouts beside the chosen one that a report lists. */
const OTHERS = 4;

/**
 * Divides a job among nodes of one size.
 *
 * @param nodes that the job takes.
 */
export function layoutsOf(workload: Workload, vmSize: string, nodes: number): Layouts | NoLayout {
  const hardware = trainingHardwareOf(vmSize, workload.precision);
  if ("missing" in hardware)
    return { reason: `the catalogue lacks ${hardware.missing.join(", ")}`, others: [], refused: [] };
  const { model, globalBatch } = workload;
  const { ranked, refused: all } = rankLayouts({ model, hardware, nodes, globalBatch });
  const refused = all.map(({ reason, message, layouts }) => ({ reason, message, layouts }));
  const declared = workload.layout;
  if (declared === undefined) {
    const [chosen, ...others] = ranked;
    if (chosen === undefined) return { reason: noneText(refused), others: [], refused };
    return { chosen, by: "fastest that fits", others: others.slice(0, OTHERS).map(summaryOf), refused };
  }
  const fastest = ranked.slice(0, OTHERS).map(summaryOf);
  const { recomputation, zeroStage, ...parallel } = declared;
  const gpus = nodes * hardware.gpusPerNode;
  const { tensorParallel, contextParallel, pipelineParallel } = parallel;
  const run: TrainingRun = {
    model: resolveModel(model),
    hardware,
    globalBatch,
    layout: { ...parallel, dataParallel: gpus / (tensorParallel * contextParallel * pipelineParallel) },
    method: { ...defaultMethod, recomputation, zeroStage: zeroStageOf(zeroStage) },
  };
  const problems = layoutProblems(run, gpus);
  if (problems.length > 0)
    return { reason: problems.map(({ message }) => message).join("; "), others: fastest, refused };
  const memory = memoryOf(run);
  if (!memory.fits) return { reason: needsText(memory), others: fastest, refused };
  const chosen = { run, memory, throughput: throughputOf(run, fittedEfficiency) };
  return { chosen, by: "declared", others: fastest, refused };
}

function noneText(refused: readonly RefusedSummary[]): string {
  return refused.some(({ reason }) => reason === "memory")
    ? "no layout fits"
    : "no layout divides the job among its GPUs";
}

/** What a layout that does not fit needs, and where it goes. */
function needsText({ bytes, availableBytes, parts }: TrainingMemory): string {
  const { weights, gradients, optimiser, activations, temporary, reserved } = parts;
  const where = Object.entries({ weights, gradients, optimiser, activations, else: temporary + reserved })
    .map(([part, size]) => `${part} ${gigabytes(size)}`)
    .join(", ");
  return `the declared layout needs ${gigabytes(bytes)} GB of the GPU's ${gigabytes(availableBytes)} GB (${where})`;
}

/** A layout as reports carry it. */
export function summaryOf({ run, throughput, memory }: RankedLayout): LayoutSummary {
  return {
    ...run.layout,
    recomputation: run.method.recomputation,
    zeroStage: run.method.zeroStage,
    tokensPerSecond: significant(throughput.tokensPerSecond),
    tflopsPerGpu: significant(throughput.modelFlopsPerGpuPerSecond / 1e12),
    modelFlopsUtilisation: significant(throughput.modelFlopsUtilisation),
    memoryBytes: significant(memory.bytes),
    availableBytes: memory.availableBytes,
    memoryParts: memory.parts,
  };
}

function zeroStageOf(stage: number): 0 | 1 | 2 | 3 {
  return stage === 0 || stage === 2 || stage === 3 ? stage : 1;
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
