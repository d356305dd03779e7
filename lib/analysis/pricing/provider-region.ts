import { byUrn, type Graph, type Resource } from "../../graph/graph.ts";
import { textAt } from "../reading.ts";

/**
 * The region that a resource gets from its provider where it says none itself.
 *
 * @param setting how the provider calls it.
 * @returns `undefined` where nothing tells, for example because it stands in an environment variable.
 */
export function regionOfProvider(
  graph: Graph,
  { urn, provider }: Resource,
  setting: "location" | "region",
): string | undefined {
  if (provider === undefined) return graph.regions?.[packageOf(urn)];
  const explicit = byUrn(graph, provider);
  return explicit && textAt(explicit.inputs, setting);
}

/** The provider package in a URN, whose type may stand behind those of its parents. */
function packageOf(urn: string): string {
  const [, , types = ""] = urn.split("::");
  return types.slice(types.lastIndexOf("$") + 1).split(":")[0] ?? "";
}
