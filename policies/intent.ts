import { type Graph, type Properties, type Resource, type Value, valueAt } from "../lib/graph/graph.ts";
import { listOf } from "./answers.ts";
import { ENVIRONMENT } from "./resource-types.ts";

/** What no resource says by itself: declared in the environment's file, registered as the inputs of one component. */
export interface Intent {
  /** Profile of the environment; `undefined` where the graph declares none. */
  readonly isolation: "isolated" | "connected" | undefined;
  /** Stage of the environment; `undefined` where the graph declares none. */
  readonly stage: "production" | "development" | undefined;
  /** Nodes that one InfiniBand island may have; `undefined` where the graph declares none. */
  readonly islandLimit: number | undefined;
  /** Ids of the virtual networks that may be peered; `undefined` where the graph declares no intent. */
  readonly peeredNetworks: readonly string[] | undefined;
  /** Ranges outside from which people may come in; `undefined` where the graph declares no intent. */
  readonly allowedNetworks: readonly string[] | undefined;
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
    islandLimit: numberAt(inputs, "islandLimit"),
    peeredNetworks: inputs && textsIn(listOf(valueAt(inputs, "network.peerings")), "vnetId"),
    allowedNetworks: inputs && textsIn(listOf(valueAt(inputs, "allowedNetworks"))),
  };
  intents.set(graph, intent);
  return intent;
}

/** The same graph with another isolation than it declares: nothing else of it changes. */
export function withIsolation(graph: Graph, isolation: "isolated" | "connected"): Graph {
  const other: Graph = { ...graph };
  intents.set(other, { ...intentOf(graph), isolation });
  return other;
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

function numberAt(inputs: Properties | undefined, path: string): number | undefined {
  const value = valueAt(inputs, path);
  return typeof value === "number" ? value : undefined;
}

/** The elements of a list that are text, or have text under a key. */
function textsIn(list: readonly Value[], key?: string): string[] {
  return list
    .map((element) => (key === undefined ? element : valueAt(element, key)))
    .filter((element) => typeof element === "string");
}
