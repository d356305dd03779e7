import fc from "fast-check";
import { expect, test } from "vitest";
import { publishedModelOf } from "../../../catalog/models.ts";
import { trainingFlops } from "./flops.ts";
import { type TrainingHardware, trainingHardwareOf } from "./hardware.ts";
import { aggregatePeak, deviceYears, flopsPerTokenApproximately, trainingTime } from "./time.ts";

test.each([
  ["GPT-3: 175 B parameters, 300 B tokens, 1,024 A100 at 140 TFLOP/s", 175e9, 300e9, 1_024, 140e12, 33.9],
  ["1,008 B parameters, 450 B tokens, 3,072 A100 at 163 TFLOP/s", 1_008e9, 450e9, 3_072, 163e12, 83.9],
])("%s", (_, parameters, tokens, gpus, flopsPerGpuPerSecond, days) => {
  const flopsPerToken = flopsPerTokenApproximately(parameters, "full");
  const time = trainingTime({ tokens, flopsPerToken, gpus, flopsPerGpuPerSecond });
  expect(time.days).toBeCloseTo(days, 1);
  expect(time.gpuHours).toBeCloseTo(time.days * 24 * gpus, 3);
  expect(time.petaflopDays).toBeCloseTo((8 * parameters * tokens) / 8.64e19, 3);
});

test("the exact FLOPs of GPT-3 are little more than 8 per parameter", () => {
  const model = publishedModelOf("GPT-3 175B");
  const exact = model && trainingFlops(model, { attention: "unfused", recomputation: "full" }).hardware;
  expect((exact ?? 0) / flopsPerTokenApproximately(174.6e9, "full")).toBeCloseTo(1.025, 2);
});

test("time falls with GPUs and rises with tokens", () => {
  const count = fc.integer({ min: 1, max: 1e6 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 2, max: 50 }), (tokens, gpus, factor) => {
      const run = { tokens, gpus, flopsPerToken: 1e12, flopsPerGpuPerSecond: 1e14 };
      const { seconds } = trainingTime(run);
      expect(trainingTime({ ...run, gpus: gpus * factor }).seconds).toBeLessThan(seconds);
      expect(trainingTime({ ...run, tokens: tokens * factor }).seconds).toBeGreaterThan(seconds);
    }),
  );
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("%d GPUs train nothing", (gpus) => {
  const run = { tokens: 1, flopsPerToken: 1, gpus, flopsPerGpuPerSecond: 1 };
  expect(() => trainingTime(run)).toThrow("gpus must be greater than 0");
});

test("GShard's 22 TPU core-years: 2,048 cores for 4 days", () =>
  expect(deviceYears.of({ devices: 2_048, days: 4 })).toBeCloseTo(22.4, 1));

test("RSC's 1,895 PFLOP/s are TF32 with sparsity; dense they are half", () => {
  const peak = aggregatePeak("A100 SXM4 40 GB", 6_080, "tf32");
  expect(peak?.densePflops).toBeCloseTo(948.5, 1);
  expect(peak?.sparsePflops).toBeCloseTo(1_897, 0);
  expect(aggregatePeak("V100 SXM2 32 GB", 10, "fp16")).toEqual({ densePflops: 1.25 });
  expect(aggregatePeak("A100 SXM4 40 GB", 10, "fp8")).toBeUndefined();
  expect(aggregatePeak("A100", 10, "tf32")).toBeUndefined();
});

test("hardware of a size: bandwidths of one direction, memory as the driver reports it", () => {
  expect(trainingHardwareOf("standard_nd96amsr_a100_v4")).toEqual<TrainingHardware>({
    name: "Standard_ND96amsr_A100_v4",
    gpusPerNode: 8,
    precision: "bf16",
    peakFlopsPerSecond: 312e12,
    matrixFlopsPerSecond: 271.2e12,
    halfFlopsPerSecond: 271.2e12,
    memoryBytes: 80 * 2 ** 30,
    memoryBytesPerSecond: 2_039e9,
    nvlinkBytesPerSecond: 300e9,
    fabricBytesPerSecond: 25e9,
  });
});

test("hardware in FP8: its own peak and rate for matrices, half precision's for the rest", () => {
  const half = trainingHardwareOf("Standard_ND96isr_H100_v5");
  expect(half).toMatchObject({ peakFlopsPerSecond: 989.5e12, matrixFlopsPerSecond: 794.5e12 });
  expect(trainingHardwareOf("Standard_ND96isr_H100_v5", "fp8")).toEqual({
    ...half,
    precision: "fp8",
    peakFlopsPerSecond: 1_979e12,
    matrixFlopsPerSecond: 1_453.4e12,
  });
  expect(trainingHardwareOf("Standard_ND96amsr_A100_v4", "fp8")).toEqual({
    missing: ["FP8 peak of A100 SXM4 80 GB", "measured FP8 matrix multiplication of A100 SXM4 80 GB"],
  });
});

test.each([
  ["Standard_ND999", ["the size Standard_ND999"]],
  ["Standard_ND40rs_v2", ["measured half-precision matrix multiplication of V100 SXM2 32 GB"]],
  ["Standard_NCC40ads_H100_v5", expect.arrayContaining(["InfiniBand of Standard_NCC40ads_H100_v5"])],
])("%s: what is missing is said, not guessed", (vmSize, missing) =>
  expect(trainingHardwareOf(vmSize)).toEqual({ missing }),
);
