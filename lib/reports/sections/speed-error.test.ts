import { expect, test } from "vitest";
import { speedErrorText } from "./speed-error.ts";

const run = { name: "run", source: "paper", modelFlopsUtilisation: 0.4 } as const;

function textOf(...errors: number[]): string {
  const runs = errors.map((error) => ({ ...run, kind: "benchmark", error }) as const);
  return speedErrorText({ architecture: "Hopper", precision: "bf16", runs });
}

test.each([
  ["too fast", [0.107, 0.183], "11 to 18 % too fast against 2 published benchmarks, at 40 % MFU"],
  ["too slow", [-0.103, -0.04], "4 to 10 % too slow against 2 published benchmarks, at 40 % MFU"],
  ["either", [-0.103, 0.061], "between 10 % too slow and 6.1 % too fast against 2 published benchmarks"],
  ["one run", [0.1], "10 % too fast against 1 published benchmark"],
])("%s", (_, errors, text) => {
  expect(textOf(...errors)).toContain(`Error of the model on Hopper GPUs in BF16: it is ${text}`);
  expect(textOf(...errors)).toMatch(
    /Where it is too fast, days, money, failures and energy are too low by as much\.$/,
  );
});

test("benchmarks and production runs stand apart", () => {
  const runs = [
    { ...run, kind: "benchmark", error: 0.01 },
    { ...run, kind: "production run", error: 0.11 },
  ] as const;
  expect(speedErrorText({ architecture: "Hopper", precision: "bf16", runs })).toContain(
    "it is 1 % too fast against 1 published benchmark, at 40 % MFU; 11 % too fast against 1 published production run, at 40 % MFU.",
  );
});

test("benchmarks alone are said to be faster than what runs for months", () => {
  const clean =
    "No production run was published: benchmarks are clean steps, so expect a run of months to be slower.";
  expect(textOf(0.01, 0.1)).toContain(clean);
  const runs = [{ ...run, kind: "production run", error: 0.11 }] as const;
  expect(speedErrorText({ architecture: "Hopper", precision: "bf16", runs })).not.toContain(clean);
});

test("no published run, no known error", () => {
  expect(speedErrorText(null)).toContain("is unknown");
});
