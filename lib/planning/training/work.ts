import { forwardFlops } from "./flops.ts";
import type { TrainingHardware } from "./hardware.ts";
import { type Layout, replicasOf, type TrainingRun } from "./layout.ts";
import type { TrainingMethod } from "./method.ts";
import { type ResolvedModel, resolveModel } from "./model.ts";

/** Bytes of an activation or a weight in half precision. */
export const HALF = 2;

/**
 * Bytes that Adam moves for one parameter: reads the gradient and two moments, reads and writes the master copy, writes the
 * moments and the half-precision weight.
 */
const OPTIMISER_BYTES = 4 + 2 * 4 + 2 * 4 + 2 * 4 + HALF;

/** What one GPU does for one microbatch in one layer, forward, backward and what is computed again. */
export interface LayerWork {
  /** Of its matrices. */
  readonly matrixFlops: number;
  /** Of scores and weighted values. */
  readonly attentionFlops: number;
  /** Bytes to and from memory of what no matrix multiplication hides: norms, residuals, activations, scores. */
  readonly memoryBytes: number;
  /** Bytes through the slowest link of the tensor-parallel ring. */
  readonly tensorBytes: number;
  /** Bytes of keys and values that context parallelism gathers, and of their gradients. */
  readonly contextBytes: number;
  /** Share of the layer's time that is the forward pass. */
  readonly forwardShare: number;
}

/** What one GPU does beside its layers. */
export interface StageWork {
  /** FLOPs of the output projection for one microbatch, on the last stage. */
  readonly logitsFlops: number;
  /** Bytes of activations and of their gradients for one microbatch, over all virtual stages. */
  readonly transferBytes: number;
  /** Bytes of gradients through the slowest link of a reduce-scatter over the replicas. */
  readonly gradientBytes: number;
  /** Bytes of weights through the slowest link of a gather over the replicas. */
  readonly weightBytes: number;
  /** Bytes that the optimiser moves in memory for one step. */
  readonly optimiserBytes: number;
}

/** Bandwidth of each kind of traffic, bytes/s of one direction. GPUs are placed in the order tensor, context, data, pipeline. */
export interface LinkBandwidths {
  readonly tensor: number;
  readonly context: number;
  readonly pipeline: number;
  readonly data: number;
}

/** Work of one layer for one microbatch. */
export function layerWork({ model, layout, method }: TrainingRun): LayerWork {
  const resolved = resolveModel(model);
  const { tensorParallel: t, contextParallel: c } = layout;
  const forward = forwardFlops(model, method.attention);
  const tokens = (layout.microbatch * model.sequenceLength) / c;
  const again = method.recomputation === "full" ? 1 : 0;
  const attentionAgain = method.recomputation === "none" ? 0 : 1;
  const { plain, scores } = forwardBytes(resolved, layout, method);
  return {
    matrixFlops: (tokens * (3 + again) * forward.layerMatrices) / t,
    attentionFlops: (tokens * (3 + attentionAgain) * forward.layerAttention) / t,
    memoryBytes: tokens * ((3 + again) * plain + (3 + attentionAgain) * scores),
    // Two all-reduces forward, two backward; each is a reduce-scatter and a gather.
    tensorBytes: (4 + 2 * again) * 2 * ringShare(t) * tokens * model.hiddenSize * HALF,
    // Keys and values are gathered for each pass, and their gradients scattered back (Llama 3).
    contextBytes: (3 + again) * ringShare(c) * tokens * c * ((2 * resolved.keyValueSize) / t) * HALF,
    forwardShare: 1 / (3 + again),
  };
}

/** Work beside the layers, on a GPU that holds so many parameters. */
export function stageWork({ model, layout, method }: TrainingRun, parameters: number): StageWork {
  const { tensorParallel: t, contextParallel: c, pipelineParallel: p } = layout;
  const tokens = (layout.microbatch * model.sequenceLength) / c;
  const replicas = replicasOf(layout);
  const divided = method.zeroStage >= 1 ? replicas : 1;
  return {
    logitsFlops: (3 * tokens * forwardFlops(model, method.attention).logits) / t,
    transferBytes: p === 1 ? 0 : layout.interleaving * 2 * ((tokens * model.hiddenSize * HALF) / t),
    gradientBytes: ringShare(replicas) * parameters * method.gradientBytes,
    weightBytes: ringShare(replicas) * parameters * HALF,
    optimiserBytes: (parameters / divided) * OPTIMISER_BYTES,
  };
}

/** Bandwidths by the place of a layout's groups: inside a node NVLink, across nodes a network link for each member on a node. */
export function linkBandwidths(layout: Layout, hardware: TrainingHardware): LinkBandwidths {
  const { nvlinkBytesPerSecond: nvlink, fabricBytesPerSecond: fabric, gpusPerNode } = hardware;
  const { tensorParallel: t, contextParallel: c, dataParallel, pipelineParallel } = layout;
  const places = Math.max(1, Math.floor(gpusPerNode / t));
  const ring = (members: number) => (members <= places ? nvlink : Math.min(nvlink, places * fabric));
  return {
    tensor: nvlink,
    context: ring(c),
    data: ring(replicasOf(layout)),
    pipeline: t * c * dataParallel * pipelineParallel <= gpusPerNode ? nvlink : fabric,
  };
}

/** Part of the bytes that pass each link of a ring of `members`. */
function ringShare(members: number): number {
  return (members - 1) / members;
}

/** Bytes for one token and layer, forward, on one GPU: every operation reads its inputs from memory and writes its output. */
function forwardBytes(
  {
    architecture,
    hiddenSize: h,
    keyValueSize,
    feedForwardSize: f,
    attentionHeads,
    sequenceLength,
  }: ResolvedModel,
  { tensorParallel: t }: Layout,
  { attention, sequenceParallel }: TrainingMethod,
): { plain: number; scores: number } {
  const gpt = architecture === "gpt";
  const norms = 2 * 2 * HALF * h;
  // Two residual additions: each reads two and writes one; dropout also writes a mask of one byte.
  const residuals = 2 * (3 * HALF + (gpt ? 1 : 0)) * h;
  // GeLU reads one and writes one; SwiGLU reads gate and value.
  const activation = (gpt ? 2 : 3) * HALF * f;
  const rotary = gpt ? 0 : 2 * HALF * (h + keyValueSize);
  // Scores written, softmax read and written, dropout read, written and masked, weights read by the next multiplication.
  const scores = attention === "flash" ? 0 : (6 * HALF + 1) * attentionHeads * sequenceLength;
  return {
    plain: (norms + residuals) / (sequenceParallel ? t : 1) + (activation + rotary) / t,
    scores: scores / t,
  };
}
