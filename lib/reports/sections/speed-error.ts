import type { Document } from "../document.ts";
import { about, plural } from "../words.ts";

type SpeedError = NonNullable<Document["outlook"]>[number]["speedError"];
type Runs = NonNullable<SpeedError>["runs"];

/** How far the model of training is off on such GPUs, in which direction, and what follows for what is reckoned with it. */
export function speedErrorText(error: SpeedError): string {
  if (error === null || error.runs.length === 0)
    return "How far the model of speed is off on these GPUs is unknown: no run on such GPUs was published.";
  const kinds = [...Map.groupBy(error.runs, ({ kind }) => kind)].map(([kind, runs]) => ofKind(kind, runs));
  const where = `on ${error.architecture} GPUs in ${error.precision.toUpperCase()}`;
  const clean = error.runs.every(({ kind }) => kind === "benchmark")
    ? " No production run was published: benchmarks are clean steps, so expect a run of months to be slower."
    : "";
  return `Error of the model ${where}: it is ${kinds.join("; ")}.${clean} Where it is too fast, days, money, failures and energy are too low by as much.`;
}

function ofKind(kind: string, runs: Runs): string {
  const errors = runs.map(({ error }) => error).toSorted((a, b) => a - b);
  const reached = runs.map((run) => run.modelFlopsUtilisation).toSorted((a, b) => a - b);
  return `${direction(errors)} against ${plural(runs.length, `published ${kind}`)}, at ${range(reached)} MFU`;
}

/** From the least to the largest error. */
function direction(errors: readonly number[]): string {
  const [low, high] = [errors[0] ?? 0, errors.at(-1) ?? 0];
  if (low >= 0) return `${range([low, high])} too fast`;
  if (high <= 0) return `${range([-high, -low])} too slow`;
  return `between ${percent(-low)} % too slow and ${percent(high)} % too fast`;
}

function range(shares: readonly number[]): string {
  const [low, high] = [percent(shares[0] ?? 0), percent(shares.at(-1) ?? 0)];
  return low === high ? `${low} %` : `${low} to ${high} %`;
}

function percent(share: number): string {
  return about(share * 100);
}
