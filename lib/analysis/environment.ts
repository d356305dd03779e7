import { type Graph, ofType, type Properties, UNKNOWN } from "../graph/graph.ts";
import { isHidden, textAt, type Unknown } from "./reading.ts";

/** The component whose inputs are what the environment's file declares. */
export const ENVIRONMENT = "exaform:stack:Environment";

/** What the stack's environment declares; `undefined` for a graph that carries none, such as a foreign project's. */
export function environmentOf(graph: Graph): Properties | undefined {
  return ofType(graph, ENVIRONMENT)[0]?.inputs;
}

/** The system that the stack says it is; null where it says nothing. */
export function systemOf(graph: Graph): string | Unknown | null {
  const environment = environmentOf(graph);
  if (environment === undefined) return null;
  return isHidden(environment.system) ? UNKNOWN : (textAt(environment, "system") ?? null);
}
