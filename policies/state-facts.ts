import type { Graph, Properties, Resource } from "../lib/graph/graph.ts";

/** What is known of a stack beside its resources, where the source of the graph carries it. */
export interface StateFacts {
  /** Who encrypts the stack's secrets, as `deployment.secrets_providers.type` of an exported state says it: `cloud`, `service`, `passphrase`. */
  readonly secretsProvider?: string;
}

/** What the stack hands out. */
export interface StackOutputs {
  readonly outputs?: Properties;
}

/** Who encrypts the stack's secrets; `undefined` where not carried. */
export function secretsProviderOf(graph: Graph & StateFacts): string | undefined {
  return graph.secretsProvider;
}

/** What the stack hands out; `undefined` where not carried. */
export function outputsOf(stack: Resource & StackOutputs): Properties | undefined {
  return stack.outputs;
}
