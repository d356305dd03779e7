import type { PublishedRun } from "./published-run.ts";

const jobs = [
  {
    model: "GPT-3 175B",
    layout: { tensorParallel: 4, contextParallel: 1, pipelineParallel: 8, interleaving: 12 },
    batchPerReplica: 64,
    // GPUs, seconds per step in BF16, and in FP8
    steps: [
      [128, 8.309, 5.626],
      [256, 8.408, 5.725],
      [512, 8.42, 5.774],
      [1_024, 8.453, 5.82],
      [2_048, 8.49, 5.96],
    ],
    source:
      "https://github.com/NVIDIA/dgxc-benchmarking/blob/0b71cfda5163540778e2a3d2db59858bf62f96f7/nemo_megatron/README_175b.md",
  },
  {
    model: "Llama 3 70B",
    layout: { tensorParallel: 4, contextParallel: 2, pipelineParallel: 4, interleaving: 5 },
    batchPerReplica: 64,
    steps: [
      [64, 14.72, 11.01],
      [128, 14.73, 10.93],
      [256, 14.8, 11.16],
      [512, 14.89, 11.18],
      [1_024, 14.92, 11.28],
      [2_048, 14.98, 11.39],
    ],
    source:
      "https://github.com/NVIDIA/dgxc-benchmarking/blob/143b90dd91f9be958fed4773ae95d941a3356a82/llama3.1/README_70b.md",
    assumed: "method: that of GPT-3 in the same release, whose settings are published",
  },
  {
    model: "Llama 3 405B",
    layout: { tensorParallel: 8, contextParallel: 2, pipelineParallel: 9, interleaving: 7 },
    batchPerReplica: 63,
    steps: [
      [576, 17.2, 11.24],
      [1_152, 17.52, 11.31],
      [2_304, 17.62, 12.35],
    ],
    source:
      "https://github.com/NVIDIA/dgxc-benchmarking/blob/143b90dd91f9be958fed4773ae95d941a3356a82/llama3.1/README_405b.md",
    assumed:
      "method: that of GPT-3 in the same release, whose settings are published; vocabulary: the model's own, as in the page's FLOPs",
  },
] as const;

/**
 * BF16 and FP8 on H100, as NVIDIA publishes it for those who check their clusters against it (`NVIDIA/dgxc-benchmarking`, release
 * 25.01): each job on more and more replicas, the batch growing with them.
 */
export const dgxCloudRuns: readonly PublishedRun[] = jobs.flatMap(
  ({ model, layout, batchPerReplica, steps, source, ...rest }) =>
    steps.flatMap(([gpus, bf16Seconds, fp8Seconds]) => {
      const { tensorParallel, contextParallel, pipelineParallel } = layout;
      const dataParallel = gpus / (tensorParallel * contextParallel * pipelineParallel);
      return (["bf16", "fp8"] as const).map(
        (precision): PublishedRun => ({
          ...layout,
          ...rest,
          name: `DGX Cloud ${precision.toUpperCase()}, ${model} on ${gpus} GPUs`,
          model,
          framework: "NeMo 2024",
          kind: "benchmark",
          precision,
          vmSize: "Standard_ND96isr_H100_v5",
          dataParallel,
          microbatch: 1,
          globalBatch: batchPerReplica * dataParallel,
          recomputation: "none",
          sequenceParallel: true,
          gradientsAfterBackward: false,
          measured: { secondsPerStep: precision === "bf16" ? bf16Seconds : fp8Seconds },
          source,
          asOf: "2025-01",
        }),
      );
    }),
);
