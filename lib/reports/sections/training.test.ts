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
  const [results, layouts, how, island] = sectionsOf({ workloads: [gpt3] });

  test("has a row for each island, with what it takes and costs", () => {
    expect(results?.title).toBe("Training gpt-3: GPT-3 175B, 300 billion tokens");
    const [first, ...others] = rows(results);
    expect(others).toHaveLength(2);
    expect(first?.slice(0, 2)).toEqual(["h1, 80 nodes", "TP 8 PP 8 DP 10"]);
    expect(first?.[5]).toMatch(/^\d,\d{3},\d{3}\.\d\d$/);
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
    expect(note).toContain("failures per 1000 node days 6.5 per 1,000 node-days (the rate of RSC-1");
    expect(note).toContain("GPU utilisation 0.8");
    expect(note).not.toContain("goodput");
    expect(note).toContain("Hardware's own carbon is left out.");
  });

  test("folds away how each figure was reckoned, with formula, inputs and basis", () => {
    expect(how).toMatchObject({ title: "How gpt-3 was reckoned, on h1", folded: true });
    const row = rows(how).find(([name]) => name === "mean hours between interruptions");
    expect(row?.slice(1)).toEqual([
      "46.15 h",
      "assumed",
      "24,000 h / (nodes × interruptions per 1,000 node-days): nodes 80, interruptions per 1000 node days 6.5",
    ]);
    expect(rows(how).filter((cells) => cells.length === 4)).toHaveLength(28);
    expect(rows(how)).toContainEqual(["PUE", "1.14", expect.stringMatching(/Cloud_Region_Metadata/)]);
    expect(how?.inTerminal).toContain("sources of all 28 figures: --format html, markdown or json");
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

  test("that fits nowhere says so island by island", () => {
    const [none, ...rest] = sectionsOf({ workloads: [{ ...gpt3, nodes: 90 }] });
    expect(rest.map(({ title }) => title)).toEqual(["What an island can do at most"]);
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
});
