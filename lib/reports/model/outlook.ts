import * as z from "zod";
import type { WorkloadOutlook } from "../../analysis/training/outlook.ts";
import { decimal, unknown } from "./common.ts";
import { speedErrorModel } from "./training.ts";

const hours = (description: string) => z.number().nonnegative().meta({ description });

/** How a job's time and cost depend on its nodes, and how a run may go. */
export const outlookModel = z.strictObject({
  name: z.string().meta({ description: "Name of the job." }),
  pool: z.string().meta({ description: "The island of which it is said: the first on which the job runs." }),
  nodes: z.int().positive().meta({ description: "Nodes that the job takes." }),
  currency: z.string().meta({ description: "Currency of the costs." }),
  speedError: speedErrorModel,
  points: z
    .array(
      z.strictObject({
        nodes: z.int().positive().meta({ description: "Nodes, in the fastest layout that fits." }),
        elapsedHours: z
          .union([z.number(), unknown])
          .meta({ description: "Time to train, interruptions included, from a fitted model." }),
        cost: z
          .union([decimal, unknown])
          .meta({ description: "What these nodes cost meanwhile, without the others of the island." }),
        modelFlopsUtilisation: z
          .union([z.number(), unknown])
          .meta({ description: "Share of the dense peak." }),
      }),
    )
    .meta({ description: "The same job on other numbers of nodes of the island." }),
  draw: z
    .strictObject({
      seed: z.string().meta({ description: "What decides the draw." }),
      hours: hours("From the start to the end."),
      checkpointEveryHours: hours("From one checkpoint to the next, where nothing interrupts."),
      interruptions: z
        .array(
          z.strictObject({
            atHours: hours("When it comes."),
            lostHours: hours("Training that is done again."),
            backAtHours: hours("When training goes on."),
          }),
        )
        .meta({ description: "Interruptions, drawn at random at the stated rate." }),
    })
    .nullable()
    .meta({
      description:
        "One run as it may go, a simulated draw and no forecast; null where what decides it is not known, or where it is interrupted too often.",
    }),
}) satisfies z.ZodType<WorkloadOutlook>;
