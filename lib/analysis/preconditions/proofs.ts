import type { Graph } from "../../graph/graph.ts";
import { nodePoolsOf } from "../node-pools.ts";
import { both, is, not } from "../reading.ts";
import type { Precondition } from "./precondition.ts";

/** What nobody has shown in public to work, and must be tried once. */
export function proofPreconditions(graph: Graph): Precondition[] {
  const pools = nodePoolsOf(graph).filter(({ hardware, inputs, cluster }) => {
    const managedDriver = not(is(inputs, "gpuProfile.driver", "None"));
    const noEgress =
      cluster === undefined ? "unknown" : is(cluster.inputs, "networkProfile.outboundType", "none", "block");
    return hardware?.gpus !== undefined && both(managedDriver, noEgress) !== false;
  });
  if (pools.length === 0) return [];
  return [
    {
      id: "proof/gpu driver without egress",
      kind: "proof",
      needed: "AKS installs the GPU driver on nodes that have no route out",
      state: "unknown",
      reason: `pools ${pools.map(({ name }) => name).join(", ")} leave the driver to AKS, whose documentation does not say that this works without egress`,
      check:
        "create one node in the same network and run nvidia-smi on it, or set gpuProfile.driver to None and bring the GPU Operator",
    },
  ];
}
