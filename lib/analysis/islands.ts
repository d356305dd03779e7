import { type Graph, UNKNOWN } from "../graph/graph.ts";
import { type NodePool, nodePoolsOf } from "./node-pools.ts";
import type { Unknown } from "./reading.ts";

/** Nodes that reach each other over InfiniBand: one node pool, because Azure isolates RDMA by scale set. */
export interface Island {
  readonly urn: string;
  /** Azure's name of the node pool. */
  readonly pool: string;
  readonly vmSize: string;
  /** Nodes that `pulumi up` creates. */
  readonly nodes: number | Unknown;
  /** Bounds of the autoscaler; equal where the pool does not scale by itself. */
  readonly minNodes: number | Unknown;
  readonly maxNodes: number | Unknown;
  /** GPUs of `nodes`; 0 for a size that has none. */
  readonly gpus: number | Unknown;
  /** Availability zone; null where the pool names none. */
  readonly zone: string | null;
  /** InfiniBand bandwidth of one node, Gb/s, one direction, all links. */
  readonly gbpsPerNode: number;
}

/** The InfiniBand islands of a graph, in its order. */
export function islandsOf(graph: Graph): Island[] {
  return nodePoolsOf(graph).flatMap(islandOf);
}

function islandOf({ resource, name, vmSize, hardware, count, zones }: NodePool): Island[] {
  if (vmSize === undefined || hardware?.infiniband === undefined) return [];
  return [
    {
      urn: resource.urn,
      pool: name,
      vmSize,
      nodes: count?.nodes ?? UNKNOWN,
      minNodes: count?.min ?? UNKNOWN,
      maxNodes: count?.max ?? UNKNOWN,
      gpus: count === undefined ? UNKNOWN : count.nodes * (hardware.gpus?.count ?? 0),
      zone: zones.length === 0 ? null : zones.join(", "),
      gbpsPerNode: hardware.infiniband.gbpsPerVm,
    },
  ];
}
