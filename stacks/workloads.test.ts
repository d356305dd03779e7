import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { costOf } from "../lib/analysis/cost.ts";
import { trainingOf } from "../lib/analysis/training/training.ts";
import { checkEnvironment } from "./check-environment.ts";
import { at, problemsOf, valid } from "./environment.fixture.ts";
import { graphOf } from "./preview.fixture.ts";
import { pathsOf, problemsOf as stackProblems } from "./refusals.fixture.ts";
import { workloadProblems } from "./workload-problems.ts";

const gpt3 = {
  name: "gpt-3",
  model: "GPT-3 175B",
  tokens: 300_000_000_000,
  globalBatch: 1600,
  restartMinutes: 10,
};
const shape = {
  architecture: "gpt",
  layers: 96,
  hiddenSize: 12_288,
  attentionHeads: 96,
  vocabularySize: 51_200,
  sequenceLength: 2_048,
};
const { model: _, ...unnamed } = gpt3;

test("nothing is trained, and no hall has a cap, by default", () => {
  const environment = checkEnvironment(valid);
  expect(environment.workloads).toEqual([]);
  expect(environment).not.toHaveProperty("hall");
});

test("what is not said of a workload is not filled in, but for half precision and the plain parts of a layout", () => {
  const layout = { tensorParallel: 8, pipelineParallel: 4 };
  const { workloads } = checkEnvironment({
    ...valid,
    workloads: [gpt3, { ...unnamed, name: "own", shape, layout }],
  });
  expect(workloads).toEqual([
    { ...gpt3, precision: "bf16" },
    {
      ...unnamed,
      name: "own",
      shape,
      precision: "bf16",
      layout: {
        ...layout,
        contextParallel: 1,
        interleaving: 1,
        microbatch: 1,
        recomputation: "none",
        zeroStage: 1,
      },
    },
  ]);
  expect(workloadProblems(workloads)).toEqual([]);
});

describe("a field by itself", () => {
  test.each<[string, object, string, string, string]>([
    [
      "no tokens",
      { tokens: undefined },
      ".tokens",
      "missing: an integer is required",
      "add it: write for example 300000000000",
    ],
    ["tokens of nothing", { tokens: -3 }, ".tokens", "must be at least 1", "write for example 300000000000"],
    [
      "tokens in words",
      { tokens: "300B" },
      ".tokens",
      "must be an integer, got a string",
      "write for example 300000000000",
    ],
    [
      "no time to restart",
      { restartMinutes: undefined },
      ".restartMinutes",
      "missing: a finite number is required",
      "add it: write for example 10",
    ],
    [
      "a rate of nothing",
      { failuresPer1000NodeDays: 0 },
      ".failuresPer1000NodeDays",
      "must be at least 0.001",
      "write for example 6.5",
    ],
    [
      "a sure thing",
      { repair: { hours: 24, probability: 1 } },
      ".repair.probability",
      "must be at most 0.9999",
      "write 0.9999",
    ],
    [
      "a fifth stage",
      { layout: { tensorParallel: 8, pipelineParallel: 4, zeroStage: 4 } },
      ".layout.zeroStage",
      "must be at most 3",
      "write 3",
    ],
    [
      "an unknown key",
      { token: 3 },
      ".token",
      "unknown key; allowed here: name, model, shape, tokens, sequenceLength, globalBatch, precision, nodes, layout, bytesPerToken, checkpointIntervalMinutes, restartMinutes, failuresPer1000NodeDays, spotEvictionsPer1000NodeDays, repair",
      "did you mean tokens?",
    ],
    [
      "a name with a space",
      { name: "GPT 3" },
      ".name",
      'must look like "gpt-3"',
      'write for example "gpt-3"',
    ],
  ])("%s", (_name, change, path, message, fix) => {
    const problems = problemsOf({ ...valid, workloads: [{ ...gpt3, ...change }] });
    expect(problems.map(({ value: _value, ...rest }) => rest)).toEqual([
      { path: at(`.workloads[0]${path}`), message, fix },
    ]);
  });

  test("a hall without its draw at the start", () => {
    const hall = { capKilowatts: 900, startMinutes: 15 };
    expect(problemsOf({ ...valid, hall })).toMatchObject([{ path: at(".hall.startingKilowattsPerNode") }]);
  });
});

describe("fields together", () => {
  const problems = (...workloads: object[]) =>
    workloadProblems(checkEnvironment({ ...valid, workloads }).workloads).map(({ path, message, fix }) => [
      path,
      message,
      fix,
    ]);

  test("an unknown model is refused, with the nearest", () => {
    const [problem] = problems({ ...gpt3, model: "GPT3 175B" });
    expect(problem?.[0]).toBe(at(".workloads[0].model"));
    expect(problem?.[1]).toMatch(/^unknown model; the catalogue has GPT 1.7B, .*GPT-3 175B, .*Llama 3 405B$/);
    expect(problem?.[2]).toBe("write GPT-3 175B, or give its shape instead");
    expect(problems({ ...gpt3, model: "something of our own" })[0]?.[2]).toBe("give its shape instead");
  });

  test("model and shape exclude each other, and one of them is needed", () => {
    expect(problems(unnamed)).toEqual([
      [
        at(".workloads[0].model"),
        "missing: a model of the catalogue, or shape, is required",
        "write for example GPT-3 175B",
      ],
    ]);
    expect(problems({ ...gpt3, shape })).toEqual([
      [
        at(".workloads[0].model"),
        "shape stands beside it: two models are two workloads",
        "keep one of the two",
      ],
    ]);
  });

  test("heads that do not divide the width, a batch that microbatches do not, and a name twice: all in one run", () => {
    const odd = { ...unnamed, shape: { ...shape, attentionHeads: 97 } };
    const layout = { tensorParallel: 8, pipelineParallel: 4, microbatch: 7 };
    expect(problems(odd, { ...gpt3, layout })).toEqual([
      [
        at(".workloads[0].shape.attentionHeads"),
        "must divide the hidden size, 12288: each head gets an equal part of it",
        "write the number of heads of the model's own configuration",
      ],
      [at(".workloads[1].name"), "stands here twice", "give each workload a name of its own"],
      [at(".workloads[1].globalBatch"), "must be a multiple of layout.microbatch (7)", "write 1603"],
    ]);
  });
});

test("a stack refuses them with everything else that is wrong", () => {
  const problems = stackProblems({ nodes: 0, workloads: [{ ...gpt3, model: "GPT-9" }] });
  expect(pathsOf(problems)).toEqual([at(".nodes"), at(".workloads[0].model")]);
});

test("128 nodes for 720 hours: USD 9,061,171.20, and 833.1 MWh, of which the GPUs take 470.7", async () => {
  const graph = await graphOf("nd-h100-prod", {
    nodes: 128,
    plannedMaxNodes: 128,
    islandLimit: 300,
    workloads: [{ ...gpt3, layout: { tensorParallel: 8, pipelineParallel: 8 } }],
  });
  const cost = costOf(graph);
  const hourly = cost.lines.filter(({ group }) => group === "GPU compute").map((line) => line.hourly);
  expect(hourly.map((amount) => new Decimal(amount).times(720).toFixed(2))).toEqual(["9061171.20"]);

  const [run] = trainingOf(graph, cost).workloads.flatMap(({ runs }) => runs);
  const resultOf = (name: "elapsedHours" | "energyMwh" | "nodeKilowatts") =>
    Number(run?.figures?.[name].value);
  const energy = (resultOf("energyMwh") / resultOf("elapsedHours")) * 720;
  expect(energy).toBeCloseTo(833.14, 2);
  // 8 GPUs of 700 W at 80 %.
  expect((energy * 8 * 0.7 * 0.8) / resultOf("nodeKilowatts")).toBeCloseTo(470.68, 2);
});
