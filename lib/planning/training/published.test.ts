import { describe, expect, test } from "vitest";
import { fittedRuns, predictedRuns, publishedTimes } from "../../../catalog/training-runs.ts";
import { fitEfficiency } from "./fit.ts";
import { fittedEfficiency } from "./fitted.ts";
import { faultsOf } from "./layout-problems.ts";
import { type Comparison, compare, medianAbsoluteError, runOf } from "./published.ts";
import { flopsPerTokenApproximately, trainingTime } from "./time.ts";

const fitted = fittedRuns.map((row) => compare(row, fittedEfficiency));
const predicted = predictedRuns.map((row) => compare(row, fittedEfficiency));

function named(rows: readonly Comparison[], part: string): Comparison[] {
  const start = part.startsWith("Llama 3");
  return rows.filter(({ published: { name } }) => (start ? name.startsWith(part) : name.includes(part)));
}

describe("the three constants", () => {
  test("a new fit finds those that are stored", () => {
    const { efficiency, rootMeanSquareError } = fitEfficiency();
    expect(rootMeanSquareError).toBeLessThan(0.0225);
    for (const name of ["matmul", "memory", "links"] as const)
      expect(efficiency[name]).toBeCloseTo(fittedEfficiency[name], 3);
  });

  test("are fitted to table 1 of Narayanan and nothing else", () => {
    expect(fittedRuns.map(({ name }) => name.startsWith("Narayanan table 1"))).toEqual(Array(10).fill(true));
    const names = new Set(fittedRuns.map(({ name }) => name));
    expect(predictedRuns.filter(({ name }) => names.has(name) || name.includes("table 1"))).toEqual([]);
  });
});

describe("errors of speed", () => {
  test("the ten fitted runs: 5 % at most", () => {
    for (const { error } of fitted) expect(Math.abs(error)).toBeLessThan(0.05);
  });

  test("all predicted runs: half of them within 5.1 %, in half precision within 2.5 %", () => {
    expect(predicted).toHaveLength(47);
    expect(medianAbsoluteError(predicted)).toBeLessThan(0.051);
    const half = predicted.filter(({ published }) => published.precision === "bf16");
    expect(half).toHaveLength(33);
    expect(medianAbsoluteError(half)).toBeLessThan(0.025);
  });

  test.each([
    ["Narayanan table 2", 6, 0.025],
    ["section 5.1", 1, 0.065],
    ["Korthikanti", 9, 0.105],
    ["Llama 3 405B on 8192", 1, 0.11],
    ["Llama 3 405B on 16384", 2, 0.185],
    ["DGX Cloud BF16, GPT-3", 5, 0.03],
    ["DGX Cloud BF16, Llama 3 70B", 6, 0.03],
    ["DGX Cloud BF16, Llama 3 405B", 3, 0.085],
    ["DGX Cloud FP8, GPT-3", 5, 0.145],
    ["DGX Cloud FP8, Llama 3 70B", 6, 0.17],
    ["DGX Cloud FP8, Llama 3 405B", 3, 0.105],
  ])("%s: %i runs within %f", (part, count, bound) => {
    const rows = named(predicted, part);
    expect(rows).toHaveLength(count);
    for (const { error } of rows) expect(Math.abs(error)).toBeLessThan(bound);
  });

  test("of both GPU generations: on H100, which the constants never saw, no worse than on A100", () => {
    const onH100 = predicted.filter(
      ({ published }) => published.vmSize.includes("H100") && published.precision === "bf16",
    );
    expect(onH100).toHaveLength(17);
    expect(medianAbsoluteError(onH100)).toBeLessThan(0.03);
  });

  test("the order of the rows of each table comes out as measured", () => {
    for (const part of ["table 2, GPT-3", "table 2, GPT 529", "Llama 3 405B on"]) {
      const reckoned = named(predicted, part).map((row) => row.reckoned);
      const rising = part.startsWith("Llama 3") ? reckoned.slice(0, 2) : reckoned;
      expect(rising).toEqual(rising.toSorted((a, b) => b - a));
    }
    for (const part of ["GPT-3", "Llama 3 70B", "Llama 3 405B"].flatMap((model) => [
      `DGX Cloud BF16, ${model}`,
      `DGX Cloud FP8, ${model}`,
    ])) {
      const seconds = named(predicted, part).map((row) => row.reckoned);
      expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    }
  });
});

test("every published layout is one that can be", () => {
  for (const row of [...fittedRuns, ...predictedRuns])
    expect([row.name, faultsOf(runOf(row))]).toEqual([row.name, []]);
});

test.each(publishedTimes.map((row) => [row.name, row] as const))(
  "%s: equation 4 gives the days that are printed",
  (_, row) => {
    const time = trainingTime({
      tokens: row.tokens,
      gpus: row.gpus,
      flopsPerToken: flopsPerTokenApproximately(row.parameters, "full"),
      flopsPerGpuPerSecond: row.tflopsPerGpu * 1e12,
    });
    expect(Math.round(time.days)).toBe(row.days);
  },
);
