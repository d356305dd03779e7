import * as z from "zod";
import { numberFormats } from "../../analysis/capability.ts";
import { bases } from "../../analysis/figure.ts";
import { layoutOrigins } from "../../analysis/training/layout.ts";
import type { TrainingReport } from "../../analysis/training/training.ts";
import { countOrUnknown, decimal, unknown, urn } from "./common.ts";

const unit = z.string().meta({ description: "Unit of the value; empty for a share or a plain count." });
const basis = z.enum(bases).meta({
  description:
    "How sure it is: `computed` from facts, from a `fitted model`, or `assumed`. The least sure input decides.",
});

const made = {
  unit,
  formula: z.string().meta({ description: "How the value follows from the inputs." }),
  source: z.string().meta({ description: "Where the formula was read, or `computed` for plain arithmetic." }),
  basis,
  atLeast: z.boolean().meta({ description: "Whether the true value may be higher." }),
  inputs: z
    .array(
      z.strictObject({
        name: z.string().meta({ description: "What goes in." }),
        value: z.union([z.number(), z.string(), unknown]).meta({ description: "Its value." }),
        unit,
        source: z.string().meta({ description: "Where it comes from." }),
        basis,
      }),
    )
    .meta({ description: "What the value was made from." }),
};

const figure = z
  .strictObject({ value: z.union([z.number(), unknown]).meta({ description: "The result." }), ...made })
  .meta({ id: "Figure", description: "A result that says how it was made." });

const amount = z
  .strictObject({
    value: z.union([decimal, unknown]).meta({ description: "The result, decimal text." }),
    ...made,
  })
  .meta({ id: "AmountFigure", description: "An amount of money that says how it was made." });

const says = <Schema extends z.ZodType>(schema: Schema, description: string): Schema =>
  schema.meta({ description });

const count = z.int().positive();

const layout = z.strictObject({
  tensorParallel: says(count, "GPUs that divide every matrix."),
  contextParallel: says(count, "GPUs that divide every sequence."),
  pipelineParallel: says(count, "Stages that divide the layers."),
  dataParallel: says(count, "Replicas that divide the batch."),
  interleaving: says(count, "Parts of the model on each stage."),
  microbatch: says(count, "Sequences that pass through the pipeline together."),
  recomputation: z
    .enum(["none", "selective", "full"])
    .meta({ description: "What the backward pass computes again." }),
  zeroStage: z.int().min(0).max(3).meta({ description: "What replicas divide among themselves." }),
  tokensPerSecond: says(z.number(), "Speed of the whole job."),
  tflopsPerGpu: says(z.number(), "TFLOP/s of one GPU, without what is computed again."),
  modelFlopsUtilisation: says(z.number(), "Share of the dense peak."),
  memoryBytes: says(z.number(), "Bytes on the GPU that needs most."),
  availableBytes: says(z.number(), "Bytes that it has."),
  memoryParts: z
    .strictObject({
      weights: says(z.number(), "Weights."),
      gradients: says(z.number(), "Gradients."),
      optimiser: says(z.number(), "Master copy and moments."),
      activations: says(z.number(), "Kept from the forward pass for the backward pass."),
      temporary: says(z.number(), "What exists only for a while."),
      reserved: says(z.number(), "CUDA context and buffers, assumed."),
    })
    .meta({ description: "Where the bytes go." }),
});

const figures = z.strictObject({
  secondsPerStep: says(figure, "Length of one optimiser step, from its parts."),
  tokensPerSecond: says(figure, "Speed of the job."),
  tflopsPerGpu: says(figure, "Achieved by one GPU, without what is computed again."),
  modelFlopsUtilisation: says(figure, "MFU: share of the dense peak."),
  achievedPflops: says(figure, "Achieved by all GPUs of the job."),
  petaflopDays: says(figure, "Compute that the training takes."),
  trainingHours: says(figure, "Time without any interruption."),
  networkBytesPerSecond: says(figure, "Bandwidth of the nodes' own network."),
  readBytesPerSecond: says(figure, "What training reads from storage."),
  readShare: says(figure, "Share of the bandwidth that reading takes; above 1 the GPUs starve."),
  checkpointBytes: says(figure, "Size of a checkpoint."),
  checkpointSeconds: says(figure, "Time to write a checkpoint, or to read it back."),
  interruptionsPer1000NodeDays: says(figure, "Failures and evictions of one node in 1,000 days."),
  meanHoursBetweenInterruptions: says(figure, "Mean time between interruptions of the job."),
  bestCheckpointSeconds: says(figure, "Training between two checkpoints that loses least time."),
  checkpointShare: says(figure, "Share of the time in which training waits for a checkpoint."),
  restartSeconds: says(figure, "From an interruption until training goes on."),
  goodput: says(figure, "Share of the time that moves training forward."),
  spareNodes: says(figure, "Spare nodes that keep the job full with the declared probability."),
  elapsedHours: says(figure, "Time to train, interruptions included."),
  interruptions: says(figure, "Interruptions that are expected meanwhile."),
  islandCost: says(
    amount,
    "What all nodes of the island cost meanwhile: every digit, so that the formula gives it again. By the model's errors it lies between `islandCostLow` and `islandCostHigh`.",
  ),
  elapsedHoursLow: says(
    figure,
    "Time to train, were the model off as on the published run with the least error.",
  ),
  elapsedHoursHigh: says(
    figure,
    "Time to train, were the model off as on the published run with the largest error.",
  ),
  islandCostLow: says(amount, "Cost of the island in the lower of these times."),
  islandCostHigh: says(amount, "Cost of the island in the higher of these times."),
  stackShareCost: says(amount, "The island's share, by GPUs, of what the whole stack costs meanwhile."),
  nodeKilowatts: says(figure, "Mean draw of one node."),
  serverEnergyMwh: says(figure, "Energy of the job's nodes."),
  energyMwh: says(figure, "Energy of the building for them."),
  carbonTonnes: says(figure, "CO2e by the grid's yearly average, location-based; hardware excluded."),
  marginalCarbonTonnes: says(figure, "CO2e by what one kWh more causes: another question, not an addition."),
});

/** How far the model of speed is off. */
export const speedErrorModel = z
  .strictObject({
    precision: z.enum(["bf16", "fp8"]).meta({ description: "Of the layers' matrices." }),
    architecture: z.string().meta({ description: "Generation of the GPUs." }),
    runs: z
      .array(
        z.strictObject({
          name: z.string().meta({ description: "What ran." }),
          source: z.string().meta({ description: "Where its speed was published." }),
          kind: z.enum(["benchmark", "production run"]).meta({ description: "Why it ran." }),
          error: says(
            z.number(),
            "(Reckoned − measured) / measured, of speed: above 0, time and cost are too low.",
          ),
          modelFlopsUtilisation: says(z.number(), "MFU that was measured."),
        }),
      )
      .meta({ description: "Published runs that the model predicts, by error." }),
  })
  .nullable()
  .meta({
    id: "SpeedError",
    description:
      "How far the model of speed is off on such GPUs; null where no run was published, and it is unknown, or where the job cannot run.",
  });

const run = z.strictObject({
  urn,
  pool: z.string().meta({ description: "Node pool that is the island." }),
  nodes: countOrUnknown.meta({ description: "Nodes that the job takes." }),
  sparesThere: countOrUnknown.meta({
    description: "Nodes of the island beyond those, of what the cap of its hall lets run.",
  }),
  speedError: speedErrorModel,
  reason: z.string().nullable().meta({ description: "Why the job cannot run there; null where it runs." }),
  layoutBy: z
    .enum(layoutOrigins)
    .nullable()
    .meta({ description: "Who chose the layout; null where the job cannot run." }),
  layout: layout.nullable().meta({ description: "The layout; null where the job cannot run." }),
  otherLayouts: z
    .array(layout)
    .meta({ description: "The next fastest that fit; where a declared layout cannot be, the fastest." }),
  refusedLayouts: z
    .array(
      z.strictObject({
        reason: z
          .enum(["node", "heads", "sequence", "layers", "batch", "memory"])
          .meta({ description: "What stands against them." }),
        message: z.string().meta({ description: "The reason in a sentence." }),
        layouts: z.int().nonnegative().meta({ description: "How many." }),
      }),
    )
    .meta({ description: "Layouts that cannot be, by reason." }),
  figures: figures.nullable().meta({ description: "What is reckoned; null where the job cannot run." }),
});

const island = z.strictObject({
  urn,
  pool: z.string().meta({ description: "Node pool that is the island." }),
  peaks: z
    .array(
      z.strictObject({
        format: z.enum(numberFormats).meta({ description: "Number format." }),
        dense: says(figure, "Peak without structured sparsity."),
        sparse: figure
          .nullable()
          .meta({ description: "Peak with 2:4 sparsity, as vendors print it; null where there is none." }),
      }),
    )
    .meta({ description: "Peaks by number format." }),
  bisectionGBps: says(figure, "What one half sends to the other, one direction."),
  fabricGBpsPerGpu: says(figure, "InfiniBand of one GPU, one direction."),
  maximumKilowatts: says(figure, "What all servers draw at most."),
  start: z
    .strictObject({
      capKilowatts: says(z.number(), "What the hall feeds."),
      runningKilowatts: says(z.number(), "Draw of a node that has started, at most."),
      startingKilowatts: says(z.number(), "Draw of a node while it starts."),
      waveMinutes: says(z.number(), "Length of one wave."),
      waves: z
        .array(
          z.strictObject({
            nodes: says(count, "Nodes that start together."),
            kilowatts: says(z.number(), "Draw of the hall meanwhile."),
          }),
        )
        .meta({ description: "Waves in their order." }),
      left: says(z.int().nonnegative(), "Nodes that cannot start under the cap."),
      minutes: says(z.number(), "Until all that can have started."),
      peakKilowatts: says(z.number(), "The highest draw of any wave."),
    })
    .nullable()
    .meta({ description: "Staggered start under the hall's cap; null where no cap or no draw is known." }),
  top500: z
    .strictObject({
      rmaxPflops: says(unknown, "What Linpack reaches: only a run can tell."),
      rpeakPflops: says(figure, "Peak in 64 bits."),
      kilowatts: says(figure, "Draw at most."),
    })
    .meta({ description: "As the TOP500 list would show it." }),
});

export const trainingModel = z.strictObject({
  islands: z.array(island).meta({ description: "What each InfiniBand island can do." }),
  workloads: z
    .array(
      z.strictObject({
        name: z.string().meta({ description: "Name of the job." }),
        model: z.string().meta({ description: "What it trains." }),
        parameters: says(z.number(), "Parameters of the model."),
        tokens: says(z.number(), "Tokens that it trains on."),
        precision: says(
          z.enum(["bf16", "fp8"]),
          "Format of the layers' matrices; all else is in half precision.",
        ),
        runs: z.array(run).meta({ description: "The job on each island: no job spans two." }),
      }),
    )
    .meta({ description: "Each declared job." }),
  unread: z
    .array(
      z.strictObject({
        name: z.string().meta({ description: "Which job." }),
        reason: z.string().meta({ description: "Why nothing can be said of it." }),
      }),
    )
    .meta({ description: "Declared jobs that cannot be read." }),
}) satisfies z.ZodType<TrainingReport>;
