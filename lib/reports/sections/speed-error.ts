import type { Document } from "../document.ts";
import { about, plural } from "../words.ts";

type SpeedError = NonNullable<Document["outlook"]>[number]["speedError"];

/** How far the model of training is off on such GPUs, in which direction, and what follows for what is reckoned with it. */
export function speedErrorText(error: SpeedError): string {
  const [first, last] = [error?.runs[0], error?.runs.at(-1)];
  if (error === null || first === undefined || last === undefined)
    return "How far the model of speed is off on these GPUs is unknown: no run on such GPUs was published.";
  const reached = error.runs.map((run) => run.modelFlopsUtilisation).toSorted((a, b) => a - b);
  const runs = `${plural(error.runs.length, "published run")} on ${error.architecture} GPUs`;
  return `Error of the model: against ${runs}, which reached ${range(reached)} MFU, it is ${direction(first.error, last.error)}`;
}

function direction(low: number, high: number): string {
  const follows = "Days, money, failures and energy are";
  if (low > 0) return `${range([low, high])} too fast. ${follows} too low by as much.`;
  if (high < 0) return `${range([-high, -low])} too slow. ${follows} too high by as much.`;
  return `between ${percent(-low)} % too slow and ${percent(high)} % too fast. ${follows} off by as much, either way.`;
}

/** From the first share to the last. */
function range(shares: readonly number[]): string {
  const [low, high] = [percent(shares[0] ?? 0), percent(shares.at(-1) ?? 0)];
  return low === high ? `${low} %` : `${low} to ${high} %`;
}

function percent(share: number): string {
  return about(share * 100);
}
