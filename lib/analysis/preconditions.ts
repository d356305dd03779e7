import type { Graph } from "../graph/graph.ts";
import { accessPreconditions } from "./preconditions/access.ts";
import { capacityPreconditions } from "./preconditions/capacity.ts";
import { featurePreconditions } from "./preconditions/features.ts";
import { inputPreconditions } from "./preconditions/inputs.ts";
import { lustreCapacity, lustreProofs } from "./preconditions/lustre.ts";
import type { Precondition } from "./preconditions/precondition.ts";
import { proofPreconditions } from "./preconditions/proofs.ts";
import { rightsPreconditions } from "./preconditions/rights.ts";
import { upgradePreconditions } from "./preconditions/upgrades.ts";

export type { Precondition } from "./preconditions/precondition.ts";

/**
 * What must be true before `pulumi up` can work, read from the graph. Nothing asks the cloud here: what only the cloud
 * knows is `"unknown"`.
 */
export function preconditionsOf(graph: Graph): Precondition[] {
  return [
    ...inputPreconditions(graph),
    ...rightsPreconditions(graph),
    ...featurePreconditions(graph),
    ...capacityPreconditions(graph),
    ...lustreCapacity(graph),
    ...accessPreconditions(graph),
    ...upgradePreconditions(graph),
    ...lustreProofs(graph),
    ...proofPreconditions(graph),
  ];
}
