import * as z from "zod";
import { trainingPrecisions } from "./training/precision.ts";

/**
 * What an environment's file says of a training job, and what a graph carries of it: the file is checked with this schema,
 * and what comes back from a preview or a state too.
 */

const size = z
  .int()
  .min(1)
  .max(2 ** 24);
const parallel = z.int().min(1).max(100_000);

/** `shape`: a decoder-only transformer that the catalogue does not have. */
const shape = z.strictObject({
  architecture: z.enum(["gpt", "llama"]).meta({
    description:
      "`gpt`: LayerNorm, biases, learned positions, GeLU. `llama`: RMSNorm, no biases, rotary positions, SwiGLU.",
  }),
  layers: size.meta({ description: "Transformer layers.", examples: [96] }),
  hiddenSize: size.meta({
    description: "Width of the model; `attentionHeads` divides it.",
    examples: [12_288],
  }),
  attentionHeads: size.meta({ description: "Attention heads of a layer.", examples: [96] }),
  keyValueHeads: size.exactOptional().meta({
    description: "Heads of keys and values, with grouped-query attention. @default - `attentionHeads`",
    examples: [8],
  }),
  feedForwardSize: size.exactOptional().meta({
    description: "Inner width of the feed-forward block. @default - 4 × `hiddenSize`",
    examples: [49_152],
  }),
  vocabularySize: size.meta({ description: "Tokens that there are.", examples: [51_200] }),
  tiedEmbeddings: z
    .boolean()
    .exactOptional()
    .meta({
      description: "Whether input and output embedding are one matrix. @default - true for `gpt`",
      examples: [true],
    }),
  sequenceLength: size.meta({ description: "Tokens of one training sequence.", examples: [2_048] }),
});

/** `layout`: how the job is divided among GPUs. */
const layout = z.strictObject({
  tensorParallel: parallel.meta({
    description: "GPUs that divide every matrix; within one node.",
    examples: [8],
  }),
  pipelineParallel: parallel.meta({ description: "Stages that divide the layers.", examples: [4] }),
  contextParallel: parallel
    .default(1)
    .meta({ description: "GPUs that divide every sequence.", examples: [1] }),
  interleaving: parallel
    .default(1)
    .meta({ description: "Parts of the model on each stage; above 1 the schedule is interleaved." }),
  microbatch: parallel
    .default(1)
    .meta({ description: "Sequences that pass through the pipeline together.", examples: [1] }),
  recomputation: z.enum(["none", "selective", "full"]).default("none").meta({
    description:
      "What the backward pass computes again instead of keeping: nothing, attention, or every layer.",
  }),
  zeroStage: z.int().min(0).max(3).default(1).meta({
    description: "What replicas divide: 0 nothing, 1 optimiser states, 2 gradients too, 3 weights too.",
  }),
});

/** One training job, which runs in one InfiniBand island. */
export const workload = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9.-]{0,62}$/)
    .meta({ description: "Name of the job, once in the list.", examples: ["gpt-3"] }),
  model: z
    .string()
    .min(1)
    .max(100)
    .exactOptional()
    .meta({
      description: "A model of `catalog/models.ts`. @default - `shape` says what the model is",
      examples: ["GPT-3 175B"],
    }),
  shape: shape
    .exactOptional()
    .meta({ description: "A model that the catalogue does not have. @default - `model` names it" }),
  tokens: z
    .int()
    .min(1)
    .max(1e15)
    .meta({ description: "Tokens to train on.", examples: [300_000_000_000] }),
  sequenceLength: size
    .exactOptional()
    .meta({ description: "Tokens of one sequence. @default - the model's own", examples: [2_048] }),
  globalBatch: z
    .int()
    .min(1)
    .max(1_000_000)
    .meta({ description: "Sequences of one optimiser step, over all replicas.", examples: [1_600] }),
  precision: z.enum(trainingPrecisions).default("bf16").meta({
    description:
      "Format of the layers' matrices: half precision, or FP8 where the GPU has it. Everything else is in half precision.",
  }),
  nodes: z
    .int()
    .min(1)
    .max(300)
    .exactOptional()
    .meta({
      description:
        "Nodes of the island that the job takes; the others are its spares. @default - all of them",
      examples: [80],
    }),
  layout: layout
    .exactOptional()
    .meta({ description: "How it is divided. @default - the fastest layout that fits" }),
  bytesPerToken: z
    .number()
    .min(0.001)
    .max(1_000_000)
    .exactOptional()
    .meta({
      description:
        "Bytes that are read from storage for each token. @default - 2 for a vocabulary that 16 bits can number, else 4",
      examples: [2],
    }),
  checkpointIntervalMinutes: z
    .number()
    .min(0.001)
    .max(10_080)
    .exactOptional()
    .meta({
      description: "Minutes of training between two checkpoints. @default - the best interval",
      examples: [30],
    }),
  restartMinutes: z
    .number()
    .min(0)
    .max(1_440)
    .meta({
      description:
        "Minutes from an interruption until the checkpoint is read back: noticing it, taking the node out, scheduling.",
      examples: [10],
    }),
  failuresPer1000NodeDays: z
    .number()
    .min(0.001)
    .max(1_000)
    .exactOptional()
    .meta({
      description:
        "How often a node fails, as you measured it. @default - the rate of Meta's RSC-1, and the report says that it is assumed",
      examples: [6.5],
    }),
  spotEvictionsPer1000NodeDays: z
    .number()
    .min(0)
    .max(100_000)
    .exactOptional()
    .meta({
      description:
        "How often a spot node is taken away. Nobody publishes it. @default - unknown on spot nodes, and with it goodput, time and money",
      examples: [50],
    }),
  repair: z
    .strictObject({
      hours: z
        .number()
        .min(0.001)
        .max(8_760)
        .meta({
          description: "Hours until a failed node is back or replaced.",
          examples: [24],
        }),
      probability: z
        .number()
        .min(0.5)
        .max(0.9999)
        .meta({ description: "How surely the job shall have all of its nodes.", examples: [0.99] }),
    })
    .exactOptional()
    .meta({ description: "From what spare nodes are counted. @default - spare nodes are unknown" }),
});

/** The power of the hall in which an island stands. */
export const hall = z.strictObject({
  capKilowatts: z
    .number()
    .min(0.001)
    .max(1_000_000)
    .meta({ description: "What its servers may draw together, without cooling.", examples: [900] }),
  startingKilowattsPerNode: z
    .number()
    .min(0.001)
    .max(1_000)
    .meta({ description: "What one node draws while it starts.", examples: [10.2] }),
  startMinutes: z
    .number()
    .min(0.001)
    .max(1_440)
    .meta({ description: "Minutes that one node takes to start.", examples: [15] }),
});

/** One training job as declared, with every default filled in. */
export type DeclaredWorkload = z.output<typeof workload>;

/** The power of a hall as declared. */
export type Hall = z.output<typeof hall>;
