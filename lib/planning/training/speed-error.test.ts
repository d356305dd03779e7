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

const h100 = { name: "Standard_ND96isr_H100_v5", precision: "bf16" } as const;

test.each([
  ["H100 in BF16", h100, /^(Llama 3|DGX Cloud BF16)/, 17],
  [
    "H200, of the same generation",
    { ...h100, name: "Standard_ND96isr_H200_v5" },
    /^(Llama 3|DGX Cloud BF16)/,
    17,
  ],
  ["H100 in FP8", { ...h100, precision: "fp8" }, /^DGX Cloud FP8/, 14],
  ["A100", { ...h100, name: "Standard_ND96amsr_A100_v4" }, /^(Narayanan|Korthikanti)/, 16],
] as const)("on %s the error is that of its predicted runs", (_, hardware, start, count) => {
  const runs = speedErrorOf(hardware)?.runs ?? [];
  expect(runs).toHaveLength(count);
  expect(runs.map(({ error }) => error)).toEqual(errors(start));
});

test("the MFU of a run is the measured one: Llama 3 reached 430, 400 and 380 of 989.5 TFLOP/s", () => {
  const reached = speedErrorOf(h100)
    ?.runs.filter(({ kind }) => kind === "production run")
    .map((run) => Math.round(run.modelFlopsUtilisation * 989.5));
  expect(reached?.toSorted()).toEqual([380, 400, 430]);
});

test("without a published run it is unknown", () => {
  expect(speedErrorOf({ ...h100, name: "Standard_ND128isr_NDR_GB200_v6" })).toBeUndefined();
});
