import type { Graph, Resource } from "../../../graph/graph.ts";
import { perGraph } from "../../reading.ts";
import { asNative } from "./mapping.ts";
import { classicTypes } from "./types.ts";

/**
 * The graph as azure-native would declare it: what the classic provider makes has the same meters. Resources keep their
 * URNs and their order; a type without a counterpart stays as it is.
 */
export const nativeGraphOf = perGraph((graph): Graph => {
  const resources = graph.resources.map(nativeOf);
  return resources.every((resource, index) => resource === graph.resources[index])
    ? graph
    : { ...graph, resources };
});

function nativeOf(resource: Resource): Resource {
  const known = Object.hasOwn(classicTypes, resource.type) ? classicTypes[resource.type] : undefined;
  return known === undefined ? resource : asNative(resource, known);
}
