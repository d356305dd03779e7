import { expect, test } from "vitest";
import { ndH100 } from "../analysis/testing/nd-h100.ts";
import type { Finding } from "../graph/finding.ts";
import { type Document, documentOf, refusalOf } from "./document.ts";
import { verdictOf } from "./verdict.ts";

const asOf = "2026-11-22";
const fine = documentOf({ graph: ndH100(), findings: [], asOf });
const finding: Finding = {
  rule: "N01",
  enforcement: "mandatory",
  severity: "high",
  status: "failed",
  urn: "urn",
  path: "",
  message: "",
};
const budgets: Document["budgets"] = [
  {
    name: "all",
    monthly: "1",
    currency: "USD",
    scope: {},
    known: "2",
    unpriced: 0,
    thresholds: [],
    state: "exceeded",
  },
];

const unapproved: Document["changes"] = {
  against: "the state of before",
  settings: [],
  moves: [],
  resources: [],
  nodes: 1,
  gpus: 8,
  unchanged: 0,
  approvals: [
    { urn: "urn", message: "8 GPUs stop", instead: "wait", flag: "--approve urn", approved: false },
  ],
};

test.each<[string, Document]>([
  [
    "badInput",
    refusalOf({
      project: "p",
      stack: "s",
      asOf,
      problems: [{ path: "a", value: 1, message: "b", fix: "c" }],
    }),
  ],
  ["needsApproval", { ...fine, findings: [finding], budgets, changes: unapproved }],
  ["ruleViolated", { ...fine, findings: [finding], budgets }],
  ["overBudget", { ...fine, findings: [{ ...finding, enforcement: "advisory" }], budgets }],
  [
    "fine",
    {
      ...fine,
      findings: [
        { ...finding, status: "waived" },
        { ...finding, status: "notEvaluated" },
      ],
    },
  ],
])("%s", (verdict, document) => {
  expect(verdictOf(document)).toBe(verdict);
});
