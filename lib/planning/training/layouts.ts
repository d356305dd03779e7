import { type Problem, refuse } from "../problem.ts";
import { fittedEfficiency } from "./fitted.ts";
import type { TrainingHardware } from "./hardware.ts";
import { type Layout, microbatchesOf, type TrainingRun } from "./layout.ts";
import { faultMessage, faultsOf, type LayoutFault } from "./layout-problems.ts";
import { memoryOf, type TrainingMemory } from "./memory.ts";
import { defaultMethod, type TrainingMethod } from "./method.ts";
import { resolveModel, type TransformerModel } from "./model.ts";
import { type Throughput, throughputOf } from "./throughput.ts";

/** A model, and the GPUs of one island that shall train it. */
export interface LayoutRequest {
  readonly model: TransformerModel;
  readonly hardware: TrainingHardware;
  readonly nodes: number;
  /** Sequences of one optimiser step. */
  readonly globalBatch: number;
  /**
   * Recomputation is chosen, and the ZeRO stage raised to 2, where memory asks for it: the least that fits.
   *
   * @default {@link defaultMethod}
   */
  readonly method?: Omit<TrainingMethod, "recomputation">;
}

/** One way to divide the job that fits, with the fastest interleaving, microbatch and recomputation that fit. */
export interface RankedLayout {
  readonly run: TrainingRun;
  readonly throughput: Throughput;
  readonly memory: TrainingMemory;
}

/** Layouts that cannot be, for one reason. */
export interface RefusedLayouts {
  readonly reason: LayoutFault | "memory";
  readonly message: string;
  /** How many combinations of tensor, context, pipeline and data parallel. */
  readonly layouts: number;
  /** Of those that do not fit, the one that misses least. */
  readonly nearest?: { readonly run: TrainingRun; readonly memory: TrainingMemory };
}

/** Every layout of a job: those that fit, fastest first, and why the others do not. */
export interface RankedLayouts {
  readonly ranked: readonly RankedLayout[];
  readonly refused: readonly RefusedLayouts[];
}

/**
 * Context parallelism is for long sequences: the least published part of one on a GPU is 8,192 tokens (Llama 3). Below, work
 * is cut finer than the constants were fitted to.
 */
const CONTEXT_PARALLEL = [1, 2, 4, 8, 16, 32, 64];
const LEAST_TOKENS_PER_PART = 8_192;
const MICROBATCHES = [1, 2, 4, 8, 16];

interface Sized {
  readonly run: TrainingRun;
  readonly memory: TrainingMemory;
}

type Outcome =
  | { readonly kind: "fits"; readonly layout: RankedLayout }
  | { readonly kind: "fault"; readonly fault: LayoutFault; readonly run: TrainingRun }
  | ({ readonly kind: "memory" } & Sized);

/**
 * Goes through every tensor × context × pipeline × data parallel layout whose product is the number of GPUs.
 *
 * @param path where the request stands in the user's input; stands before each problem's property.
 * @throws InvalidInput with everything that is wrong with model, nodes and batch.
 */
export function rankLayouts(request: LayoutRequest, path = "workload"): RankedLayouts {
  const model = resolveModel(request.model, `${path}.model`);
  refuse("training layouts", countProblems(request, path));
  const outcomes = shapesOf(request).map((shape) => outcomeOf({ ...request, model }, shape));
  const fitting = outcomes.flatMap((outcome) => (outcome.kind === "fits" ? [outcome.layout] : []));
  return {
    ranked: fitting.toSorted((a, b) => b.throughput.tokensPerSecond - a.throughput.tokensPerSecond),
    refused: [...faultGroups(outcomes), ...memoryGroup(outcomes)],
  };
}

function countProblems({ nodes, globalBatch }: LayoutRequest, path: string): Problem[] {
  return Object.entries({ nodes, globalBatch }).flatMap(([property, value]): Problem[] =>
    Number.isSafeInteger(value) && value >= 1 && value <= 1e6
      ? []
      : [
          {
            path: `${path}.${property}`,
            value,
            message: "must be a whole number from 1 to 1,000,000",
            fix:
              property === "nodes"
                ? "write the nodes of one island"
                : "write the sequences of one optimiser step",
          },
        ],
  );
}

type Shape = Pick<Layout, "tensorParallel" | "contextParallel" | "pipelineParallel" | "dataParallel">;

function shapesOf({ model, hardware, nodes }: LayoutRequest): Shape[] {
  const gpus = nodes * hardware.gpusPerNode;
  const shapes: Shape[] = [];
  for (const tensorParallel of divisors(hardware.gpusPerNode))
    for (const contextParallel of CONTEXT_PARALLEL) {
      const rest = gpus / (tensorParallel * contextParallel);
      const short = contextParallel > 1 && model.sequenceLength / contextParallel < LEAST_TOKENS_PER_PART;
      if (short || !Number.isInteger(rest)) continue;
      // With more stages than layers and embeddings, some would have nothing to do.
      for (const pipelineParallel of divisors(rest, model.layers + 2))
        shapes.push({
          tensorParallel,
          contextParallel,
          pipelineParallel,
          dataParallel: rest / pipelineParallel,
        });
    }
  return shapes;
}

/** The fastest variant of one shape that fits; else what is wrong with it, or the variant that misses least. */
function outcomeOf(request: LayoutRequest, shape: Shape): Outcome {
  const plain = runFor(request, { ...shape, interleaving: 1, microbatch: 1 });
  const [fault] = faultsOf(plain);
  if (fault !== undefined) return { kind: "fault", fault, run: plain };
  const tried = layoutsOf(request, shape)
    .map((layout) => runFor(request, layout))
    .filter((run) => faultsOf(run).length === 0)
    .map(cheapestMethod);
  const fitting = tried.filter(({ memory }) => memory.fits);
  if (fitting.length === 0) {
    const nearest = tried.reduce((least, each) => (each.memory.bytes < least.memory.bytes ? each : least));
    return { kind: "memory", ...nearest };
  }
  const layouts = fitting.map((each) => ({ ...each, throughput: throughputOf(each.run, fittedEfficiency) }));
  const fastest = layouts.reduce((best, each) =>
    each.throughput.secondsPerStep < best.throughput.secondsPerStep ? each : best,
  );
  return { kind: "fits", layout: fastest };
}

function runFor(
  { model, hardware, globalBatch, method = defaultMethod }: LayoutRequest,
  layout: Layout,
): TrainingRun {
  return { model, hardware, globalBatch, layout, method: { ...method, recomputation: "none" } };
}

function layoutsOf({ model, globalBatch }: LayoutRequest, shape: Shape): Layout[] {
  const { pipelineParallel } = shape;
  const virtual = pipelineParallel === 1 ? [1] : divisors(Math.ceil(model.layers / pipelineParallel));
  return MICROBATCHES.flatMap((microbatch) =>
    virtual.map((interleaving) => ({ ...shape, interleaving, microbatch })),
  ).filter(
    // Megatron's interleaved schedule sends microbatches in groups of as many as there are stages.
    (layout) => layout.interleaving === 1 || microbatchesOf({ layout, globalBatch }) % pipelineParallel === 0,
  );
}

/**
 * The cheapest method that fits: first dividing gradients too, which costs no time, then computing again, which does.
 * Where nothing fits, the method that misses least.
 */
function cheapestMethod(run: TrainingRun): Sized {
  const { attention, zeroStage } = run.method;
  const again =
    attention === "flash" ? (["none", "full"] as const) : (["none", "selective", "full"] as const);
  const stages = zeroStage < 2 ? ([zeroStage, 2] as const) : ([zeroStage] as const);
  let least: Sized | undefined;
  for (const recomputation of again)
    for (const stage of stages) {
      const own = { ...run, method: { ...run.method, recomputation, zeroStage: stage } };
      const memory = memoryOf(own);
      if (least === undefined || memory.bytes < least.memory.bytes) least = { run: own, memory };
      if (memory.fits) return least;
    }
  return least ?? { run, memory: memoryOf(run) };
}

function faultGroups(outcomes: readonly Outcome[]): RefusedLayouts[] {
  const faults = outcomes.flatMap((outcome) => (outcome.kind === "fault" ? [outcome] : []));
  return [...Map.groupBy(faults, ({ fault }) => fault)].map(([reason, own]) => ({
    reason,
    message: own[0] === undefined ? "" : faultMessage(reason, own[0].run),
    layouts: own.length,
  }));
}

function memoryGroup(outcomes: readonly Outcome[]): RefusedLayouts[] {
  const misses = outcomes.flatMap((outcome) => (outcome.kind === "memory" ? [outcome] : []));
  const [first, ...rest] = misses;
  if (first === undefined) return [];
  const { run, memory } = rest.reduce(
    (least, each) => (each.memory.bytes < least.memory.bytes ? each : least),
    first,
  );
  const gigabytes = (bytes: number) => (bytes / 1e9).toFixed(1);
  return [
    {
      reason: "memory",
      message: `no microbatch, interleaving or recomputation fits ${gigabytes(memory.availableBytes)} GB; the nearest needs ${gigabytes(memory.bytes)} GB`,
      layouts: misses.length,
      nearest: { run, memory },
    },
  ];
}

function divisors(value: number, most = value): number[] {
  const candidates = Array.from({ length: Math.min(value, most) }, (_, index) => index + 1);
  return candidates.filter((each) => value % each === 0);
}
