import { type Graph, type Resource, type Value, valueAt } from "../lib/graph/graph.ts";
import { ENVIRONMENT } from "./resource-types.ts";

/** What no resource says by itself: declared in the environment's file, registered as the inputs of one component. */
export interface Intent {
  /** Profile of the environment; `undefined` where the graph declares none. */
  readonly isolation: "isolated" | "connected" | undefined;
  /** Stage of the environment; `undefined` where the graph declares none. */
  readonly stage: "production" | "development" | undefined;
}

const intents = new WeakMap<Graph, Intent>();

/** The intent that a graph declares. */
export function intentOf(graph: Graph): Intent {
  const known = intents.get(graph);
  if (known !== undefined) return known;
  const inputs = graph.resources.find((resource) => resource.type === ENVIRONMENT)?.inputs;
  const intent: Intent = {
    isolation: oneOf(valueAt(inputs, "isolation"), "isolated", "connected"),
    stage: oneOf(valueAt(inputs, "stage"), "production", "development"),
  };
  intents.set(graph, intent);
  return intent;
}

/**
 * The purpose that a vault, key or store declares by its tag `purpose`.
 *
 * @returns the tag's text, unknown or secret as it stands there; `undefined` without the tag.
 */
export function purposeOf(resource: Resource): Value | undefined {
  return valueAt(resource.inputs, "tags.purpose");
}

function oneOf<T extends string>(value: Value | undefined, ...allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value);
}
