import { publishedModelOf } from "../../../catalog/models.ts";
import type { PublishedRun } from "../../../catalog/published-run.ts";
import { trainingHardwareOf } from "./hardware.ts";
import type { TrainingRun } from "./layout.ts";
import { defaultMethod, type TrainingMethod } from "./method.ts";
import { type Efficiency, type Throughput, throughputOf } from "./throughput.ts";

/** What a run's framework did, beside what its row in the catalogue says. */
const methods: Readonly<
  Record<
    PublishedRun["framework"],
    Omit<TrainingMethod, "recomputation" | "sequenceParallel" | "overlapGradients">
  >
> = {
  // Narayanan et al. 2021 and Korthikanti et al. 2022: fp16, no FlashAttention, plain replicas, nothing hidden.
  "Megatron-LM 2021": {
    attention: "unfused",
    zeroStage: 0,
    gradientBytes: 2,
    overlapPipeline: false,
  },
  // Section 3.3.2: gradients in fp32, optimiser states and gradients divided, transfers hidden.
  "Llama 3": { ...defaultMethod, zeroStage: 2 },
  // `NVIDIA/dgxc-benchmarking` `nemo_megatron/gpt3_175b_hydra.yaml`: distributed optimiser, gradients in bf16, transfers hidden.
  "NeMo 2024": { ...defaultMethod, gradientBytes: 2 },
};

/**
 * A published run in the model's terms.
 *
 * @throws RangeError where the catalogue names a model or a size that it does not have.
 */
export function runOf(published: PublishedRun): TrainingRun {
  const model = publishedModelOf(published.model);
  const hardware = trainingHardwareOf(published.vmSize, published.precision);
  if (model === undefined || "missing" in hardware)
    throw new RangeError(`${published.name}: the catalogue lacks its model or its size`);
  const { tensorParallel, contextParallel, pipelineParallel, dataParallel, interleaving, microbatch } =
    published;
  return {
    model: { ...model, sequenceLength: published.sequenceLength ?? model.sequenceLength },
    hardware,
    layout: { tensorParallel, contextParallel, pipelineParallel, dataParallel, interleaving, microbatch },
    globalBatch: published.globalBatch,
    method: {
      ...methods[published.framework],
      recomputation: published.recomputation,
      sequenceParallel: published.sequenceParallel,
      overlapGradients: !published.gradientsAfterBackward,
    },
  };
}

/** What the performance model says of a published run, beside what was measured. */
export interface Comparison {
  readonly published: PublishedRun;
  readonly unit: "TFLOP/s per GPU" | "s per step";
  readonly measured: number;
  readonly reckoned: number;
  /** (Reckoned − measured) / measured, of speed: positive where the model is too fast. */
  readonly error: number;
  readonly throughput: Throughput;
}

/** Reckons a published run and compares. */
export function compare(published: PublishedRun, efficiency: Efficiency): Comparison {
  const throughput = throughputOf(runOf(published), efficiency);
  if ("secondsPerStep" in published.measured) {
    const { secondsPerStep: measured } = published.measured;
    const reckoned = throughput.secondsPerStep;
    return { published, unit: "s per step", measured, reckoned, error: measured / reckoned - 1, throughput };
  }
  const measured = published.measured.tflopsPerGpu;
  const reckoned = throughput.hardwareFlopsPerGpuPerSecond / 1e12;
  return {
    published,
    unit: "TFLOP/s per GPU",
    measured,
    reckoned,
    error: reckoned / measured - 1,
    throughput,
  };
}

/** The middle of the absolute errors. @throws RangeError where there is none. */
export function medianAbsoluteError(comparisons: readonly Comparison[]): number {
  const sorted = comparisons.map(({ error }) => Math.abs(error)).toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  if (low === undefined || high === undefined) throw new RangeError("no errors, no median");
  return (low + high) / 2;
}
