import { describe, expect, test } from "vitest";
import { type PublishedModel, publishedModelOf } from "../../../catalog/models.ts";
import type { TrainingHardware } from "./hardware.ts";
import type { Layout } from "./layout.ts";
import { parametersOf } from "./model.ts";
import { stagesOf } from "./stages.ts";
import { linkBandwidths } from "./work.ts";

const one: Layout = {
  tensorParallel: 1,
  contextParallel: 1,
  pipelineParallel: 1,
  dataParallel: 1,
  interleaving: 1,
  microbatch: 1,
};

function published(name: string): PublishedModel {
  const model = publishedModelOf(name);
  if (model === undefined) throw new Error(`the catalogue lacks ${name}`);
  return model;
}

describe("stages", () => {
  test.each(["GPT-3 175B", "Llama 3 405B"])(
    "of %s hold every parameter once, a tied embedding twice",
    (name) => {
      const model = published(name);
      const { total, inputEmbedding, outputProjection } = parametersOf(model);
      const stages = stagesOf(model, { ...one, tensorParallel: 8, pipelineParallel: 16 });
      const held = 8 * stages.reduce((sum, { count, parameters }) => sum + count * parameters, 0);
      expect(held).toBe(total + (outputProjection === 0 ? inputEmbedding : 0));
      expect(stagesOf(model, one).map(({ parameters }) => parameters)).toEqual([total]);
    },
  );

  test("are first, those between, and last", () => {
    const shape = (pipelineParallel: number) =>
      stagesOf(published("GPT-3 175B"), { ...one, pipelineParallel }).map(
        ({ index, count, layers, last }) => [index, count, layers, last],
      );
    expect(shape(1)).toEqual([[0, 1, 96, true]]);
    expect(shape(2)).toEqual([
      [0, 1, 48, false],
      [1, 1, 48, true],
    ]);
    expect(shape(3)).toEqual([
      [0, 1, 32, false],
      [1, 1, 32, false],
      [2, 1, 32, true],
    ]);
    expect(shape(8)).toEqual([
      [0, 1, 12, false],
      [1, 6, 12, false],
      [7, 1, 12, true],
    ]);
  });
});

test.each<[string, Partial<Layout>, object]>([
  [
    "one node: NVLink for all",
    { tensorParallel: 2, dataParallel: 4 },
    { tensor: 300, data: 300, pipeline: 300 },
  ],
  [
    "a GPU of each node in a ring: one link",
    { tensorParallel: 8, dataParallel: 4, pipelineParallel: 2 },
    { data: 25, pipeline: 25 },
  ],
  ["four GPUs of each node in a ring: four links", { tensorParallel: 2, dataParallel: 32 }, { data: 100 }],
  ["eight GPUs of each node: eight links", { dataParallel: 32 }, { data: 200 }],
  [
    "context in the node, replicas across",
    { tensorParallel: 2, contextParallel: 4, dataParallel: 2 },
    { context: 300, data: 100 },
  ],
  ["context across nodes", { tensorParallel: 8, contextParallel: 2 }, { context: 25, data: 25 }],
])("bandwidths, %s", (_, layout, gigabytes) => {
  const hardware: TrainingHardware = {
    name: "A100",
    gpusPerNode: 8,
    precision: "bf16",
    peakFlopsPerSecond: 1,
    matrixFlopsPerSecond: 1,
    halfFlopsPerSecond: 1,
    memoryBytes: 1,
    memoryBytesPerSecond: 1,
    nvlinkBytesPerSecond: 300,
    fabricBytesPerSecond: 25,
  };
  expect(linkBandwidths({ ...one, ...layout }, hardware)).toMatchObject(gigabytes);
});
