import { type Accelerator, acceleratorOf } from "../../../catalog/accelerators.ts";
import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { type PublishedRun, predictedRuns } from "../../../catalog/training-runs.ts";
import { fittedEfficiency } from "./fitted.ts";
import { compare } from "./published.ts";

/** A published run that the model's constants never saw, and how far the model was off. */
export interface RunError {
  readonly name: string;
  readonly source: string;
  /** (Reckoned − measured) / measured, of speed: above 0 where the model is too fast. */
  readonly error: number;
  /** MFU that was measured. */
  readonly modelFlopsUtilisation: number;
}

/** How far the model was off on GPUs of one generation. */
export interface SpeedError {
  /** Name of the generation. */
  readonly architecture: string;
  /** At least one, the slowest prediction first. */
  readonly runs: readonly RunError[];
}

/**
 * The model's errors on published runs of a generation of GPUs, of those alone that it predicts: on fitted ones an error says
 * nothing. `undefined` where no such run was published, and how far the model is off is unknown.
 */
export function speedErrorOf(architecture: Accelerator["architecture"]): SpeedError | undefined {
  const runs = predictedRuns.filter((run) => architectureOf(run) === architecture).map(errorOf);
  return runs.length === 0 ? undefined : { architecture, runs: runs.toSorted((a, b) => a.error - b.error) };
}

function architectureOf({ vmSize }: PublishedRun): Accelerator["architecture"] | undefined {
  const gpus = vmSizeOf(vmSize)?.gpus;
  return gpus && acceleratorOf(gpus.accelerator)?.architecture;
}

function errorOf(published: PublishedRun): RunError {
  const { error, throughput } = compare(published, fittedEfficiency);
  return {
    name: published.name,
    source: `${published.source}, ${published.asOf}`,
    error,
    modelFlopsUtilisation: throughput.modelFlopsUtilisation / (1 + error),
  };
}
