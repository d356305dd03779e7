import { trainingFlops } from "./flops.ts";
import { gradientReductions } from "./gradients.ts";
import { gpusOf, microbatchesOf, type TrainingRun } from "./layout.ts";
import { type Stage, stagesOf } from "./stages.ts";
import { layerWork, linkBandwidths, stageWork } from "./work.ts";

/** What share of a rate that was measured or printed a training job reaches. */
export interface Efficiency {
  /** Of the fastest measured matrix multiplication. */
  readonly matmul: number;
  /** Of the memory's printed bandwidth. */
  readonly memory: number;
  /** Of NVLink's and the fabric's printed bandwidth. */
  readonly links: number;
}

/** Seconds of one optimiser step on the slowest stage of the pipeline; they add up to the whole step. */
export interface StepSeconds {
  /** Matrix multiplications of the layers. */
  readonly matmul: number;
  /** Norms, residuals, activations and, without FlashAttention, scores. */
  readonly memoryBound: number;
  /** Output projection, where the slowest stage is the last. */
  readonly logits: number;
  readonly tensorParallel: number;
  readonly contextParallel: number;
  /** Activations between stages. */
  readonly pipelineTransfer: number;
  /** Waiting while the pipeline fills and drains. */
  readonly pipelineBubble: number;
  /** Gradients and weights between replicas, as far as nothing hides them. */
  readonly dataParallel: number;
  readonly optimiser: number;
}

/** How each part of a step is reckoned, as a reader sees it. */
export const stepFormulas: Readonly<Record<keyof StepSeconds, string>> = {
  matmul:
    "microbatches × layers of the stage × FLOPs / (measured matmul FLOP/s × matmul efficiency); in FP8 the matrices, not attention",
  memoryBound: "microbatches × layers of the stage × bytes / (memory bandwidth × memory efficiency)",
  logits: "microbatches × FLOPs of the output projection / (measured matmul FLOP/s × matmul efficiency)",
  tensorParallel:
    "microbatches × layers × 4 all-reduces (6 with full recomputation) / (NVLink × link efficiency)",
  contextParallel: "microbatches × layers × keys and values of the sequence / (bandwidth × link efficiency)",
  pipelineTransfer:
    "microbatches × virtual stages × 2 × activations / (bandwidth × link efficiency), less what the stage's own work hides",
  pipelineBubble: "seconds of one microbatch on all other stages / virtual stages",
  dataParallel:
    "ring over the replicas once a step (ZeRO 2: once a round of p microbatches where interleaved; ZeRO 3: for each microbatch), less what the backward pass (gradients) or forward pass (weights) hides",
  optimiser: "bytes of weights, gradients and moments / (memory bandwidth × memory efficiency)",
};

/** What a training run achieves. */
export interface Throughput {
  readonly secondsPerStep: number;
  readonly tokensPerSecond: number;
  /** What a paper prints as TFLOP/s per GPU: with recomputation counted. */
  readonly hardwareFlopsPerGpuPerSecond: number;
  /** Without what is computed again. */
  readonly modelFlopsPerGpuPerSecond: number;
  /** HFU, of the dense peak; above 0, at most 1. */
  readonly hardwareFlopsUtilisation: number;
  /** MFU, of the dense peak; above 0, at most 1. */
  readonly modelFlopsUtilisation: number;
  readonly parts: StepSeconds;
}

/**
 * Reckons what a run achieves: each part of a step from bytes, FLOPs and rates. Nothing that a layout leaves out is
 * assumed: no failures, no data loading, no stragglers.
 *
 * @param efficiency three constants; {@link fittedEfficiency} was fitted to ten published runs.
 * @throws RangeError where the layers cannot be divided among the stages; `layoutProblems` says so beforehand.
 */
export function throughputOf(run: TrainingRun, efficiency: Efficiency): Throughput {
  const parts = stepSeconds(run, efficiency);
  const secondsPerStep = Object.values(parts).reduce((sum, seconds) => sum + seconds, 0);
  const tokens = run.globalBatch * run.model.sequenceLength;
  const flops = trainingFlops(run.model, run.method);
  const perGpu = tokens / (secondsPerStep * gpusOf(run.layout));
  const { peakFlopsPerSecond } = run.hardware;
  return {
    secondsPerStep,
    tokensPerSecond: tokens / secondsPerStep,
    hardwareFlopsPerGpuPerSecond: perGpu * flops.hardware,
    modelFlopsPerGpuPerSecond: perGpu * flops.model,
    hardwareFlopsUtilisation: (perGpu * flops.hardware) / peakFlopsPerSecond,
    modelFlopsUtilisation: (perGpu * flops.model) / peakFlopsPerSecond,
    parts,
  };
}

function stepSeconds(run: TrainingRun, efficiency: Efficiency): StepSeconds {
  const { layout, hardware, method } = run;
  const stages = stagesOf(run.model, layout);
  const matrixRate = hardware.matrixFlopsPerSecond * efficiency.matmul;
  const halfRate = hardware.halfFlopsPerSecond * efficiency.matmul;
  const memoryRate = hardware.memoryBytesPerSecond * efficiency.memory;
  const links = linkBandwidths(layout, hardware);
  const work = layerWork(run);
  const beside = stageWork(run, Math.max(...stages.map(({ parameters }) => parameters)));
  const layer = {
    matmul: work.matrixFlops / matrixRate + work.attentionFlops / halfRate,
    memoryBound: work.memoryBytes / memoryRate,
    tensorParallel: work.tensorBytes / (links.tensor * efficiency.links),
    contextParallel: work.contextBytes / (links.context * efficiency.links),
  };
  const layerSeconds = layer.matmul + layer.memoryBound + layer.tensorParallel + layer.contextParallel;
  const sent = beside.transferBytes / (links.pipeline * efficiency.links);
  const { slowest, others } = slowestOf(stages, (stage) => {
    const logits = stage.last ? beside.logitsFlops / halfRate : 0;
    const own = stage.layers * layerSeconds + logits;
    const transfer = method.overlapPipeline ? Math.max(0, sent - own) : sent;
    return { layers: stage.layers, logits, transfer, seconds: own + transfer };
  });
  const microbatches = microbatchesOf(run);
  const onSlowest = microbatches * slowest.layers;
  const forward = slowest.layers * layerSeconds * work.forwardShare;
  return {
    matmul: onSlowest * layer.matmul,
    memoryBound: onSlowest * layer.memoryBound,
    logits: microbatches * slowest.logits,
    tensorParallel: onSlowest * layer.tensorParallel,
    contextParallel: onSlowest * layer.contextParallel,
    pipelineTransfer: microbatches * slowest.transfer,
    pipelineBubble: others / layout.interleaving,
    dataParallel: exposedTraffic(run, {
      gradients: beside.gradientBytes / (links.data * efficiency.links),
      weights: beside.weightBytes / (links.data * efficiency.links),
      forward,
      backward: slowest.layers * layerSeconds - forward,
    }),
    optimiser: beside.optimiserBytes / memoryRate,
  };
}

/** The stage that takes longest for a microbatch, and the seconds of one microbatch on all others together. */
function slowestOf<Timed extends { readonly seconds: number }>(
  stages: readonly Stage[],
  timed: (stage: Stage) => Timed,
): { slowest: Timed; others: number } {
  const all = stages.map((stage) => ({ stage, own: timed(stage) }));
  const { own: slowest } = all.reduce((most, each) => (each.own.seconds > most.own.seconds ? each : most));
  const total = all.reduce((sum, { stage, own }) => sum + stage.count * own.seconds, 0);
  return { slowest, others: total - slowest.seconds };
}

/**
 * Seconds of data-parallel traffic that nothing hides. The last reduction of gradients runs behind the last backward pass, one
 * of an earlier round behind those of the round that follows; weights are gathered behind the first forward pass. In ZeRO
 * stage 3 both happen for each pass.
 */
function exposedTraffic(
  run: TrainingRun,
  seconds: { gradients: number; weights: number; forward: number; backward: number },
): number {
  const { gradients, weights } = seconds;
  const behind = (traffic: number, window: number) =>
    run.method.overlapGradients ? Math.max(0, traffic - window) : traffic;
  const { forward, backward } = seconds;
  const reductions = gradientReductions(run);
  switch (run.method.zeroStage) {
    case 0:
      return behind(2 * gradients, backward);
    case 1:
    case 2:
      return (
        (reductions - 1) * behind(gradients, run.layout.pipelineParallel * backward) +
        behind(gradients, backward) +
        behind(weights, forward)
      );
    case 3:
      return reductions * (behind(gradients + weights, backward) + behind(weights, forward));
  }
}
