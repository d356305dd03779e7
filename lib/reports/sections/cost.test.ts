import { expect, test } from "vitest";
import { ndH100 } from "../../analysis/testing/nd-h100.ts";
import type { Properties } from "../../graph/graph.ts";
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
