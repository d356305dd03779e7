import { heldGradients } from "./gradients.ts";
import { type Layout, microbatchesOf, replicasOf, type TrainingRun } from "./layout.ts";
import type { TrainingMethod } from "./method.ts";
import { parametersOf, type ResolvedModel, resolveModel } from "./model.ts";
import { type Stage, stagesOf } from "./stages.ts";
import { HALF } from "./work.ts";

/**
 * Bytes of the optimiser for one parameter: fp32 master copy and Adam's two moments; with half-precision gradients also
 * their fp32 copy. Together with weight and gradient 18 and 20 bytes: `NVIDIA/Megatron-LM` `docs/user-guide/features/dist_optimizer.md`.
 */
const optimiserBytes = { 4: 12, 2: 16 } as const;

/** Bytes of logits for one token and word of the vocabulary: half precision, and fp32 with its gradient. */
const LOGITS_BYTES = HALF + 4 + 4;

/**
 * Bytes kept free on each GPU for the CUDA context and NCCL's buffers. An assumption: no source was found, and above 1.6 GB a
 * run that is known to have fitted (Llama 3 405B on 8,192 H100) would not.
 */
export const RESERVED_BYTES = 1.5e9;

/** Bytes on one GPU of the stage that needs most. */
export interface MemoryBytes {
  readonly weights: number;
  readonly gradients: number;
  readonly optimiser: number;
  /** Kept from the forward pass for the backward pass, of all microbatches under way. */
  readonly activations: number;
  /** What exists only for a while: a layer that is computed again, a layer's gathered weights, logits. */
  readonly temporary: number;
  /** {@link RESERVED_BYTES}. */
  readonly reserved: number;
}

/** How each part of the memory is reckoned, as a reader sees it. */
export const memoryFormulas: Readonly<Record<keyof MemoryBytes, string>> = {
  weights: "2 bytes × parameters of the stage / tensor parallel (ZeRO 3: / replicas)",
  gradients:
    "2 or 4 bytes × parameters (ZeRO 2: of the virtual stage that is accumulated, and the replica's share; ZeRO 3: / replicas)",
  optimiser: "12 bytes (16 with half-precision gradients) × parameters (ZeRO 1 to 3: / replicas)",
  activations: "microbatches under way × layers of the stage × bytes per layer (Korthikanti et al. 2022)",
  temporary: "the larger of one layer in full and the logits of one microbatch",
  reserved: "assumption: CUDA context and NCCL buffers",
};

/** Memory of a run on the GPU that needs most. */
export interface TrainingMemory {
  readonly bytes: number;
  readonly availableBytes: number;
  readonly fits: boolean;
  /** Counted from 0. */
  readonly stage: number;
  readonly parts: MemoryBytes;
}

/**
 * Reckons the memory of the fullest stage: the first holds most microbatches, the second may hold a layer more, the last
 * holds the logits.
 *
 * @throws RangeError where the layers cannot be divided among the stages; `layoutProblems` says so beforehand.
 */
export function memoryOf(run: TrainingRun): TrainingMemory {
  const { stage, parts, bytes } = stagesOf(run.model, run.layout)
    .map((each) => stageMemory(run, each))
    .reduce((most, each) => (each.bytes > most.bytes ? each : most));
  const { memoryBytes: availableBytes } = run.hardware;
  return { bytes, availableBytes, fits: bytes <= availableBytes, stage, parts };
}

/**
 * Bytes of activations that one microbatch leaves in one layer, on one GPU (Korthikanti et al. 2022, table 2; for `llama`
 * the same count without dropout masks, with three wide activations).
 */
export function activationBytesPerLayer(
  run: Pick<TrainingRun, "model" | "layout">,
  method: Pick<TrainingMethod, "recomputation" | "attention" | "sequenceParallel">,
): number {
  const resolved = resolveModel(run.model);
  const { tensorParallel: t, contextParallel, microbatch } = run.layout;
  const { hiddenSize: h, sequenceLength } = resolved;
  const tokens = (microbatch * sequenceLength) / contextParallel;
  const undivided = method.sequenceParallel ? t : 1;
  if (method.recomputation === "full") return (tokens * HALF * h) / undivided;
  const scores =
    method.attention === "unfused" && method.recomputation === "none"
      ? 5 * resolved.attentionHeads * sequenceLength
      : 0;
  const { everywhere, divided } = keptPerToken(resolved);
  return tokens * (everywhere / undivided + (divided + scores) / t);
}

/** Bytes for one token: what plain tensor parallelism keeps on every GPU, and what it divides. */
function keptPerToken({ architecture, hiddenSize: h, keyValueSize, feedForwardSize: f }: ResolvedModel) {
  const gpt = architecture === "gpt";
  // Inputs of both norms, of attention and of the feed-forward block; masks of two dropouts.
  const everywhere = 4 * HALF * h + (gpt ? 2 * h : 0);
  // Queries, keys, values, output of attention; what the activation function reads and gives.
  const divided = HALF * (2 * h + 2 * keyValueSize) + HALF * (gpt ? 2 : 3) * f;
  return { everywhere, divided };
}

function stageMemory(run: TrainingRun, { index, layers, parameters, last }: Stage) {
  const { layout, method } = run;
  const replicas = replicasOf(layout);
  const share = (from: number) => (method.zeroStage >= from ? 1 / replicas : 1);
  const underWay = partsUnderWay(layout, microbatchesOf(run), index);
  const parts: MemoryBytes = {
    weights: HALF * parameters * share(3),
    gradients: method.gradientBytes * parameters * heldGradients(run),
    optimiser: optimiserBytes[method.gradientBytes] * parameters * share(1),
    activations: (layers / layout.interleaving) * underWay * activationBytesPerLayer(run, method),
    temporary: Math.max(temporaryLayer(run), last ? temporaryLogits(run) : 0),
    reserved: RESERVED_BYTES,
  };
  return { stage: index, parts, bytes: Object.values(parts).reduce((sum, each) => sum + each, 0) };
}

/**
 * Virtual stages' microbatches that a stage keeps at once. Without interleaving as many as stages follow, itself included;
 * with it `2·(p − 1 − stage) + (v − 1)·p + 1`, on the first stage Korthikanti's factor `1 + (p − 1)/(p·v)`.
 */
function partsUnderWay(layout: Layout, microbatches: number, stage: number): number {
  const { pipelineParallel: p, interleaving: v } = layout;
  const behind = p - 1 - stage;
  return Math.min(microbatches * v, v === 1 ? behind + 1 : 2 * behind + (v - 1) * p + 1);
}

function temporaryLayer(run: TrainingRun): number {
  const { method, model, layout } = run;
  const again =
    method.recomputation === "full" ? activationBytesPerLayer(run, { ...method, recomputation: "none" }) : 0;
  const gathered = method.zeroStage === 3 ? (HALF * parametersOf(model).layer) / layout.tensorParallel : 0;
  return again + gathered;
}

function temporaryLogits({ model, layout }: TrainingRun): number {
  const tokens = (layout.microbatch * model.sequenceLength) / layout.contextParallel;
  return (LOGITS_BYTES * tokens * model.vocabularySize) / layout.tensorParallel;
}
