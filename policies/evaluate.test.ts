import { expect, test } from "vitest";
import { graphOf, UNKNOWN } from "../lib/graph/graph.ts";
import { countByStatus, evaluate } from "./evaluate.ts";
import { AGENT_POOL } from "./resource-types.ts";
import { rules } from "./rules/index.ts";
import { graphWith, resource } from "./testing/build-graph.ts";
import { referenceGraph } from "./testing/reference/index.ts";

test("a rule that finds nothing to look at says so of the stack", () => {
  const findings = evaluate(graphWith([]));
  expect(findings.map(({ rule }) => rule)).toEqual(rules.map(({ id }) => id));
  expect(findings[0]).toEqual({
    rule: "N01",
    enforcement: "mandatory",
    severity: "critical",
    status: "notApplicable",
    urn: "urn:pulumi:test::exaform::pulumi:pulumi:Stack::exaform-test",
    path: "",
    message: "the stack has nothing that the rule looks at (ManagedCluster)",
  });
});

test("every status is counted, and those without a finding are 0", () => {
  const pools = [
    resource(AGENT_POOL, "a", { enableEncryptionAtHost: true }),
    resource(AGENT_POOL, "b"),
    resource(AGENT_POOL, "c", { enableEncryptionAtHost: UNKNOWN }),
  ];
  const hostEncryption = rules.filter(({ id }) => id === "E01");
  expect(countByStatus(evaluate(graphWith(pools), hostEncryption))).toEqual({
    passed: 1,
    failed: 1,
    waived: 0,
    notEvaluated: 1,
    notApplicable: 0,
  });
});

test("the order of registration does not show", () => {
  const { resources, ...header } = referenceGraph;
  expect(evaluate(graphOf(header, resources.toReversed()))).toEqual(evaluate(referenceGraph));
});

test("every finding of a rule that failed carries its enforcement and severity", () => {
  const [finding] = evaluate(
    graphWith([resource(AGENT_POOL, "a")]),
    rules.filter(({ id }) => id === "E01"),
  );
  expect(finding).toMatchObject({
    rule: "E01",
    enforcement: "mandatory",
    severity: "high",
    status: "failed",
  });
});
