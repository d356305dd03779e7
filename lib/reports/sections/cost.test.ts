import { describe, expect, test } from "vitest";
import { sketch } from "../../analysis/testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "../../analysis/testing/nd-h100.ts";
import { type Graph, type Properties, UNKNOWN } from "../../graph/graph.ts";
import { documentOf } from "../document.ts";
import { terminalText } from "../terminal.ts";
import { costSection } from "./cost.ts";

test("a budget whose tag nothing carries is said to watch nothing; one that watches something is not", () => {
  const budget = (name: string, scope: Properties) => ({
    name,
    monthly: "100",
    currency: "USD",
    scope,
    thresholds: [{ at: 1, action: "fail" }],
  });
  const graph = ndH100({
    environment: {
      budgets: [budget("typo", { tag: { name: "team", value: "reserch" } }), budget("whole", {})],
    },
  });
  const document = documentOf({ graph, findings: [], asOf: "2026-11-30" });
  const text = terminalText("title", costSection(document), { width: 120 });
  expect(text).toContain("Budget typo watches nothing: nothing that costs carries tag team=reserch.");
  expect(text).not.toContain("Budget whole watches nothing");
});

describe("what of a resource is not priced", () => {
  const text = (graph: Graph): string =>
    terminalText("title", costSection(documentOf({ graph, findings: [], asOf: "2026-11-30" })), {
      width: 300,
    });

  test("is named with the resource", () => {
    expect(
      text(ndH100({ h1: { osDiskType: "Managed" }, h2: { osDiskSizeGB: UNKNOWN, osDiskType: "Managed" } })),
    ).toContain("Priced in part: h2 without pool h2: OS disks.");
  });

  test("is not named of more resources than anybody reads", () => {
    const pools = Array.from({ length: 12 }, (_, index) => pool(`p${index}`, 1, { osDiskType: null }));
    expect(text(sketch(...ndH100Sketches(), ...pools))).toContain(
      "; and 2 resources more: see the JSON report.",
    );
  });

  test("is said of none where all is priced", () => {
    expect(text(ndH100())).not.toContain("Priced in part");
  });
});

test.each([
  [1, "1 resource of these types costs nothing by itself."],
  [2, "2 resources of these types cost nothing by themselves."],
])("%d free", (count, sentence) => {
  const groups = Array.from({ length: count }, (_, index) => ({
    type: "resources:ResourceGroup",
    name: `group${index}`,
  }));
  const document = documentOf({ graph: sketch(...groups), findings: [], asOf: "2026-11-30" });
  expect(terminalText("title", costSection(document), { width: 120 })).toContain(sentence);
});
