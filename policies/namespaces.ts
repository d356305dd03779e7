import { type Graph, type Resource, referencesOf, type Value, valueAt } from "../lib/graph/graph.ts";
import { isAbsent, opaque } from "./answers.ts";
import { NAMESPACE } from "./resource-types.ts";

/** What a `Namespace` is called: its name, or its URN where Pulumi will name it. */
export function namespaceId(namespace: Resource): string {
  const name = valueAt(namespace.inputs, "metadata.name");
  return typeof name === "string" ? name : namespace.urn;
}

/**
 * The namespace that an object stands in.
 *
 * @returns what {@link namespaceId} calls it; `undefined` where that is not known.
 */
export function namespaceOf(object: Resource, graph: Graph): string | undefined {
  const name = valueAt(object.inputs, "metadata.namespace");
  if (typeof name === "string") return name;
  if (isAbsent(name)) return "default";
  const sources = referencesOf(graph, object, "metadata").filter(({ type }) => type === NAMESPACE);
  const [source] = sources;
  return source !== undefined && sources.length === 1 ? namespaceId(source) : undefined;
}

/** A label of an object. Labels have dots in their names, which paths have not. */
export function labelOf(object: Resource, label: string): Value | undefined {
  const labels = valueAt(object.inputs, "metadata.labels");
  if (typeof labels !== "object" || labels === null || opaque(labels) !== undefined) return labels;
  return (labels as { readonly [key: string]: Value })[label];
}

/** The path of a label, as findings write it. */
export function labelPath(label: string): string {
  return `metadata.labels["${label}"]`;
}
