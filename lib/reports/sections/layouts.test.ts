import { expect, test } from "vitest";
import { textOf } from "../section.ts";
import { frameworkText, layoutSection, layoutText } from "./layouts.ts";

const layout = {
  tensorParallel: 8,
  contextParallel: 1,
  pipelineParallel: 4,
  dataParallel: 20,
  interleaving: 6,
  microbatch: 1,
  recomputation: "none",
  zeroStage: 1,
  tokensPerSecond: 1e5,
  tflopsPerGpu: 500.4,
  modelFlopsUtilisation: 0.5,
  memoryBytes: 60.04e9,
  availableBytes: 85.52e9,
  memoryParts: {
    weights: 10e9,
    gradients: 20e9,
    optimiser: 8e9,
    activations: 20.54e9,
    temporary: 0,
    reserved: 1.5e9,
  },
} as const;

const other = { ...layout, contextParallel: 2, recomputation: "full", tflopsPerGpu: 453 } as const;

test("a layout says how it divides the job, and what it computes again", () => {
  expect(layoutText(layout)).toBe("TP 8 PP 4 DP 20");
  expect(layoutText(other)).toBe("TP 8 CP 2 PP 4 DP 20, recompute full");
});

test("layouts stand with where their memory goes, and what cannot be with its reason and number", () => {
  const refusedLayouts = [
    { reason: "memory", message: "none fits 85.5 GB; the nearest needs 99.0 GB", layouts: 1007 },
  ] as const;
  const section = layoutSection("job", {
    pool: "island01",
    layoutBy: "fastest that fits",
    layout,
    otherLayouts: [other],
    refusedLayouts,
  });
  const [layouts, order, refused] = section.blocks;
  expect(layouts?.kind === "table" && layouts.rows.map((row) => row.map(textOf))).toEqual([
    ["TP 8 PP 4 DP 20", "6", "1", "1", "500", "60.0 of 85.5", "10.0", "20.0", "8.0", "20.5", "1.5"],
    [
      "TP 8 CP 2 PP 4 DP 20, recompute full",
      "6",
      "1",
      "1",
      "450",
      "60.0 of 85.5",
      "10.0",
      "20.0",
      "8.0",
      "20.5",
      "1.5",
    ],
  ]);
  expect(order).toMatchObject({
    text: expect.stringMatching(/^The fastest first; .*the order is not sure\.$/),
  });
  expect(refused).toMatchObject({
    text: "Layouts that cannot be, by reason. 1,007: none fits 85.5 GB; the nearest needs 99.0 GB.",
  });
});

test("a declared layout stands first, and is not said to be the fastest", () => {
  const fastest = { ...layout, tflopsPerGpu: 560 };
  const section = layoutSection("job", {
    pool: "p",
    layoutBy: "declared",
    layout,
    otherLayouts: [fastest],
    refusedLayouts: [],
  });
  expect(section.blocks[1]).toMatchObject({
    text: expect.stringMatching(/^The declared layout, then the fastest; /),
  });
});

test("where every layout can be, nothing is said of others", () => {
  const section = layoutSection("job", {
    pool: "p",
    layoutBy: "fastest that fits",
    layout,
    otherLayouts: [],
    refusedLayouts: [],
  });
  expect(section.blocks).toHaveLength(2);
});

test("gradients divided in a pipeline are said to be reduced each round, and only where a layout does it", () => {
  const blocksWith = (change: object) =>
    layoutSection("job", {
      pool: "p",
      layoutBy: "fastest that fits",
      layout,
      otherLayouts: [{ ...layout, ...change }],
      refusedLayouts: [],
    }).blocks;
  expect(blocksWith({ zeroStage: 2 })[2]).toMatchObject({
    text: expect.stringContaining("after each round of microbatches"),
  });
  expect(blocksWith({ zeroStage: 2, pipelineParallel: 1, dataParallel: 80 })).toHaveLength(2);
});

test("a layout that Megatron-LM cannot train says so, with the next that it can", () => {
  const divided = { ...layout, zeroStage: 2 };
  expect(frameworkText({ layout: divided, otherLayouts: [divided, other] })).toBe(
    " It needs ZeRO 2 in a pipeline, which Megatron-LM's distributed optimiser does not have; without, TP 8 CP 2 PP 4 DP 20, recompute full reaches 450 TFLOP/s a GPU.",
  );
  expect(frameworkText({ layout: divided, otherLayouts: [divided] })).toMatch(/does not have\.$/);
  expect(frameworkText({ layout, otherLayouts: [divided] })).toBe("");
});
