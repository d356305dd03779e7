import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Graph, type Properties, SECRET, UNKNOWN } from "../../graph/graph.ts";
import { graphFromPreview } from "../../graph/preview-json.ts";
import { graphFromState } from "../../graph/state.ts";
import * as capability from "../../planning/capability.ts";
import { costOf } from "../cost.ts";
import { usualScenarios } from "../scenarios/scenarios.ts";
import { sketch } from "../testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "../testing/nd-h100.ts";
import { withDeclaredEvictions } from "./spot.ts";
import { type TrainingReport, trainingOf } from "./training.ts";

const gpt3 = {
  name: "gpt-3",
  model: "GPT-3 175B",
  tokens: 300e9,
  globalBatch: 1600,
  nodes: 80,
  restartMinutes: 10,
  // Declared, so that trying every layout does not cost each test its time.
  layout: { tensorParallel: 8, pipelineParallel: 8 },
  repair: { hours: 24, probability: 0.99 },
} satisfies Properties;

const { repair: _, ...withoutRepair } = gpt3;

const report = (graph: Graph): TrainingReport => trainingOf(graph, costOf(graph));

/** The report of the small ND H100 system with one workload. */
function withWorkload(
  workload: Properties = {},
  changes: Readonly<Record<string, Properties>> = {},
): TrainingReport {
  return report(ndH100({ ...changes, environment: { workloads: [{ ...gpt3, ...workload }] } }));
}

const runOf = ({ workloads }: TrainingReport) => workloads[0]?.runs[0];

const resultOf = (
  training: TrainingReport,
  name: keyof NonNullable<NonNullable<ReturnType<typeof runOf>>["figures"]>,
) => runOf(training)?.figures?.[name].value;

describe("a job", () => {
  const training = withWorkload();

  test("runs on each island by itself: no job spans two", () => {
    expect(
      training.workloads[0]?.runs.map(({ pool, nodes, sparesThere }) => [pool, nodes, sparesThere]),
    ).toEqual([
      ["h1", 80, 6],
      ["h2", 80, 5],
      ["h3", 80, 5],
    ]);
    expect(runOf(training)).toMatchObject({
      layoutBy: "declared",
      layout: { tensorParallel: 8, pipelineParallel: 8, dataParallel: 10, recomputation: "none" },
    });
    expect(runOf(training)?.otherLayouts).toHaveLength(4);
  });

  test("is faster in FP8, against the peak of FP8; where the GPU has none, it cannot run", () => {
    const fp8 = withWorkload({ precision: "fp8" });
    const ratio = Number(resultOf(fp8, "achievedPflops")) / Number(resultOf(training, "achievedPflops"));
    expect(ratio).toBeGreaterThan(1.3);
    expect(ratio).toBeLessThan(1_453.4 / 794.5);
    const mfu = (of: TrainingReport) => Number(resultOf(of, "modelFlopsUtilisation"));
    expect(mfu(fp8) / mfu(training)).toBeCloseTo(ratio / 2, 6);
    expect(fp8.workloads[0]).toMatchObject({ precision: "fp8" });
    const a100 = withWorkload({ precision: "fp8" }, { h1: { vmSize: "Standard_ND96amsr_A100_v4" } });
    expect(runOf(a100)?.reason).toContain("measured FP8 matrix multiplication of A100 SXM4 80 GB");
  });

  test("reads little and stops for checkpoints: 14 bytes a parameter through 4,000 MB/s of Lustre", () => {
    expect(resultOf(training, "checkpointBytes")).toBe(14 * 174_615_846_912);
    expect(resultOf(training, "checkpointSeconds")).toBeCloseTo((14 * 174_615_846_912) / 4e9, 6);
    expect(resultOf(training, "readShare")).toBeLessThan(0.001);
  });

  test("fails at the rate of RSC-1 where none is declared, and says that this is assumed", () => {
    expect(resultOf(training, "meanHoursBetweenInterruptions")).toBeCloseTo(24_000 / (80 * 6.5), 8);
    expect(runOf(training)?.figures?.goodput.basis).toBe("assumed");
    const own = withWorkload({ failuresPer1000NodeDays: 2 });
    expect(resultOf(own, "meanHoursBetweenInterruptions")).toBe(150);
    expect(runOf(own)?.figures?.goodput.basis).toBe("computed");
    expect(resultOf(training, "spareNodes")).toBe(3);
  });

  test("takes longer and costs more the more often it fails", () => {
    const rate = fc.double({ min: 0.1, max: 50, noNaN: true });
    const hours = (failuresPer1000NodeDays: number) =>
      Number(resultOf(withWorkload({ failuresPer1000NodeDays }), "elapsedHours"));
    fc.assert(
      fc.property(rate, rate, (a, b) => {
        fc.pre(Math.abs(a - b) > 0.01);
        expect(hours(Math.max(a, b))).toBeGreaterThan(hours(Math.min(a, b)));
      }),
      { numRuns: 10 },
    );
  });

  test("costs all nodes of its island by the hour, and says where the stack's price is a lower bound", () => {
    const run = runOf(training);
    const hours = Number(resultOf(training, "elapsedHours"));
    expect(Number(resultOf(training, "islandCost"))).toBeCloseTo(86 * 98.32 * hours, 1);
    expect(run?.figures?.islandCost).toMatchObject({ unit: "USD", atLeast: false });
    expect(run?.figures?.stackShareCost.atLeast).toBe(true);
    expect(Number(resultOf(training, "stackShareCost"))).toBeGreaterThan(
      Number(resultOf(training, "islandCost")),
    );
  });

  test("has no share of the stack's cost where its own nodes have no price: the rest is no measure of it", () => {
    const unpriced = withWorkload({}, { cluster: { location: "norwayeast" } });
    expect(resultOf(unpriced, "islandCost")).toEqual(UNKNOWN);
    expect(resultOf(unpriced, "stackShareCost")).toEqual(UNKNOWN);
  });

  test("draws, burns and emits by the region's figures, average and marginal apart", () => {
    const hours = Number(resultOf(training, "elapsedHours"));
    expect(resultOf(training, "energyMwh")).toBeCloseTo((80 * 7.93 * hours * 1.14) / 1000, 6);
    const ratio =
      Number(resultOf(training, "marginalCarbonTonnes")) / Number(resultOf(training, "carbonTonnes"));
    expect(ratio).toBeCloseTo(557.17 / 396.25, 8);
    expect(runOf(training)?.figures?.carbonTonnes.inputs[1]?.source).toContain("eastus 2023, yearly average");
  });

  test("128 nodes for 720 hours cost USD 9,061,171.20", () => {
    const graph = sketch(...ndH100Sketches().filter(({ name }) => !/^h\d$/.test(name)), pool("h1", 128));
    const line = costOf(graph).lines.find(({ group }) => group === "GPU compute");
    expect(
      capability.islandCost.of({ nodesOfIsland: 128, hourlyPrice: line?.unitPrice ?? "", hours: 720 }),
    ).toBe("9061171.20");
  });
});

describe("under a hall's cap", () => {
  const { nodes: __, ...unlimited } = gpt3;
  const capped = (capKilowatts: number, workload: Properties = gpt3) => {
    const hall = { capKilowatts, startingKilowattsPerNode: 10.2, startMinutes: 15 };
    return report(ndH100({ environment: { workloads: [workload], hall } }));
  };

  test("a job that needs more nodes than may start does not run, and says why", () => {
    expect(runOf(capped(600))).toMatchObject({
      reason: "it takes 80 nodes, and 58 are what the hall's cap of 600 kW lets start of the island's 86",
      figures: null,
    });
    expect(runOf(capped(5))?.reason).toContain("and 0 are");
  });

  test("a job that takes the whole island takes what may start; energy and failures follow, money is for all", () => {
    const training = capped(820, unlimited);
    const hours = Number(resultOf(training, "elapsedHours"));
    expect(runOf(training)).toMatchObject({ nodes: 80, sparesThere: 0 });
    expect(resultOf(training, "energyMwh")).toBeCloseTo((80 * 7.93 * hours * 1.14) / 1000, 6);
    expect(resultOf(training, "meanHoursBetweenInterruptions")).toBeCloseTo(24_000 / (80 * 6.5), 8);
    expect(Number(resultOf(training, "islandCost"))).toBeCloseTo(86 * 98.32 * hours, 1);
  });

  test("a job that fits has fewer nodes beside it", () => {
    expect(runOf(capped(840))).toMatchObject({ reason: null, sparesThere: 2 });
    expect(runOf(capped(900))).toMatchObject({ reason: null, sparesThere: 6 });
  });
});

describe("the range of time and money", () => {
  test("is what the errors of the published runs on such GPUs make of them", () => {
    const training = withWorkload();
    const errors = runOf(training)?.speedError?.runs.map(({ error }) => error) ?? [];
    const hours = Number(resultOf(training, "elapsedHours"));
    expect(errors).toHaveLength(17);
    expect(resultOf(training, "elapsedHoursLow")).toBeCloseTo(hours * (1 + Math.min(...errors)), 6);
    expect(resultOf(training, "elapsedHoursHigh")).toBeCloseTo(hours * (1 + Math.max(...errors)), 6);
    expect(Number(resultOf(training, "islandCostHigh"))).toBeCloseTo(
      86 * 98.32 * hours * (1 + Math.max(...errors)),
      0,
    );
  });

  test("is unknown on GPUs on which no run was published", () => {
    const training = withWorkload(
      { layout: { tensorParallel: 4, pipelineParallel: 8 } },
      { h1: { vmSize: "Standard_ND128isr_NDR_GB200_v6" } },
    );
    expect(runOf(training)).toMatchObject({ reason: null, speedError: null });
    expect(resultOf(training, "elapsedHours")).toBeGreaterThan(0);
    expect(resultOf(training, "elapsedHoursHigh")).toEqual(UNKNOWN);
    expect(resultOf(training, "islandCostLow")).toEqual(UNKNOWN);
  });
});

describe("what is not known stays unknown", () => {
  test.each<[string, TrainingReport, readonly string[]]>([
    [
      "spot nodes without a rate of evictions",
      withWorkload({}, { h1: { scaleSetPriority: "Spot" } }),
      ["goodput", "elapsedHours", "interruptions", "islandCost", "energyMwh", "carbonTonnes"],
    ],
    [
      "a file system whose size is not known",
      withWorkload({}, { scratch: { storageCapacityTiB: UNKNOWN } }),
      ["readShare", "checkpointSeconds", "goodput", "elapsedHours"],
    ],
    [
      "a region without carbon figures",
      withWorkload({}, { cluster: { location: "norwayeast" } }),
      ["energyMwh", "carbonTonnes", "islandCost"],
    ],
    [
      "a region with a PUE and no average",
      withWorkload({}, { cluster: { location: "westus3" } }),
      ["carbonTonnes"],
    ],
    ["no repair", report(ndH100({ environment: { workloads: [withoutRepair] } })), ["spareNodes"]],
  ])("%s", (_, training, names) => {
    for (const name of names) expect([name, resultOf(training, name as "goodput")]).toEqual([name, UNKNOWN]);
    expect(resultOf(training, "tflopsPerGpu")).toBeGreaterThan(100);
  });

  test("evictions that are declared cost goodput", () => {
    const spot = { h1: { scaleSetPriority: "Spot" } };
    const calm = Number(resultOf(withWorkload({ spotEvictionsPer1000NodeDays: 0 }, spot), "goodput"));
    const rough = Number(resultOf(withWorkload({ spotEvictionsPer1000NodeDays: 100 }, spot), "goodput"));
    expect(calm).toBe(resultOf(withWorkload(), "goodput"));
    expect(rough).toBeLessThan(calm);
  });
});

describe("what an eviction costs", () => {
  const spotOf = (graph: Graph) =>
    withDeclaredEvictions(usualScenarios(), graph, () => report(graph))[0]?.spot;
  const assumptions = (workload: Properties, changes: Readonly<Record<string, Properties>> = {}) =>
    spotOf(ndH100({ ...changes, environment: { workloads: [{ ...gpt3, ...workload }] } }));

  test("follows from the first declared job that runs", () => {
    const writeSeconds = Number(resultOf(withWorkload(), "checkpointSeconds"));
    expect(assumptions({ spotEvictionsPer1000NodeDays: 7 })).toEqual({
      jobNodes: 80,
      checkpointWriteSeconds: writeSeconds,
      restartSeconds: expect.closeTo(600 + writeSeconds, 6),
      evictionsPer1000NodeDays: 7,
    });
    expect(assumptions({})).not.toHaveProperty("evictionsPer1000NodeDays");
  });

  test("is not known where no job runs, or storage is not known", () => {
    const undeclared = "of no declared job is it known how long a checkpoint and a restart take";
    expect(assumptions({ nodes: 90 })).toEqual({ undeclared });
    expect(assumptions({}, { scratch: { storageCapacityTiB: UNKNOWN } })).toEqual({ undeclared });
  });

  test.each([
    [
      "a foreign project",
      sketch(
        pool("h1", 1),
        ...ndH100Sketches().filter(({ name }) => /^(cluster|nodes|vnet|etcd-key|des|vault)$/.test(name)),
      ),
      "what an eviction costs the job is not declared",
    ],
    ["a stack without a job", ndH100(), "the environment declares no job"],
    [
      "a job that cannot be read",
      ndH100({ environment: { workloads: [UNKNOWN] } }),
      "the jobs that the environment declares cannot be read",
    ],
  ])("is not declared by %s, which says so", (_, graph, undeclared) => {
    expect(spotOf(graph)).toEqual({ undeclared });
  });
});

describe("a job that cannot run says why", () => {
  test.each<[string, Properties, Readonly<Record<string, Properties>>, string]>([
    ["more nodes than the island has", { nodes: 87 }, {}, "it takes 87 nodes, and the island has 86"],
    [
      "an unknown number of nodes",
      {},
      { h1: { count: UNKNOWN } },
      "the number of nodes of the island is not known",
    ],
    [
      "an island that starts empty",
      { nodes: 1 },
      { h1: { count: 0 } },
      "it takes 1 nodes, and the island has 0",
    ],
    [
      "a layout that does not divide the layers",
      { layout: { tensorParallel: 8, pipelineParallel: 5 } },
      {},
      "pipeline parallel × interleaving must divide the 96 layers, or these and two places for the embeddings",
    ],
    [
      "a layout that memory does not hold",
      { layout: { tensorParallel: 8, pipelineParallel: 1 } },
      {},
      "the declared layout needs",
    ],
  ])("%s", (_, workload, changes, reason) => {
    const run = runOf(withWorkload(workload, changes));
    expect(run?.reason).toContain(reason);
    expect(run).toMatchObject({ layout: null, figures: null });
  });

  test("a declared layout that does not fit says where its memory goes, and which layouts fit instead", () => {
    const run = runOf(withWorkload({ layout: { tensorParallel: 8, pipelineParallel: 1 } }));
    // 174.6 billion parameters over 8 GPUs: 2 and 4 bytes of each; 12 bytes over 80 replicas too.
    expect(run?.reason).toMatch(
      /needs [\d.]+ GB of the GPU's 85\.5 GB \(weights 43\.\d, gradients 87\.\d, optimiser 3\.3, activations [\d.]+, else [\d.]+\)$/,
    );
    expect(run?.otherLayouts).toHaveLength(4);
    expect(run?.otherLayouts.every((other) => other.memoryBytes <= other.availableBytes)).toBe(true);
  });
});

const ENVIRONMENT_URN = "urn:pulumi:test::exaform::exaform:stack:Environment::environment";

describe("workloads of a graph", () => {
  const unread = (workloads: Properties["workloads"]) =>
    report(ndH100({ environment: { workloads: workloads ?? null } })).unread;

  test("a foreign graph has none", () => {
    const foreign = sketch(...ndH100Sketches().filter(({ name }) => name !== "environment"));
    expect(report(foreign)).toMatchObject({ workloads: [], unread: [] });
  });

  test.each([
    ["state", (resource: object) => graphFromState({ deployment: { resources: [resource] } })],
    [
      "preview",
      (resource: object) =>
        graphFromPreview({ steps: [{ op: "create", urn: ENVIRONMENT_URN, newState: resource }] }),
    ],
  ])("come back from a %s", (_, read) => {
    const resource = {
      urn: ENVIRONMENT_URN,
      custom: false,
      type: "exaform:stack:Environment",
      inputs: { workloads: [gpt3] },
    };
    expect(report(read(resource)).workloads).toMatchObject([
      { name: "gpt-3", model: "GPT-3 175B", runs: [] },
    ]);
  });

  test("what cannot be read is named, never left out", () => {
    expect(unread(SECRET)).toEqual([{ name: "workload 1", reason: "it is not known yet" }]);
    expect(unread([SECRET])).toEqual([{ name: "workload 1", reason: "it is secret" }]);
    expect(unread([{ ...gpt3, tokens: -1 }])).toEqual([
      { name: "workload 1", reason: "its tokens is not what an environment can say" },
    ]);
    expect(unread([{ ...gpt3, model: "GPT-9" }])).toEqual([
      { name: "gpt-3", reason: "the catalogue has no model GPT-9" },
    ]);
    expect(unread(["gpt-3"])).toEqual([
      { name: "workload 1", reason: "its form is not what an environment can say" },
    ]);
  });
});

describe("islands", () => {
  const [island] = report(
    ndH100({
      environment: { hall: { capKilowatts: 880, startingKilowattsPerNode: 10.2, startMinutes: 15 } },
    }),
  ).islands;

  test("have dense peaks, and sparse ones named apart", () => {
    const bf16 = island?.peaks.find(({ format }) => format === "bf16");
    expect([bf16?.dense.value, bf16?.sparse?.value]).toEqual([680.776, 1361.552]);
    expect(island?.peaks.find(({ format }) => format === "fp64")?.sparse).toBeNull();
    expect(island?.top500).toMatchObject({ rmaxPflops: UNKNOWN, rpeakPflops: { value: 46.096 } });
  });

  test("have the bandwidth of their halves, on an assumption that is named", () => {
    expect(island?.bisectionGBps).toMatchObject({ value: (43 * 3200) / 8, basis: "assumed" });
    expect(island?.fabricGBpsPerGpu).toMatchObject({ value: 50, basis: "computed" });
  });

  test("start under the hall's cap, at the servers' maximum", () => {
    expect(island?.start).toMatchObject({
      runningKilowatts: 10.2,
      left: 0,
      minutes: 15,
      waves: [{ nodes: 86 }],
    });
    expect(report(ndH100()).islands[0]?.start).toBeNull();
  });
});
