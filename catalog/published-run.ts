import type { Sourced } from "./source.ts";

/** Frameworks of published runs: Megatron-LM of 2021 and 2022, Meta's for Llama 3, and NVIDIA NeMo of 2024. */
export const trainingFrameworks = ["Megatron-LM 2021", "Llama 3", "NeMo 2024"] as const;

/** A training run whose layout and speed were published. */
export interface PublishedRun extends Sourced {
  readonly name: string;
  /** A name of `catalog/models.ts`. */
  readonly model: string;
  /** The VM size of Azure whose GPUs, NVLink and bandwidth equal those of the run's nodes. */
  readonly vmSize: string;
  readonly tensorParallel: number;
  readonly contextParallel: number;
  readonly pipelineParallel: number;
  readonly dataParallel: number;
  readonly interleaving: number;
  readonly microbatch: number;
  /** Sequences of one step. */
  readonly globalBatch: number;
  /** Where it is not the model's own. */
  readonly sequenceLength?: number;
  /** What it was trained with: says how attention is computed, what replicas divide, and what hides behind what. */
  readonly framework: (typeof trainingFrameworks)[number];
  /** Steps that were run to be measured, or training that was wanted for itself, with all that slows it. */
  readonly kind: "benchmark" | "production run";
  /** Of the layers' matrices; fp16 counts as bf16, whose rates are the same. */
  readonly precision: "bf16" | "fp8";
  readonly recomputation: "none" | "selective" | "full";
  readonly sequenceParallel: boolean;
  /** Whether all gradients travelled after the last backward pass. */
  readonly gradientsAfterBackward: boolean;
  /** What of all this the source does not print, and why it was taken. */
  readonly assumed?: string;
  /** As printed; TFLOP/s count what is computed again. */
  readonly measured: { readonly tflopsPerGpu: number } | { readonly secondsPerStep: number };
  /** Days that the source prints for so many tokens at the measured speed, rounded. */
  readonly printed?: { readonly tokens: number; readonly days: number };
}
