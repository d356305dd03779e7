import { dgxCloudRuns } from "./dgx-cloud-runs.ts";
import type { PublishedRun } from "./published-run.ts";
import type { Sourced } from "./source.ts";

const selene = {
  framework: "Megatron-LM 2021",
  kind: "benchmark",
  precision: "bf16",
  vmSize: "Standard_ND96amsr_A100_v4",
  tensorParallel: 8,
  contextParallel: 1,
  gradientsAfterBackward: true,
} as const;
const narayanan = {
  ...selene,
  recomputation: "full",
  sequenceParallel: false,
  source: "https://arxiv.org/abs/2104.04473",
  asOf: "2021-08",
} as const;

/**
 * Table 1 of Narayanan et al. 2021. Microbatch, interleaving and how gradients travel: `NVIDIA/Megatron-LM`
 * `examples/sc21/run_table_1.sh`.
 */
const table1 = [
  // billions, tensor, pipeline, data, interleaving, microbatch, batch, TFLOP/s, gradients after backward
  [1.7, 1, 1, 32, 1, 16, 512, 137, false],
  [3.6, 2, 1, 32, 1, 16, 512, 138, false],
  [7.5, 4, 1, 32, 1, 16, 512, 142, false],
  [18.4, 8, 1, 32, 1, 8, 1_024, 135, false],
  [39.1, 8, 2, 32, 1, 4, 1_536, 138, true],
  [76.1, 8, 4, 32, 3, 2, 1_792, 140, true],
  [145.6, 8, 8, 24, 2, 2, 2_304, 148, true],
  [310.1, 8, 16, 15, 2, 1, 2_160, 155, true],
  [529.6, 8, 35, 9, 3, 1, 2_520, 163, true],
  [1_008, 8, 64, 6, 1, 1, 3_072, 163, true],
] as const;

/** Runs to which the performance model's constants are fitted: these and no others. */
export const fittedRuns: readonly PublishedRun[] = table1.map(
  ([
    billions,
    tensorParallel,
    pipelineParallel,
    dataParallel,
    interleaving,
    microbatch,
    globalBatch,
    tflopsPerGpu,
    after,
  ]) => ({
    ...narayanan,
    name: `Narayanan table 1, ${billions}B on ${tensorParallel * pipelineParallel * dataParallel} GPUs`,
    model: `GPT ${billions}B`,
    tensorParallel,
    pipelineParallel,
    dataParallel,
    interleaving,
    microbatch,
    globalBatch,
    measured: { tflopsPerGpu },
    gradientsAfterBackward: after,
    ...(billions === 1_008 ? { printed: { tokens: 450e9, days: 84 } } : {}),
  }),
);

/** Table 2 of the same paper, the rows of tensor, pipeline and data parallelism. */
const table2 = [
  // model, pipeline, data, batch, TFLOP/s, days for 300 billion tokens
  ["GPT-3 175B", 12, 4, 1_536, 153, 84],
  ["GPT-3 175B", 12, 8, 1_536, 149, 43],
  ["GPT-3 175B", 12, 16, 1_536, 141, 23],
  ["GPT 529.6B", 35, 2, 2_240, 171, 156],
  ["GPT 529.6B", 35, 4, 2_240, 167, 80],
  ["GPT 529.6B", 35, 8, 2_240, 159, 42],
] as const;

/** Tables 3 and 5 of Korthikanti et al. 2022: seconds of a step with full recomputation, and with their method. */
const korthikanti = [
  // model, pipeline, data, interleaving, microbatch, batch, seconds with full recomputation, with selective
  ["GPT 22B", 1, 1, 1, 4, 4, 1.42, 1.1],
  ["GPT-3 175B", 8, 1, 3, 1, 64, 18.13, 13.75],
  ["GPT 529.6B", 35, 1, 3, 1, 280, 49.05, 37.83],
  ["GPT 1008B", 64, 1, 1, 1, 512, 94.42, 71.49],
  ["GPT 529.6B", 35, 8, 3, 1, 2_240, undefined, 39.15],
] as const;

const llama3 = {
  model: "Llama 3 405B",
  framework: "Llama 3",
  kind: "production run",
  precision: "bf16",
  vmSize: "Standard_ND96isr_H100_v5",
  tensorParallel: 8,
  pipelineParallel: 16,
  // Its first part of the model has only the embedding, its last only the output: 126 layers and 2 are 128 parts of one.
  interleaving: 8,
  microbatch: 1,
  recomputation: "none",
  sequenceParallel: true,
  gradientsAfterBackward: false,
  assumed: "interleaving: follows from a first part that has only the embedding",
  source: "https://arxiv.org/abs/2407.21783",
  asOf: "2024-07",
} as const;

/** Runs that the performance model predicts. Its constants never see them. */
export const predictedRuns: readonly PublishedRun[] = [
  ...table2.map(
    ([model, pipelineParallel, dataParallel, globalBatch, tflopsPerGpu, days]): PublishedRun => ({
      ...narayanan,
      name: `Narayanan table 2, ${model} on ${8 * pipelineParallel * dataParallel} GPUs`,
      model,
      pipelineParallel,
      dataParallel,
      interleaving: 1,
      microbatch: 1,
      globalBatch,
      measured: { tflopsPerGpu },
      printed: { tokens: 300e9, days },
      assumed: "no interleaving: the table names none",
    }),
  ),
  {
    ...narayanan,
    name: "Narayanan section 5.1, GPT-3 175B on 1024 GPUs",
    model: "GPT-3 175B",
    pipelineParallel: 8,
    dataParallel: 16,
    interleaving: 1,
    microbatch: 1,
    globalBatch: 1_536,
    measured: { tflopsPerGpu: 140 },
    printed: { tokens: 300e9, days: 34 },
    assumed:
      "the whole layout: by the paper's advice tensor parallel in a node, then the fewest stages that fit",
  },
  ...korthikanti.flatMap(
    ([model, pipelineParallel, dataParallel, interleaving, microbatch, globalBatch, full, selective]) => {
      const run = {
        ...selene,
        model,
        pipelineParallel,
        dataParallel,
        interleaving,
        microbatch,
        globalBatch,
        source: "https://arxiv.org/abs/2205.05198",
        asOf: "2022-05",
      } as const;
      const where = `${model} on ${8 * pipelineParallel * dataParallel} GPUs`;
      const method: PublishedRun = {
        ...run,
        name: `Korthikanti table 5, ${where}, selective`,
        recomputation: "selective",
        sequenceParallel: true,
        measured: { secondsPerStep: selective },
      };
      if (full === undefined) return [method];
      const before: PublishedRun = {
        ...run,
        name: `Korthikanti table 5, ${where}, full`,
        recomputation: "full",
        sequenceParallel: false,
        measured: { secondsPerStep: full },
      };
      return [before, method];
    },
  ),
  {
    ...llama3,
    name: "Llama 3 405B on 8192 GPUs",
    contextParallel: 1,
    dataParallel: 64,
    globalBatch: 2_048,
    measured: { tflopsPerGpu: 430 },
  },
  {
    ...llama3,
    name: "Llama 3 405B on 16384 GPUs",
    contextParallel: 1,
    dataParallel: 128,
    globalBatch: 2_048,
    measured: { tflopsPerGpu: 400 },
  },
  {
    ...llama3,
    name: "Llama 3 405B on 16384 GPUs, sequences of 131,072",
    contextParallel: 16,
    // Copies of the paper print 4; the product of the four is 16,384 with 8.
    dataParallel: 8,
    globalBatch: 128,
    sequenceLength: 131_072,
    measured: { tflopsPerGpu: 380 },
  },
  ...dgxCloudRuns,
];

/** Training times that papers print, from a speed that they also print. */
export interface PublishedTime extends Sourced {
  readonly name: string;
  readonly parameters: number;
  readonly tokens: number;
  readonly gpus: number;
  readonly tflopsPerGpu: number;
  /** As the paper rounds them. */
  readonly days: number;
}

/** Section 5.1 of Narayanan et al. 2021: equation 4 with the speed that they measured. */
export const publishedTimes: readonly PublishedTime[] = [
  {
    name: "GPT-3, 175 B parameters, 300 B tokens",
    parameters: 175e9,
    tokens: 300e9,
    gpus: 1_024,
    tflopsPerGpu: 140,
    days: 34,
    source: "https://arxiv.org/abs/2104.04473",
    asOf: "2021-08",
  },
  {
    name: "1,008 B parameters, 450 B tokens",
    parameters: 1_008e9,
    tokens: 450e9,
    gpus: 3_072,
    tflopsPerGpu: 163,
    days: 84,
    source: "https://arxiv.org/abs/2104.04473",
    asOf: "2021-08",
  },
];
