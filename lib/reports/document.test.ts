import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { usualScenarios } from "../analysis/scenarios/scenarios.ts";
import { sketch } from "../analysis/testing/graphs.ts";
import { ndH100, ndH100Sketches } from "../analysis/testing/nd-h100.ts";
import type { Finding } from "../graph/finding.ts";
import { SECRET, UNKNOWN } from "../graph/graph.ts";
import { costDocumentOf } from "./cost/report.ts";
import { documentOf, documentSchema, refusalOf } from "./document.ts";
import { jsonReport } from "./json.ts";

const asOf = "2026-11-22";
const finding: Finding = {
  rule: "N01",
  enforcement: "mandatory",
  severity: "high",
  status: "notEvaluated",
  urn: "urn",
  path: "apiServerAccessProfile",
  message: "not known",
};

const validate = new Ajv2020({ strict: true }).compile(documentSchema());

function check(text: string): unknown {
  return validate(JSON.parse(text)) ? [] : validate.errors;
}

describe("documentOf", () => {
  test("is what the published schema says", () => {
    const tag = { name: "team", value: "a" };
    const thresholds = [{ at: 0.9, action: "warn" }];
    const budget = { name: "all", monthly: "1", currency: "USD", scope: { tag }, thresholds };
    const graph = ndH100({ h1: { count: UNKNOWN }, environment: { budgets: [budget] } });
    const document = documentOf({ graph, findings: [finding], asOf });
    expect(document.budgets).toHaveLength(1);
    expect(check(jsonReport(document))).toEqual([]);
  });

  test("says the same of a graph whose resources and inputs came in another order", () => {
    const reversed = ndH100Sketches()
      .toReversed()
      .map((resource) => ({
        ...resource,
        inputs: Object.fromEntries(Object.entries(resource.inputs ?? {}).toReversed()),
      }));
    const report = (graph: ReturnType<typeof sketch>): string =>
      jsonReport(documentOf({ graph, findings: [], asOf }));
    expect(report(sketch(...reversed))).toBe(report(ndH100()));
  });

  test("has the system, each resource once, and no problem", () => {
    const document = documentOf({ graph: ndH100(), findings: [], asOf });
    expect(document).toMatchObject({
      project: "exaform",
      stack: "test",
      system: "nd-h100",
      budgets: [],
      problems: [],
    });
    expect(new Set(document.resources.map(({ urn }) => urn)).size).toBe(ndH100Sketches().length + 1);
  });

  test("carries marks where secrets and unknowns are, and a graph without an environment has no system", () => {
    const vault = { type: "keyvault:Vault", name: "vault", inputs: { secret: SECRET, later: UNKNOWN } };
    const document = documentOf({ graph: sketch(vault), findings: [], asOf });
    expect(document.system).toBeNull();
    expect(document.resources[1]?.inputs).toEqual({ secret: { $secret: true }, later: { $unknown: true } });
  });
});

test("spot nodes are compared by what an eviction costs the declared job, unless a scenario says it, in a preview and in a cost report", () => {
  const workload = {
    name: "gpt-3",
    model: "GPT-3 175B",
    tokens: 300e9,
    globalBatch: 1600,
    nodes: 80,
    restartMinutes: 10,
    layout: { tensorParallel: 8, pipelineParallel: 8 },
  };
  const graph = ndH100({ environment: { workloads: [workload] } });
  const own = usualScenarios().map((scenario) => ({
    ...scenario,
    spot: { jobNodes: 3, checkpointWriteSeconds: 60, restartSeconds: 600 },
  }));
  const nodes = (input: Partial<Parameters<typeof documentOf>[0]>): (number | undefined)[] =>
    (documentOf({ graph, findings: [], asOf, ...input }).scenarios ?? []).flatMap(({ spot }) =>
      spot === null ? [] : [spot.jobNodes],
    );
  expect(nodes({})).toEqual([80]);
  expect(nodes({ scenarios: own })).toEqual([3]);
  const { scenarios } = documentOf({ graph, findings: [], asOf });
  expect(costDocumentOf({ graph, source: "test", asOf, version: "1" }).scenarios).toEqual(scenarios);
});

describe("refusalOf", () => {
  const problems = [
    { path: "exaform:environment.nodes", value: "lots", message: "must be a number", fix: "write 2" },
    { path: "exaform:environment.zone", value: undefined, message: "is missing", fix: 'write "1"' },
  ];
  const document = refusalOf({ project: "exaform", stack: "dev", asOf, problems });

  test("has every problem and nothing that would have been created: null, not 0", () => {
    expect(document).toMatchObject({
      plan: null,
      capability: null,
      cost: null,
      system: null,
      resources: [],
      findings: [],
    });
    expect(document.problems).toEqual([
      problems[0],
      { path: "exaform:environment.zone", message: "is missing", fix: 'write "1"' },
    ]);
  });

  test("is what the published schema says", () => {
    expect(check(jsonReport(document))).toEqual([]);
  });
});

test("every field of the schema says what it is", () => {
  const mute: string[] = [];
  const visit = (node: unknown, path: string): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "properties") {
        for (const [name, field] of Object.entries(value as object)) {
          const described = "description" in field || "$ref" in field;
          if (!described && name !== "$unknown") mute.push(`${path}.${name}`);
        }
      }
      visit(value, key === "properties" ? path : `${path}.${key}`);
    }
  };
  visit(documentSchema(), "");
  expect(mute).toEqual([]);
});
