import { type Accelerator, acceleratorOf } from "../../../catalog/accelerators.ts";
import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import type { PublishedRun } from "../../../catalog/published-run.ts";
import { predictedRuns } from "../../../catalog/training-runs.ts";
import { fittedEfficiency } from "./fitted.ts";
import type { TrainingHardware } from "./hardware.ts";
import type { TrainingPrecision } from "./precision.ts";
import { compare } from "./published.ts";

/** A published run that the model's constants never saw, and how far the model was off. */
export interface RunError {
  readonly name: string;
  readonly source: string;
  readonly kind: PublishedRun["kind"];
  /** (Reckoned − measured) / measured, of speed: above 0 where the model is too fast. */
  readonly error: number;
  /** MFU that was measured. */
  readonly modelFlopsUtilisation: number;
}

/** How far the model was off on GPUs of one generation. */
export interface SpeedError {
  /** Name of the generation. */
  readonly architecture: string;
  readonly precision: TrainingPrecision;
  /** At least one; that of which the model's speed is too low by most comes first. */
  readonly runs: readonly RunError[];
}

/**
 * The model's errors on published runs in the same precision on the same generation of GPUs, of those alone that it predicts: on
 * fitted ones an error says nothing. `undefined` where no such run was published, and how far the model is off is unknown.
 */
export function speedErrorOf({
  name,
  precision,
}: Pick<TrainingHardware, "name" | "precision">): SpeedError | undefined {
  const architecture = architectureOf(name);
  const runs = predictedRuns
    .filter((run) => run.precision === precision && architectureOf(run.vmSize) === architecture)
    .map(errorOf);
  if (architecture === undefined || runs.length === 0) return undefined;
  return { architecture, precision, runs: runs.toSorted((a, b) => a.error - b.error) };
}

function architectureOf(vmSize: string): Accelerator["architecture"] | undefined {
  const gpus = vmSizeOf(vmSize)?.gpus;
  return gpus && acceleratorOf(gpus.accelerator)?.architecture;
}

function errorOf(published: PublishedRun): RunError {
  const { error, throughput } = compare(published, fittedEfficiency);
  return {
    name: published.name,
    source: `${published.source}, ${published.asOf}`,
    kind: published.kind,
    error,
    modelFlopsUtilisation: throughput.modelFlopsUtilisation / (1 + error),
  };
}
