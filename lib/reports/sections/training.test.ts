import { describe, expect, test } from "vitest";
import { ndH100 } from "../../analysis/testing/nd-h100.ts";
import { type Properties, UNKNOWN } from "../../graph/graph.ts";
import { documentOf } from "../document.ts";
import { type Section, textOf } from "../section.ts";
import { trainingSection } from "./training.ts";

const gpt3: Properties = {
  name: "gpt-3",
  model: "GPT-3 175B",
  tokens: 300e9,
  globalBatch: 1600,
  nodes: 80,
  restartMinutes: 10,
  layout: { tensorParallel: 8, pipelineParallel: 8 },
  repair: { hours: 24, probability: 0.99 },
};

function sectionsOf(environment: Properties, changes: Readonly<Record<string, Properties>> = {}): Section[] {
  const graph = ndH100({ ...changes, environment });
  return trainingSection(documentOf({ graph, findings: [], asOf: "2026-11-30" }));
}

const paragraphs = (section: Section | undefined): string[] =>
  (section?.blocks ?? []).flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));

const rows = (section: Section | undefined): string[][] =>
  (section?.blocks ?? []).flatMap((block) =>
    block.kind === "table" ? block.rows.map((row) => row.map(textOf)) : [],
  );

describe("a workload", () => {
  const [results, layouts, how, island, howIsland] = sectionsOf({ workloads: [gpt3] });

  test("has a row for each island, with what it takes and costs", () => {
    expect(results?.title).toBe("Training gpt-3: GPT-3 175B, 300 billion tokens");
    const [first, ...others] = rows(results);
    expect(others).toHaveLength(2);
    expect(first?.slice(0, 2)).toEqual(["h1, 80", "TP 8 PP 8 DP 10"]);
    expect(first?.slice(2, 7)).toEqual(["450", "45 %", "14", "2.9 million", "7.3"]);
    expect(first?.[8]).toMatch(/^\d\d\.\d %$/);
    expect(first).not.toContain("unknown");
  });

  test("says its format where that is not half precision", () => {
    expect(sectionsOf({ workloads: [{ ...gpt3, precision: "fp8" }] })[0]?.title).toBe(
      "Training gpt-3: GPT-3 175B, 300 billion tokens in FP8",
    );
  });

  test("says what it rests on: assumptions with their sources, and what is left out", () => {
    const note = paragraphs(results).at(-1);
    expect(note).toContain("failures of nodes 6.5 per 1,000 node-days (the rate of RSC-1");
    expect(note).toContain("also published: 2.34 (RSC-2, 1,000 nodes of 8 A100), 3.79 (Llama 3 405B");
    expect(note).toContain("GPU utilisation 0.8");
    expect(note).not.toContain("goodput");
    expect(note).toContain("Hardware's own carbon is left out.");
  });

  test("folds away how each figure was reckoned, with formula, inputs and basis", () => {
    expect(how).toMatchObject({ title: "How gpt-3 was reckoned, on h1", folded: true });
    const row = rows(how).find(([name]) => name === "mean time between interruptions");
    expect(row?.slice(1)).toEqual([
      "46.15 h",
      "assumed",
      "24,000 h / (nodes × interruptions per 1,000 node-days): nodes 80, interruptions of nodes 6.5 per 1,000 node-days",
    ]);
    expect(rows(how).filter((cells) => cells.length === 4)).toHaveLength(32);
    expect(rows(how)).toContainEqual(["PUE", "1.14", expect.stringMatching(/Cloud_Region_Metadata/)]);
    expect(how?.inTerminal).toContain("sources of all 32 figures: --format html, markdown or json");
  });

  test("says how far the model is off on these GPUs, and what that makes of days and money", () => {
    expect(paragraphs(results)[0]).toMatch(
      /^Error of the model on Hopper GPUs in BF16: .* production runs, .* On h1 these errors make it 13 to 17 days and 2\.6 million to 3\.4 million USD\.$/,
    );
  });

  test("says whose nodes money and energy are for, with the formula", () => {
    expect(paragraphs(results)).toContainEqual(
      expect.stringMatching(
        /^USD is for all nodes of the island.*: 86 × 98\.32 USD\/h × 340 h on h1\. .*MWh and t CO2e are for the 80 nodes of the job alone/,
      ),
    );
    expect(
      rows(how)
        .find(([name]) => name === "cost of the island")
        ?.at(-1),
    ).toMatch(
      /^all nodes of the island × .*: nodes of the island 86, price of a node 98\.32 USD\/h, time \d/,
    );
  });

  test("calls figures and inputs by words, and says no unit twice", () => {
    for (const section of [how, howIsland])
      for (const [name = "", value = ""] of rows(section)) {
        expect(name).not.toMatch(/^[a-z]+[A-Z\d]/);
        const unit = value.replace(/^[\d.,e+-]+( (million|billion|trillion))?/, "").trim();
        expect([name, unit === "" || !name.split(" ").includes(unit)]).toEqual([name, true]);
      }
  });

  test("shows both figures of the grid with their sources, though they have one name", () => {
    const grid = rows(how).filter(([name]) => name === "carbon of the grid");
    expect(grid.map(([, value]) => value)).toEqual(["396.3 g CO2e/kWh", "557.2 g CO2e/kWh"]);
  });

  test("folds away how its island's figures were reckoned, sparse peaks of every format among them", () => {
    expect(howIsland).toMatchObject({ title: "How an island's figures were reckoned, on h1", folded: true });
    const named = new Map(rows(howIsland).map(([name, ...cells]) => [name, cells]));
    expect(named.get("peak FP8, sparse")?.[0]).toBe("2,723 PFLOP/s");
    expect(named.get("peak TF32, sparse")?.[0]).toBe("680.4 PFLOP/s");
    expect(named.has("peak FP64, sparse")).toBe(false);
    expect(named.get("bisection bandwidth")).toEqual([
      "17,200 GB/s",
      "assumed",
      "nodes / 2, rounded down, × Gb/s of a node / 8 / oversubscription: nodes 86, InfiniBand of a node 3,200 Gb/s, oversubscription 1",
    ]);
    expect([...named.keys()]).toEqual(
      expect.arrayContaining(["InfiniBand of a GPU", "most that all servers draw", "Rpeak"]),
    );
  });

  test("stands with its layouts and with what its island can do", () => {
    expect(layouts?.title).toBe("Layouts of gpt-3 on h1");
    expect(rows(island)[0]).toEqual(["h1", "680.8", "1,361.6", "17,200", "50", "877", "46.1", "unknown"]);
  });

  test("that reads more than storage gives starves the GPUs", () => {
    const [starved] = sectionsOf({ workloads: [{ ...gpt3, bytesPerToken: 1_000_000 }] });
    expect(paragraphs(starved)).toContainEqual(
      expect.stringMatching(/^Storage starves the GPUs: reading needs \d/),
    );
    expect(paragraphs(results)).toContainEqual(expect.stringMatching(/^Storage feeds the GPUs/));
  });

  test("shows unknown as unknown, never as 0", () => {
    const [unsized] = sectionsOf({ workloads: [gpt3] }, { scratch: { storageCapacityTiB: UNKNOWN } });
    expect(rows(unsized)[0]?.slice(4)).toEqual(Array(7).fill("unknown"));
    expect(paragraphs(unsized)).toContain(
      "Whether storage feeds the GPUs is unknown: its throughput is not known.",
    );
  });

  test("on nodes without a price costs nothing that is known, not the rest of the stack", () => {
    const [unpriced] = sectionsOf({ workloads: [gpt3] }, { cluster: { location: "norwayeast" } });
    expect(paragraphs(unpriced)).toContainEqual(
      expect.stringMatching(
        /^What it costs on h1 is unknown: 86 × unknown USD\/h × \d+ h\. MWh and t CO2e are for/,
      ),
    );
    expect(paragraphs(unpriced).join()).not.toContain("share of all else");
  });

  test("that fits nowhere says so island by island", () => {
    const [none, ...rest] = sectionsOf({ workloads: [{ ...gpt3, nodes: 90 }] });
    expect(rest.map(({ title }) => title)).toEqual([
      "What an island can do at most",
      "How an island's figures were reckoned, on h1",
    ]);
    expect(paragraphs(none)).toContain("It cannot run on h1: it takes 90 nodes, and the island has 86.");
    expect(rows(none)).toEqual([]);
  });
});

test("a job of which no layout fits says why", () => {
  const { layout: _, ...free } = gpt3;
  const [none] = sectionsOf({ workloads: [{ ...free, nodes: 2 }] });
  const [verdict, why] = paragraphs(none);
  expect(verdict).toBe("It cannot run on h1: no layout fits.");
  expect(why).toMatch(/^Layouts that cannot be, by reason\. .*the nearest needs [\d.]+ GB/);
});

test("a job that cannot be divided is not said to be too large", () => {
  const { layout: _, ...free } = gpt3;
  const [verdict] = paragraphs(sectionsOf({ workloads: [{ ...free, nodes: 85, globalBatch: 1000 }] })[0]);
  expect(verdict).toBe("It cannot run on h1: no layout divides the job among its GPUs.");
});

test("a job whose declared layout cannot be is shown the fastest that fit", () => {
  const [verdict, instead] = sectionsOf({
    workloads: [{ ...gpt3, layout: { tensorParallel: 8, pipelineParallel: 1 } }],
  });
  expect(paragraphs(verdict)[0]).toMatch(/^It cannot run on h1: the declared layout needs /);
  expect(paragraphs(verdict).join()).not.toContain("Layouts that cannot be");
  expect(instead?.title).toBe("Layouts of gpt-3 on h1");
  expect(rows(instead)).toHaveLength(4);
  expect(paragraphs(instead)[0]).toMatch(/^The fastest first; /);
  expect(paragraphs(instead).at(-1)).toMatch(/^Layouts that cannot be, by reason/);
});

test("a job without `repair` is told what its spare nodes need", () => {
  const { repair: _, ...unrepaired } = gpt3;
  const [results] = sectionsOf({ workloads: [unrepaired] });
  expect(paragraphs(results)).toContainEqual(expect.stringMatching(/^How many spare nodes .*`repair`/));
});

test("nothing declared, nothing said", () => {
  expect(sectionsOf({})).toEqual([]);
});

test("what cannot be read is said", () => {
  const [unread] = sectionsOf({ workloads: [{ name: "half" }] });
  expect(paragraphs(unread)).toEqual([
    "Nothing can be said of workload 1: its tokens is not what an environment can say.",
  ]);
});

test("a hall's cap shows waves, minutes and what cannot start", () => {
  const hall = { capKilowatts: 870, startingKilowattsPerNode: 12, startMinutes: 15 };
  const [start] = sectionsOf({ hall });
  expect(start?.title).toBe("Starting under the hall's power cap");
  expect(rows(start)[0]?.slice(0, 3)).toEqual(["h1", "877", "870"]);
  expect(rows(start)[0]?.at(-1)).toBe("1 node");
  expect(rows(start)[1]?.at(-1)).toBe("none");
  expect(paragraphs(start)).toEqual([
    "Jobs are reckoned on the nodes that can start; the others are paid for all the same.",
  ]);
  const [roomy] = sectionsOf({ hall: { ...hall, capKilowatts: 1_000 } });
  expect(paragraphs(roomy)).toEqual([]);
});

test("a job that the hall's cap stops says so", () => {
  const hall = { capKilowatts: 600, startingKilowattsPerNode: 10.2, startMinutes: 15 };
  const [none] = sectionsOf({ workloads: [gpt3], hall });
  expect(paragraphs(none)[0]).toBe(
    "It cannot run on h1: it takes 80 nodes, and 58 are what the hall's cap of 600 kW lets start of the island's 86.",
  );
});
