import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { predictedRuns } from "../../../catalog/training-runs.ts";
import { fittedEfficiency } from "./fitted.ts";
import type { Layout, TrainingRun } from "./layout.ts";
import type { TrainingMethod } from "./method.ts";
import { runOf } from "./published.ts";
import { stepFormulas, throughputOf } from "./throughput.ts";

const gpt3 = predictedRuns.map(runOf).find(({ model }) => model.name === "GPT-3 175B");
const llama = predictedRuns.map(runOf).find(({ model }) => model.name === "Llama 3 405B");

function changed(
  run: TrainingRun | undefined,
  layout: Partial<Layout>,
  method: Partial<TrainingMethod> = {},
): TrainingRun {
  if (run === undefined) throw new Error("the catalogue lacks the run");
  return { ...run, layout: { ...run.layout, ...layout }, method: { ...run.method, ...method } };
}

function partsOf(run: TrainingRun) {
  return throughputOf(run, fittedEfficiency).parts;
}

describe("a step of GPT-3 on 384 A100, reckoned by hand", () => {
  const run = changed(gpt3, {});
  const parts = partsOf(run);
  // 12 stages of 8 layers, 4 replicas, 384 microbatches of one sequence; h = 12,288, s = 2,048, tensor parallel 8.
  const passes = 384 * 8;

  test("matrix multiplications: 4 × (24h² + 4sh) FLOPs for a token", () => {
    const flops = (4 * 2_048 * (24 * 12_288 ** 2 + 4 * 2_048 * 12_288)) / 8;
    expect(parts.matmul).toBeCloseTo((passes * flops) / (271.2e12 * 0.79), 6);
  });

  test("memory: 22h everywhere, 16h and 13 bytes for each score divided, four passes", () => {
    const bytes = 4 * 2_048 * (22 * 12_288 + (16 * 12_288 + 13 * 96 * 2_048) / 8);
    expect(parts.memoryBound).toBeCloseTo((passes * bytes) / (2_039e9 * 0.902), 6);
  });

  test("tensor parallel: six all-reduces of 2sh bytes over a ring of 8", () => {
    const bytes = 6 * 2 * (7 / 8) * 2 * 2_048 * 12_288;
    expect(parts.tensorParallel).toBeCloseTo((passes * bytes) / (300e9 * 0.697), 6);
  });

  test("pipeline: a transfer each way for each microbatch, an eighth of the activations on each link", () => {
    expect(parts.pipelineTransfer).toBeCloseTo((384 * 2 * 2 * 2_048 * 12_288) / 8 / (25e9 * 0.697), 6);
  });

  test("all parts are the step, and each has its formula", () => {
    const { secondsPerStep, tokensPerSecond } = throughputOf(run, fittedEfficiency);
    expect(Object.values(parts).reduce((sum, each) => sum + each, 0)).toBe(secondsPerStep);
    expect(tokensPerSecond).toBeCloseTo((1_536 * 2_048) / secondsPerStep, 6);
    expect(Object.keys(stepFormulas).toSorted()).toEqual(Object.keys(parts).toSorted());
  });
});

describe("the pipeline's bubble", () => {
  test("is (p − 1)/m of the work where all stages are equal, and falls with interleaving", () => {
    const equal = changed(llama, { pipelineParallel: 14, dataParallel: 64, interleaving: 1 });
    const parts = partsOf(equal);
    const work = parts.matmul + parts.memoryBound + parts.tensorParallel;
    // The last stage is the slowest, by its output projection: that is a part of its own.
    expect(parts.pipelineBubble / work).toBeCloseTo(13 / 32, 9);
    const interleaved = partsOf(changed(equal, { interleaving: 3 }));
    expect(interleaved.pipelineBubble).toBeCloseTo(parts.pipelineBubble / 3, 9);
  });

  test("is nothing with one stage", () => {
    const one = changed(gpt3, { pipelineParallel: 1, dataParallel: 48 });
    expect(partsOf(one)).toMatchObject({ pipelineBubble: 0, pipelineTransfer: 0 });
  });
});

describe("traffic between replicas", () => {
  const parameters = 8 * 12 * 12_288 ** 2;

  test("is a ring's all-reduce of half-precision gradients, after the last backward pass", () => {
    const seconds = (2 * (3 / 4) * 2 * (parameters / 8)) / (25e9 * 0.697);
    expect(partsOf(changed(gpt3, {})).dataParallel / seconds).toBeCloseTo(1.05, 1);
  });

  test("hides behind the backward pass as far as that lasts", () => {
    const open = partsOf(changed(gpt3, {}, { overlapGradients: false })).dataParallel;
    const hidden = partsOf(changed(gpt3, {}, { overlapGradients: true })).dataParallel;
    expect(hidden).toBeGreaterThan(0);
    expect(hidden).toBeLessThan(open);
  });

  test("grows beyond measure where ZeRO 3 gathers the weights for each microbatch", () => {
    const parts = ([1, 2, 3] as const).map(
      (zeroStage) => partsOf(changed(gpt3, {}, { zeroStage })).dataParallel,
    );
    expect(parts[1]).toBe(parts[0]);
    expect(parts[2]).toBeGreaterThan(100 * (parts[1] ?? 0));
  });

  test("comes once for each round in interleaved ZeRO 2, and an earlier round hides it longer", () => {
    const layout = { interleaving: 2, pipelineParallel: 12 };
    const seconds = (zeroStage: 1 | 2, overlapGradients: boolean) =>
      partsOf(changed(gpt3, layout, { zeroStage, overlapGradients })).dataParallel;
    // 384 microbatches on 12 stages are 32 rounds; weights are gathered once, in as many bytes.
    expect(seconds(2, false) / seconds(1, false)).toBeCloseTo((32 + 1) / (1 + 1), 9);
    expect(seconds(2, true)).toBe(seconds(1, true));
  });

  test("is nothing with one replica", () =>
    expect(partsOf(changed(gpt3, { dataParallel: 1 })).dataParallel).toBe(0));
});

test("context parallelism gathers keys and values, and their gradients, over the fabric", () => {
  const long = predictedRuns.map(runOf).find(({ layout }) => layout.contextParallel === 16);
  const parts = partsOf(changed(long, {}));
  // 16 microbatches, 8 layers; of 8 key-value heads of 128 one is on each GPU.
  const bytes = 3 * (15 / 16) * 131_072 * 2 * 128 * 2;
  expect(parts.contextParallel).toBeCloseTo((16 * 8 * bytes) / (50e9 * 0.697), 6);
  expect(partsOf(changed(llama, {})).contextParallel).toBe(0);
});

test("utilisation is of the dense peak; HFU counts what is computed again, MFU does not", () => {
  const none = throughputOf(changed(gpt3, {}, { recomputation: "none" }), fittedEfficiency);
  expect(none.hardwareFlopsUtilisation).toBe(none.modelFlopsUtilisation);
  const full = throughputOf(changed(gpt3, {}), fittedEfficiency);
  expect(full.hardwareFlopsUtilisation / full.modelFlopsUtilisation).toBeCloseTo(4 / 3, 1);
  expect(full.hardwareFlopsPerGpuPerSecond / 312e12).toBeCloseTo(full.hardwareFlopsUtilisation, 12);
});

test("better rates never slow a step", () => {
  const share = fc.double({ min: 0.1, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom("matmul", "memory", "links"), share, share, (name, a, b) => {
      const seconds = (value: number) =>
        throughputOf(changed(gpt3, {}), { ...fittedEfficiency, [name]: value }).secondsPerStep;
      expect(seconds(Math.max(a, b))).toBeLessThanOrEqual(seconds(Math.min(a, b)));
    }),
  );
});

test("layers that cannot be divided are a fault of the caller", () =>
  expect(() => throughputOf(changed(gpt3, { pipelineParallel: 13 }), fittedEfficiency)).toThrow(
    "96 layers cannot be divided",
  ));
