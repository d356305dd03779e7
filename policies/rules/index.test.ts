import { describe, expect, test } from "vitest";
import { evaluate } from "../evaluate.ts";
import { graphWith } from "../testing/build-graph.ts";
import { mutations } from "../testing/mutations/index.ts";
import { referenceGraph } from "../testing/reference/index.ts";
import { rules } from "./index.ts";

test("rules stand by family and number, each once", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const families = [...new Set(ids.map((id) => id.charAt(0)))].join("");
  expect([..."NIEWDF"].filter((family) => families.includes(family)).join("")).toBe(families);
  for (const family of families) {
    const numbers = ids.filter((id) => id.startsWith(family));
    expect(numbers).toEqual(numbers.toSorted());
  }
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  test("says what it demands, what to write and why", () => {
    expect(rule.name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(rule.title).toMatch(/^[A-Z].*\.$/);
    expect(rule.remediation).toMatch(/^[A-Z].*\.$/);
    expect(rule.evidence).toMatch(/^https:\/\//);
  });

  test("names its frameworks as they number themselves", () => {
    const { checkov = [], cisAks = [], cisEks = [], nist80053 } = rule.frameworks;
    expect(checkov.filter((id) => !/^CKV2?_(AZURE|AWS|K8S)_\d+$/.test(id))).toEqual([]);
    expect([...cisAks, ...cisEks].filter((id) => !/^\d+\.\d+\.\d+$/.test(id))).toEqual([]);
    expect(nist80053.length).toBeGreaterThan(0);
    expect(nist80053.filter((id) => !/^[A-Z]{2}-\d+$/.test(id))).toEqual([]);
  });

  test("of scope resource: what fails in the stack fails on the resource alone", () => {
    if (rule.scope === "graph") return;
    for (const graph of [referenceGraph, ...mutations.map(({ apply }) => apply(referenceGraph))]) {
      const alone = graph.resources.flatMap(({ propertyDependencies: _, ...found }) =>
        evaluate(graphWith([found]), [rule]),
      );
      const failed = (findings: typeof alone) =>
        findings.filter(({ status }) => status === "failed").map(({ urn, path }) => `${urn} ${path}`);
      expect(failed(alone)).toEqual(failed(evaluate(graph, [rule])));
    }
  });
});
