import { describe, expect, test } from "vitest";
import type { Graph, Resource } from "../../lib/graph/graph.ts";
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

/** The reference graph and each way in which it can be broken. */
const graphs: readonly Graph[] = [referenceGraph, ...mutations.map(({ apply }) => apply(referenceGraph))];

/** Each resource in a graph of its own, as a policy of single resources sees it. */
const alone = new Map<Resource, Graph>(
  graphs.flatMap(({ resources }) =>
    resources.map((found) => {
      const { propertyDependencies: _, ...shown } = found;
      return [found, graphWith([shown])] as const;
    }),
  ),
);

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
    const failed = (graph: Graph) =>
      evaluate(graph, [rule])
        .filter(({ status }) => status === "failed")
        .map(({ urn, path }) => `${urn} ${path}`);
    // Most resources are the same in all graphs.
    const failedAlone = new Map([...alone].map(([found, graph]) => [found, failed(graph)]));
    for (const graph of graphs)
      expect(graph.resources.flatMap((found) => failedAlone.get(found) ?? [])).toEqual(failed(graph));
  });
});
