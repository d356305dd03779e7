import { Decimal } from "decimal.js";
import type { Formula } from "./formula.ts";
import type { StepSeconds } from "./training/index.ts";

/** What the GPUs of an island reckon at most. */
export const peakPflops: Formula<{ gpus: number; peakTflops: number }> = {
  text: "GPUs × peak TFLOP/s / 1,000",
  unit: "PFLOP/s",
  of: ({ gpus, peakTflops }) => (gpus * peakTflops) / 1000,
};

/** The peak that vendors print from Ampere on: two of four weights are 0. Training does not reach it. */
export const sparsePflops: Formula<{ densePflops: number }> = {
  text: "dense × 2, by 2:4 structured sparsity",
  unit: "PFLOP/s",
  of: ({ densePflops }) => densePflops * 2,
};

/** What one half of an island sends to the other, in one direction. */
export const bisectionGBps: Formula<{ nodes: number; gbpsPerNode: number; oversubscription: number }> = {
  text: "nodes / 2, rounded down, × Gb/s of a node / 8 / oversubscription",
  unit: "GB/s",
  of: ({ nodes, gbpsPerNode, oversubscription }) =>
    (Math.floor(nodes / 2) * gbpsPerNode) / 8 / oversubscription,
};

/** InfiniBand of one GPU, one direction. */
export const fabricGBpsPerGpu: Formula<{ gbpsPerNode: number; gpusPerNode: number }> = {
  text: "Gb/s of a node / 8 / its GPUs",
  unit: "GB/s",
  of: ({ gbpsPerNode, gpusPerNode }) => gbpsPerNode / 8 / gpusPerNode,
};

/** Bandwidth of the nodes' own network, by which they reach storage. */
export const networkBytesPerSecond: Formula<{ nodes: number; ethernetGbps: number }> = {
  text: "nodes × Gb/s of a node / 8 × 10⁹",
  unit: "bytes/s",
  of: ({ nodes, ethernetGbps }) => (nodes * ethernetGbps * 1e9) / 8,
};

/** Length of one optimiser step; its parts come from the performance model. */
export const secondsPerStep: Formula<Readonly<Record<keyof StepSeconds, number>>> = {
  text: "sum of the parts of a step on the slowest stage",
  unit: "s",
  basis: "fitted model",
  source: "three shares of measured and printed rates, fitted to table 1 of arXiv 2104.04473 (A100)",
  of: (parts) => Object.values(parts).reduce((sum, seconds) => sum + seconds, 0),
};

/** Speed of a job. */
export const tokensPerSecond: Formula<{
  globalBatch: number;
  sequenceLength: number;
  secondsPerStep: number;
}> = {
  text: "sequences of a step × tokens of a sequence / seconds of a step",
  unit: "tokens/s",
  of: ({ globalBatch, sequenceLength, secondsPerStep: seconds }) => (globalBatch * sequenceLength) / seconds,
};

/** What one GPU achieves: what the model needs, without what is computed again. */
export const tflopsPerGpu: Formula<{ tokensPerSecond: number; flopsPerToken: number; gpus: number }> = {
  text: "tokens/s × FLOPs per token / GPUs / 10¹²",
  unit: "TFLOP/s",
  of: ({ tokensPerSecond: tokens, flopsPerToken, gpus }) => (tokens * flopsPerToken) / gpus / 1e12,
};

/** MFU: against the dense peak of the job's precision. */
export const modelFlopsUtilisation: Formula<{ tflopsPerGpu: number; peakTflops: number }> = {
  text: "achieved TFLOP/s / dense peak TFLOP/s",
  unit: "",
  of: ({ tflopsPerGpu: achieved, peakTflops }) => achieved / peakTflops,
};

/** What training reads from storage. */
export const readBytesPerSecond: Formula<{ tokensPerSecond: number; bytesPerToken: number }> = {
  text: "tokens/s × bytes of a token",
  unit: "bytes/s",
  of: ({ tokensPerSecond, bytesPerToken }) => tokensPerSecond * bytesPerToken,
};

/** Share of the bandwidth that reading takes; above 1 the GPUs wait for data. */
export const readShare: Formula<{
  readBytesPerSecond: number;
  storageBytesPerSecond: number;
  networkBytesPerSecond: number;
}> = {
  text: "needed / min(storage bandwidth, network bandwidth of the nodes)",
  unit: "",
  of: (inputs) =>
    inputs.readBytesPerSecond / Math.min(inputs.storageBytesPerSecond, inputs.networkBytesPerSecond),
};

/** All GPUs of a job together. */
export const achievedPflops: Formula<{ gpus: number; tflopsPerGpu: number }> = {
  text: "GPUs × achieved TFLOP/s / 1,000",
  unit: "PFLOP/s",
  of: ({ gpus, tflopsPerGpu }) => (gpus * tflopsPerGpu) / 1000,
};

/** Time of training that nothing interrupts. */
export const trainingHours: Formula<{ tokens: number; tokensPerSecond: number }> = {
  text: "tokens / tokens/s / 3,600",
  unit: "h",
  of: ({ tokens, tokensPerSecond }) => tokens / tokensPerSecond / 3600,
};

/** Time of training with checkpoints, interruptions, lost work and restarts. */
export const elapsedHours: Formula<{ trainingHours: number; goodput: number }> = {
  text: "hours without interruption / goodput",
  unit: "h",
  of: ({ trainingHours: hours, goodput }) => hours / goodput,
};

/** Time of training, were the model off as it was on a published run: too fast by so much, it takes longer by as much. */
export const hoursByError: Formula<{ elapsedHours: number; errorOfSpeed: number }> = {
  text: "hours × (1 + error of speed)",
  unit: "h",
  of: ({ elapsedHours: hours, errorOfSpeed }) => hours * (1 + errorOfSpeed),
};

/** Compute of a run in PFLOP/s-days, as OpenAI counts it: what the model needs, nothing computed again. */
export const petaflopDays: Formula<{ tokens: number; flopsPerToken: number }> = {
  text: "tokens × FLOPs per token / (10¹⁵ × 86,400)",
  unit: "PF-days",
  of: ({ tokens, flopsPerToken }) => (tokens * flopsPerToken) / (1e15 * 86_400),
};

/** What all nodes of an island cost while a job runs on some of them: the others are paid for, too. To the cent. */
export const islandCost: Formula<{ nodesOfIsland: number; hourlyPrice: string; hours: number }, string> = {
  text: "all nodes of the island × price of a node-hour × hours",
  unit: "currency of the prices",
  of: ({ nodesOfIsland, hourlyPrice, hours }) =>
    new Decimal(hourlyPrice).times(nodesOfIsland).times(hours).toFixed(2),
};

/** What the whole stack costs meanwhile, shared among its islands by their GPUs, to the cent. */
export const stackShareCost: Formula<
  { hourlyCost: string; gpusOfIsland: number; gpusOfStack: number; hours: number },
  string
> = {
  text: "cost of the stack for an hour × GPUs of the island / GPUs of the stack × hours",
  unit: "currency of the prices",
  of: ({ hourlyCost, gpusOfIsland, gpusOfStack, hours }) =>
    new Decimal(hourlyCost).times(gpusOfIsland).div(gpusOfStack).times(hours).toFixed(2),
};
