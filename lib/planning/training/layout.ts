import type { TrainingHardware } from "./hardware.ts";
import type { TrainingMethod } from "./method.ts";
import type { TransformerModel } from "./model.ts";

/** How one training job is divided among GPUs. The product of the four is the number of GPUs. */
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

/** GPUs of a layout. */
export function gpusOf(layout: Layout): number {
  return layout.tensorParallel * layout.contextParallel * layout.pipelineParallel * layout.dataParallel;
}

/** Microbatches that each replica sends through its pipeline in one step. */
export function microbatchesOf({ layout, globalBatch }: Pick<TrainingRun, "layout" | "globalBatch">): number {
  return globalBatch / (layout.dataParallel * layout.microbatch);
}
