import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PublishedModel, publishedModelOf, publishedModels } from "../../../catalog/models.ts";
import { predictedRuns } from "../../../catalog/training-runs.ts";
import { InvalidInput, type Problem } from "../problem.ts";
import { type TrainingHardware, trainingHardwareOf } from "./hardware.ts";
import { gpusOf, type Layout, microbatchesOf, stageLayers } from "./layout.ts";
import { layoutProblems } from "./layout-problems.ts";
import { type LayoutRequest, rankLayouts } from "./layouts.ts";
import { runOf } from "./published.ts";

function hardwareOf(vmSize: string): TrainingHardware {
  const hardware = trainingHardwareOf(vmSize);
  if ("missing" in hardware) throw new Error(vmSize);
  return hardware;
}

function published(name: string): PublishedModel {
  const model = publishedModelOf(name);
  if (model === undefined) throw new Error(name);
  return model;
}

const a100 = hardwareOf("Standard_ND96amsr_A100_v4");
const h100 = hardwareOf("Standard_ND96isr_H100_v5");

const request = fc.record({
  model: fc.constantFrom(...publishedModels),
  hardware: fc.constantFrom(a100, h100),
  nodes: fc.integer({ min: 1, max: 64 }),
  globalBatch: fc.integer({ min: 1, max: 3_000 }),
});

describe("ranked layouts", () => {
  test("use all GPUs, divide heads and batch, fit, are sorted, and reach between 0 and all of the peak", () => {
    fc.assert(
      fc.property(request, (asked) => {
        const { ranked } = rankLayouts(asked);
        for (const { run, throughput, memory } of ranked) {
          expect(gpusOf(run.layout)).toBe(asked.nodes * 8);
          expect(layoutProblems(run, asked.nodes * 8)).toEqual([]);
          expect(memory.bytes).toBeLessThanOrEqual(asked.hardware.memoryBytes);
          const { interleaving, pipelineParallel } = run.layout;
          if (interleaving > 1) expect(microbatchesOf(run) % pipelineParallel).toBe(0);
          expect(throughput.modelFlopsUtilisation).toBeGreaterThan(0);
          expect(throughput.hardwareFlopsUtilisation).toBeLessThanOrEqual(1);
          expect(throughput.modelFlopsUtilisation).toBeLessThanOrEqual(throughput.hardwareFlopsUtilisation);
          for (const seconds of Object.values(throughput.parts)) expect(seconds).toBeGreaterThanOrEqual(0);
        }
        const speeds = ranked.map(({ throughput }) => throughput.tokensPerSecond);
        expect(speeds).toEqual(speeds.toSorted((a, b) => b - a));
      }),
      { numRuns: 40 },
    );
  });

  test("and refused ones are together every way to write the GPUs as a product", () => {
    const { ranked, refused } = rankLayouts({
      model: published("GPT-3 175B"),
      hardware: a100,
      nodes: 128,
      globalBatch: 1_536,
    });
    // 1,024 GPUs: tensor parallel 1, 2, 4 or 8, and 1 to 64 stages, which is the largest power of two below 98.
    const expected = [1, 2, 4, 8].length * [1, 2, 4, 8, 16, 32, 64].length;
    expect(ranked.length + refused.reduce((sum, { layouts }) => sum + layouts, 0)).toBe(expected);
  });

  test("more nodes of an island never take longer for the same step", () => {
    const sizes = fc.constantFrom("GPT 7.5B", "Llama 3 8B", "Llama 3 70B", "GPT-3 175B");
    fc.assert(
      fc.property(sizes, fc.constantFrom(8, 16, 32), fc.constantFrom(a100, h100), (name, nodes, hardware) => {
        const asked = { model: published(name), hardware, globalBatch: 2_048 };
        const seconds = (count: number) =>
          rankLayouts({ ...asked, nodes: count }).ranked[0]?.throughput.secondsPerStep;
        expect(seconds(nodes)).toBeGreaterThan(0);
        expect(seconds(2 * nodes)).toBeLessThan(seconds(nodes) ?? 0);
      }),
      { numRuns: 20 },
    );
  });

  test("Llama 3 405B's own layout is the fastest on its 8,192 H100, and among the two fastest on 16,384", () => {
    const runs = predictedRuns
      .filter(({ name }) => name.startsWith("Llama") && !name.includes("sequences"))
      .map(runOf);
    const places = runs.map(({ model, hardware, layout, globalBatch }) =>
      rankLayouts({ model, hardware, nodes: gpusOf(layout) / 8, globalBatch }).ranked.findIndex(
        ({ run }) =>
          JSON.stringify(Object.entries(run.layout).toSorted()) ===
          JSON.stringify(Object.entries(layout).toSorted()),
      ),
    );
    expect(places).toEqual([0, 1]);
  });

  test("say what is computed again only where memory asks for it", () => {
    const small = rankLayouts({ model: published("GPT 1.7B"), hardware: h100, nodes: 1, globalBatch: 64 });
    expect(small.ranked[0]?.run.method).toMatchObject({ recomputation: "none", zeroStage: 1 });
    const old = { attention: "unfused", sequenceParallel: false, zeroStage: 0, gradientBytes: 2 } as const;
    const method = { ...old, overlapGradients: false, overlapPipeline: false };
    const large = rankLayouts({
      model: published("GPT 1008B"),
      hardware: a100,
      nodes: 384,
      globalBatch: 3_072,
      method,
    });
    expect(large.ranked.length).toBeGreaterThan(0);
    expect(large.ranked.map(({ run }) => run.method.recomputation)).not.toContain("none");
  });
});

describe("refused layouts", () => {
  test("are counted by reason, and the one that misses least is named with its memory", () => {
    const { ranked, refused } = rankLayouts({
      model: published("Llama 3 405B"),
      hardware: h100,
      nodes: 2,
      globalBatch: 16,
    });
    expect(ranked).toEqual([]);
    const memory = refused.find(({ reason }) => reason === "memory");
    expect(memory?.nearest?.memory.bytes).toBeGreaterThan(h100.memoryBytes);
    expect(memory?.message).toMatch(
      /^no microbatch, interleaving or recomputation fits 85\.5 GB; the nearest needs [\d.]+ GB$/,
    );
  });

  test.each<[Partial<LayoutRequest>, string]>([
    [{ model: { ...published("GPT 7.5B"), attentionHeads: 1 } }, "heads"],
    [{ globalBatch: 3 }, "batch"],
    [{ model: { ...published("GPT 7.5B"), layers: 37 } }, "layers"],
  ])("%j", (change, reason) => {
    const { refused } = rankLayouts({
      model: published("GPT 7.5B"),
      hardware: a100,
      nodes: 4,
      globalBatch: 512,
      ...change,
    });
    expect(refused.map((group) => group.reason)).toContain(reason);
  });

  test("a request is refused with all that is wrong", () => {
    const wrong = { model: published("GPT 7.5B"), hardware: a100, nodes: 0, globalBatch: 1.5 };
    expect(() => rankLayouts(wrong, "workloads[0]")).toThrow(InvalidInput);
    expect(() => rankLayouts(wrong, "workloads[0]")).toThrow(
      /workloads\[0\]\.nodes = 0(.|\n)*workloads\[0\]\.globalBatch = 1\.5/,
    );
  });
});

describe("a layout that a user wrote", () => {
  const [good] = predictedRuns.map(runOf);
  if (good === undefined) throw new Error("the catalogue has no run");
  const problemsOf = (change: Partial<Layout>, gpus = 384): readonly Problem[] =>
    layoutProblems({ ...good, layout: { ...good.layout, ...change } }, gpus, "workloads[0].layout");

  test("is fine as it was published", () => expect(problemsOf({})).toEqual([]));

  test.each<[Partial<Layout>, number, string[]]>([
    [{}, 400, ["workloads[0].layout"]],
    [{ tensorParallel: 16, dataParallel: 2 }, 384, ["workloads[0].layout.tensorParallel"]],
    [
      { tensorParallel: 5 },
      240,
      ["workloads[0].layout.tensorParallel", "workloads[0].layout.tensorParallel"],
    ],
    [{ pipelineParallel: 13 }, 416, ["workloads[0].layout.pipelineParallel"]],
    [{ interleaving: 5 }, 384, ["workloads[0].layout.pipelineParallel"]],
    [{ microbatch: 5 }, 384, ["workloads[0].layout.dataParallel"]],
    [{ contextParallel: 2_048 }, 384 * 2_048, ["workloads[0].layout.contextParallel"]],
    [{ contextParallel: 3, dataParallel: 4 }, 1_152, ["workloads[0].layout.contextParallel"]],
    [
      { dataParallel: 0, microbatch: Number.NaN },
      384,
      ["workloads[0].layout.dataParallel", "workloads[0].layout.microbatch"],
    ],
  ])("%j on %i GPUs", (change, gpus, paths) =>
    expect(problemsOf(change, gpus).map(({ path }) => path)).toEqual(paths),
  );

  test("layers are divided equally, or with a place for each embedding", () => {
    const layout = (pipelineParallel: number, interleaving: number): Layout => ({
      ...good.layout,
      pipelineParallel,
      interleaving,
    });
    expect(stageLayers(96, layout(8, 3))).toEqual({ first: 12, middle: 12, last: 12 });
    expect(stageLayers(126, layout(16, 8))).toEqual({ first: 7, middle: 8, last: 7 });
    expect(stageLayers(126, layout(16, 16))).toBeUndefined();
    expect(stageLayers(96, layout(1, 1))).toEqual({ first: 96, middle: 96, last: 96 });
    expect(stageLayers(96, layout(1, 2))).toBeUndefined();
  });
});
