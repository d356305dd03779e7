import { expect, test } from "vitest";
import { predictedRuns } from "../../../catalog/training-runs.ts";
import { fittedEfficiency } from "./fitted.ts";
import { compare } from "./published.ts";
import { speedErrorOf } from "./speed-error.ts";

const errors = (start: RegExp): number[] =>
  predictedRuns
    .filter(({ name }) => start.test(name))
    .map((run) => compare(run, fittedEfficiency).error)
    .toSorted((a, b) => a - b);

test.each([
  ["Hopper", /^Llama 3/, 3],
  ["Ampere", /^(Narayanan|Korthikanti)/, 16],
] as const)("on %s the error is that of its predicted runs", (architecture, start, count) => {
  const runs = speedErrorOf(architecture)?.runs ?? [];
  expect(runs).toHaveLength(count);
  expect(runs.map(({ error }) => error)).toEqual(errors(start));
});

test("the MFU of a run is the measured one: Llama 3 reached 430, 400 and 380 of 989.5 TFLOP/s", () => {
  const reached = speedErrorOf("Hopper")?.runs.map((run) => Math.round(run.modelFlopsUtilisation * 989.5));
  expect(reached?.toSorted()).toEqual([380, 400, 430]);
});

test("without a published run it is unknown", () => {
  expect(speedErrorOf("Blackwell")).toBeUndefined();
});
