import type { Graph, Resource, Value } from "../../../lib/graph/graph.ts";
import { change, withInput } from "../build-graph.ts";

/** One way to break the reference graph. */
export interface Mutation {
  /** The rule that must fail, and the only one. */
  readonly rule: string;
  readonly type: string;
  readonly name: string;
  /** Path of the finding. */
  readonly path: string;
  readonly apply: (graph: Graph) => Graph;
}

/** Sets an input of the reference graph, or removes it where `value` is `undefined`. */
export function input(
  rule: string,
  type: string,
  name: string,
  path: string,
  value: Value | undefined,
): Mutation {
  return {
    rule,
    type,
    name,
    path: path.replaceAll(/\.(\d+)\./g, "[$1]."),
    apply: (graph) => change(graph, type, name, (found) => withInput(found, path, value)),
  };
}

/** Turns an option of a resource of the reference graph off. */
export function option(
  rule: string,
  type: string,
  name: string,
  key: "protect" | "retainOnDelete",
): Mutation {
  const drop = (found: Resource): Resource => ({ ...found, options: { ...found.options, [key]: false } });
  return { rule, type, name, path: `options.${key}`, apply: (graph) => change(graph, type, name, drop) };
}

/** Breaks the reference graph in a way of its own, with the place where a finding must be. */
export function broken(
  rule: string,
  type: string,
  name: string,
  path: string,
  apply: Mutation["apply"],
): Mutation {
  return { rule, type, name, path, apply };
}
