import type { Graph, Resource } from "../lib/graph/graph.ts";
import { unversioned } from "./resource-types.ts";

const indexes = new WeakMap<Graph, ReadonlyMap<string, readonly Resource[]>>();

/** The resources of one type, whatever API version they name, in the order of the graph. */
export function ofUnversioned(graph: Graph, type: string): readonly Resource[] {
  let index = indexes.get(graph);
  if (index === undefined) {
    index = Map.groupBy(graph.resources, (resource) => unversioned(resource.type));
    indexes.set(graph, index);
  }
  return index.get(type) ?? [];
}
