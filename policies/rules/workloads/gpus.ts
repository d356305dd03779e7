import { type Value, valueAt } from "../../../lib/graph/graph.ts";
import { entriesOf, opaque } from "../../answers.ts";
import type { Container } from "../../pods.ts";

/** Resources by which device plugins hand out GPUs, whole, as MIG partitions or shared. */
const GPU = /^(?:nvidia\.com\/(?:gpu|mig-.+?)|amd\.com\/gpu)(?:\.shared)?$/;

/** GPUs that a container asks for: of each resource its limit and its request. */
export interface GpuRequest {
  readonly resource: string;
  readonly limit: Value | undefined;
  readonly request: Value | undefined;
}

/**
 * What GPUs a container asks for.
 *
 * @returns the reason as text where that cannot be looked at.
 */
export function gpusOf(container: Container): readonly GpuRequest[] | string {
  const limits = valueAt(container.value, `${container.resources}.limits`);
  const requests = valueAt(container.value, `${container.resources}.requests`);
  const reason = opaque(limits) ?? opaque(requests);
  if (reason !== undefined) return reason;
  const [limit, request] = [new Map(entriesOf(limits)), new Map(entriesOf(requests))];
  return [...new Set([...limit.keys(), ...request.keys()])]
    .filter((name) => GPU.test(name))
    .toSorted()
    .map((resource) => ({ resource, limit: limit.get(resource), request: request.get(resource) }));
}
