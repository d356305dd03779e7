import { microbatchesOf, replicasOf, type TrainingRun } from "./layout.ts";

/**
 * How often a step reduces its gradients. Without dividing them, once, after the last microbatch. In ZeRO 2 an interleaved
 * schedule sends microbatches in rounds of as many as there are stages, and reduces a virtual stage after each round, so that
 * it need not be kept until the end. Without interleaving a round is the whole step; in ZeRO 3 it is one microbatch.
 *
 * What is kept between two reductions follows from it ({@link heldGradients}): memory and traffic are of one schedule.
 */
export function gradientReductions(run: TrainingRun): number {
  const microbatches = microbatchesOf(run);
  const { interleaving, pipelineParallel } = run.layout;
  switch (run.method.zeroStage) {
    case 0:
    case 1:
      return 1;
    case 2:
      return interleaving === 1 ? 1 : Math.ceil(microbatches / pipelineParallel);
    case 3:
      return microbatches;
  }
}

/**
 * Part of a stage's gradients that a GPU holds at once: all of them; in ZeRO 3 the replica's own; in ZeRO 2 its own and the
 * virtual stage that a round accumulates, or with a single microbatch one layer.
 */
export function heldGradients(run: TrainingRun): number {
  const { layout, method, model } = run;
  const own = 1 / replicasOf(layout);
  switch (method.zeroStage) {
    case 0:
    case 1:
      return 1;
    case 2:
      return Math.min(
        1,
        own + (microbatchesOf(run) === 1 ? layout.pipelineParallel / model.layers : 1 / layout.interleaving),
      );
    case 3:
      return own;
  }
}
