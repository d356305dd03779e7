import type { Graph, Resource } from "../../lib/graph/graph.ts";
import { evaluate } from "../evaluate.ts";
import type { Rule } from "../rule.ts";
import { graphWith } from "./build-graph.ts";

/** What a rule says about one resource of a graph, each answer as one line: `failed: path found; must`. */
export function answersOf(
  rule: Rule,
  found: Resource,
  others: readonly Resource[] = [],
  origin: Graph["origin"] = "embedded",
): string[] {
  return answersIn(graphWith([found, ...others], origin), rule, found.urn);
}

/** {@link answersOf} in a graph that stands already. */
export function answersIn(graph: Graph, rule: Rule, urn: string): string[] {
  return evaluate(graph, [rule])
    .filter((finding) => finding.urn === urn)
    .map(({ status, path, message }) => `${status}: ${path} ${message}`);
}
