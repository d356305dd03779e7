import type { Graph } from "../graph/graph.ts";
import { capacityPreconditions } from "./preconditions/capacity.ts";
import { featurePreconditions } from "./preconditions/features.ts";
import { inputPreconditions } from "./preconditions/inputs.ts";
import type { Precondition } from "./preconditions/precondition.ts";
import { proofPreconditions } from "./preconditions/proofs.ts";

export type { Precondition } from "./preconditions/precondition.ts";

/**
 * What must be true before `pulumi up` can work, read from the graph. Nothing asks the cloud here: what only the cloud
 * knows is `"unknown"`.
 */
export function preconditionsOf(graph: Graph): Precondition[] {
  return [
    ...inputPreconditions(graph),
    ...featurePreconditions(graph),
    ...capacityPreconditions(graph),
    ...proofPreconditions(graph),
  ];
}
