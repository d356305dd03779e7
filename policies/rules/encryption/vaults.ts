import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import { declaredOf, linkOf } from "../../links.ts";
import { KEY, VAULT } from "../../resource-types.ts";

/** Purpose of a key, and of a vault of such keys, that is destroyed together with all copies of the data that it encrypts. */
export const DESTROYABLE = "destroyable";

/** The vault that a key stands in, where the stack declares it. */
export function vaultOf(key: Resource, graph: Graph): Resource | undefined {
  const link = linkOf(graph, key, "vaultName", [VAULT]);
  return link.kind === "declared" ? link.resource : undefined;
}

/** The keys of a stack that stand in a vault. */
export function keysIn(vault: Resource, graph: Graph): readonly Resource[] {
  return declaredOf(graph, KEY).filter((key) => vaultOf(key, graph) === vault);
}
