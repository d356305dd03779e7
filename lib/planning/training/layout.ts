import type { TrainingHardware } from "./hardware.ts";
import type { TrainingMethod } from "./method.ts";
import type { TransformerModel } from "./model.ts";

/** How one training job is divided among GPUs. The product of the four parallel sizes is the number of GPUs. */
export interface Layout {
  /** GPUs that divide every matrix; within one node. */
  readonly tensorParallel: number;
  /** GPUs that divide every sequence. */
  readonly contextParallel: number;
  /** Stages that divide the layers. */
  readonly pipelineParallel: number;
  /** Replicas that divide the batch. */
  readonly dataParallel: number;
  /** Parts of the model on each stage (virtual stages); above 1 the schedule is interleaved. */
  readonly interleaving: number;
  /** Sequences that pass through the pipeline together. */
  readonly microbatch: number;
}

/** One training job: what time and memory are reckoned for. */
export interface TrainingRun {
  readonly model: TransformerModel;
  readonly hardware: TrainingHardware;
  readonly layout: Layout;
  /** Sequences of one optimiser step, over all replicas. */
  readonly globalBatch: number;
  readonly method: TrainingMethod;
}

/** Layers on the stages of a pipeline. With one stage, all three are that stage; with two, there is no middle. */
export interface StageLayers {
  readonly first: number;
  readonly middle: number;
  readonly last: number;
}

/** GPUs of a layout. */
export function gpusOf(layout: Layout): number {
  return layout.tensorParallel * layout.contextParallel * layout.pipelineParallel * layout.dataParallel;
}

/** Microbatches that each replica sends through its pipeline in one step. */
export function microbatchesOf({ layout, globalBatch }: Pick<TrainingRun, "layout" | "globalBatch">): number {
  return globalBatch / (layout.dataParallel * layout.microbatch);
}

/** GPUs that hold the same weights: data-parallel replicas, and those that share a sequence. */
export function replicasOf(layout: Layout): number {
  return layout.dataParallel * layout.contextParallel;
}

/**
 * Divides layers among stages, and on each stage among its virtual stages: equally, or so that embedding and output
 * projection each take the place of a layer (Llama 3: 126 layers on 16 stages are 7, 14 × 8, 7).
 *
 * @returns `undefined` where neither comes out even.
 */
export function stageLayers(layers: number, layout: Layout): StageLayers | undefined {
  const { pipelineParallel: stages, interleaving } = layout;
  if (stages === 1) return interleaving === 1 ? { first: layers, middle: layers, last: layers } : undefined;
  const parts = stages * interleaving;
  if (layers % parts === 0) {
    const each = layers / stages;
    return { first: each, middle: each, last: each };
  }
  if ((layers + 2) % parts !== 0) return undefined;
  const middle = (layers + 2) / stages;
  return { first: middle - 1, middle, last: middle - 1 };
}
