import type { Value } from "../../../lib/graph/graph.ts";
import { change, withInput } from "../build-graph.ts";
import type { Mutation } from "./mutation.ts";

/** Sets an input, or removes it where `value` is `undefined`: for a finding that is on another resource, or path. */
export function setting(
  type: string,
  name: string,
  path: string,
  value: Value | undefined,
): Mutation["apply"] {
  return (graph) => change(graph, type, name, (found) => withInput(found, path, value));
}

/** Takes a resource away: it becomes one that no rule looks at, so that other changes of it can follow. */
export function without(type: string, name: string): Mutation["apply"] {
  return (graph) => change(graph, type, name, (found) => ({ ...found, type: "test:index:Removed" }));
}

/** One change after the other. */
export function all(...changes: readonly Mutation["apply"][]): Mutation["apply"] {
  return (graph) => changes.reduce((changed, apply) => apply(changed), graph);
}
