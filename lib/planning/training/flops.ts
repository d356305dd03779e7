import type { TrainingMethod } from "./method.ts";
import { resolveModel, type TransformerModel } from "./model.ts";

/** FLOPs of the forward pass for one token; a multiplication and an addition are two. Norms, activations and softmax are left out. */
export interface ForwardFlops {
  /** Matrices of one layer: queries, keys, values, output, feed-forward. */
  readonly layerMatrices: number;
  /** Scores and weighted values of one layer. */
  readonly layerAttention: number;
  /** Projection onto the vocabulary. */
  readonly logits: number;
}

/** FLOPs of forward and backward pass for one token. */
export interface TrainingFlops {
  /** What the model needs: forward once, backward twice that. MFU counts these. */
  readonly model: number;
  /** What the GPUs do: with what is computed again. HFU counts these; Narayanan's `F` is this with full recomputation. */
  readonly hardware: number;
}

/**
 * FLOPs of the forward pass for one token, as executed: `flash` attention skips what the causal mask hides, on average
 * half of the scores; `unfused` attention computes them all, as Narayanan et al. 2021 count.
 */
export function forwardFlops(model: TransformerModel, attention: TrainingMethod["attention"]): ForwardFlops {
  const resolved = resolveModel(model);
  const { hiddenSize: h, keyValueSize, feedForwardSize, feedForwardMatrices, sequenceLength } = resolved;
  const scores = attention === "flash" ? sequenceLength / 2 : sequenceLength;
  return {
    layerMatrices: 2 * (2 * h * h + 2 * h * keyValueSize + feedForwardMatrices * h * feedForwardSize),
    layerAttention: 4 * scores * h,
    logits: 2 * h * resolved.vocabularySize,
  };
}

/** FLOPs for one token of training. With `unfused` attention and full recomputation this is Narayanan et al. 2021, equation 3. */
export function trainingFlops(
  model: TransformerModel,
  { attention, recomputation }: Pick<TrainingMethod, "attention" | "recomputation">,
): TrainingFlops {
  const forward = forwardFlops(model, attention);
  const layer = forward.layerMatrices + forward.layerAttention;
  const again = { none: 0, selective: forward.layerAttention, full: layer }[recomputation];
  const modelFlops = 3 * (model.layers * layer + forward.logits);
  return { model: modelFlops, hardware: modelFlops + model.layers * again };
}
