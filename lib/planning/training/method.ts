/** How a model is trained, beside its layout: what changes arithmetic, memory or traffic. */
export interface TrainingMethod {
  /**
   * What is computed again in the backward pass instead of being kept. `selective`: the core of attention; `full`: every
   * layer, of which only the input is kept (Korthikanti et al. 2022).
   *
   * @default "none"
   */
  readonly recomputation: "none" | "selective" | "full";
  /**
   * `flash`: the causal half of the scores, never written to memory. `unfused`: all of them, written and read, as before
   * FlashAttention (2022).
   *
   * @default "flash"
   */
  readonly attention: "flash" | "unfused";
  /** Whether norms and residuals are divided among the tensor-parallel GPUs too. @default true */
  readonly sequenceParallel: boolean;
  /**
   * What data-parallel replicas divide among themselves: 0 nothing, 1 optimiser states, 2 gradients too, 3 weights too
   * (Rajbhandari et al. 2020).
   *
   * @default 1
   */
  readonly zeroStage: 0 | 1 | 2 | 3;
  /** Bytes of one gradient, as accumulated and reduced: 4 in fp32, 2 in half precision. @default 4 */
  readonly gradientBytes: 2 | 4;
  /** Whether gradients travel while the last backward pass still runs. @default true */
  readonly overlapGradients: boolean;
  /** Whether activations travel between stages while these compute. @default true */
  readonly overlapPipeline: boolean;
}

/** What current frameworks do unless told otherwise. */
export const defaultMethod: TrainingMethod = {
  recomputation: "none",
  attention: "flash",
  sequenceParallel: true,
  zeroStage: 1,
  gradientBytes: 4,
  overlapGradients: true,
  overlapPipeline: true,
};
