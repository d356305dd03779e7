import { type Graph, UNKNOWN } from "../../graph/graph.ts";
import { type NodePool, nodePoolsOf } from "../node-pools.ts";
import { perGraph, type Unknown } from "../reading.ts";
import type { NodeMove } from "./change.ts";

/** A node pool that carries GPUs, or may: its size is not known then. */
export interface GpuPool {
  /** URN of the resource that declares it. */
  readonly urn: string;
  /** Azure's name. */
  readonly name: string;
  /** Most nodes that it may have. */
  readonly nodes: number | Unknown;
  readonly gpusPerNode: number | Unknown;
}

/** How many nodes and GPUs. */
export interface GpuCount {
  readonly nodes: number | Unknown;
  readonly gpus: number | Unknown;
}

/** The pools of a graph that carry GPUs, in its order. */
export const gpuPoolsOf = perGraph((graph): readonly GpuPool[] =>
  nodePoolsOf(graph)
    .map(gpuPool)
    .filter(({ gpusPerNode }) => gpusPerNode !== 0),
);

function gpuPool({ resource, name, count, hardware }: NodePool): GpuPool {
  return {
    urn: resource.urn,
    name,
    nodes: count?.max ?? UNKNOWN,
    gpusPerNode: hardware === undefined ? UNKNOWN : (hardware.gpus?.count ?? 0),
  };
}

/** What stops with all these pools. */
export function countOf(pools: readonly GpuPool[]): GpuCount {
  return sumOf(
    pools.map(({ nodes, gpusPerNode }) => ({
      nodes,
      gpus: typeof nodes === "number" && typeof gpusPerNode === "number" ? nodes * gpusPerNode : UNKNOWN,
    })),
  );
}

/** The sum of counts; one that is unknown makes it unknown. */
export function sumOf(counts: readonly GpuCount[]): GpuCount {
  const sum = (values: readonly (number | Unknown)[]): number | Unknown =>
    values.reduce<number | Unknown>(
      (total, value) => (typeof total === "number" && typeof value === "number" ? total + value : UNKNOWN),
      0,
    );
  return { nodes: sum(counts.map(({ nodes }) => nodes)), gpus: sum(counts.map(({ gpus }) => gpus)) };
}

/** One pool before and after; absent where there is none. */
export interface PoolPair {
  readonly before?: GpuPool;
  readonly after?: GpuPool;
  /** Whether an input that decides its number of nodes differs, or may. */
  readonly resized: boolean;
}

/** Inputs of a pool that decide its number of nodes. */
const SIZE_INPUTS = ["count", "maxCount", "enableAutoScaling"];

/**
 * The pools of both graphs, each with itself.
 *
 * @param differing names of the inputs of a resource that are not as they were, by its URN of today.
 */
export function poolPairs(
  before: Graph,
  after: Graph,
  urnOfToday: (urn: string) => string,
  differing: (urn: string) => readonly string[],
): readonly PoolPair[] {
  const keyOf = ({ urn, name }: GpuPool): string => `${urnOfToday(urn)} ${name}`;
  const old = new Map(gpuPoolsOf(before).map((pool) => [keyOf(pool), pool]));
  const now = new Map(gpuPoolsOf(after).map((pool) => [keyOf(pool), pool]));
  return [...new Set([...old.keys(), ...now.keys()])].map((key) => {
    const [from, to] = [old.get(key), now.get(key)];
    const resized = differing(to?.urn ?? "").some((property) => SIZE_INPUTS.includes(property));
    return { resized, ...(from && { before: from }), ...(to && { after: to }) };
  });
}

/** The nodes that a pool loses, at most: the autoscaler may have taken them already. */
export function shrinkOf({ before, after, resized }: PoolPair): GpuCount {
  const none = { nodes: 0, gpus: 0 };
  const [old, now] = [before?.nodes ?? 0, after?.nodes ?? 0];
  if (before === undefined || (after !== undefined && !resized)) return none;
  if (typeof old !== "number" || typeof now !== "number") return { nodes: UNKNOWN, gpus: UNKNOWN };
  return now >= old ? none : countOf([{ ...before, nodes: old - now }]);
}

/**
 * Which pools lose nodes that others gain, as few moves as the order of the pools gives. Pools of unknown size, and those
 * that are made anew as a whole, are left out.
 *
 * @param anew today's URNs of pools that are made anew.
 */
export function movesOf(pairs: readonly PoolPair[], anew: ReadonlySet<string>): NodeMove[] {
  const differences = pairs.flatMap((pair) => differenceOf(pair, anew));
  const losing = differences.filter(({ nodes }) => nodes < 0).map((pool) => ({ ...pool, left: -pool.nodes }));
  const moves: NodeMove[] = [];
  for (const to of differences.filter(({ nodes }) => nodes > 0)) {
    let wanted = to.nodes;
    for (const from of losing) {
      const nodes = Math.min(from.left, wanted);
      if (nodes === 0) continue;
      from.left -= nodes;
      wanted -= nodes;
      moves.push({
        from: from.urn,
        fromPool: from.name,
        to: to.urn,
        toPool: to.name,
        nodes,
        gpus: nodes * from.gpusPerNode,
      });
    }
  }
  return moves;
}

interface PoolDifference {
  readonly urn: string;
  readonly name: string;
  /** Below 0 where it loses nodes. */
  readonly nodes: number;
  readonly gpusPerNode: number;
}

function differenceOf({ before, after }: PoolPair, anew: ReadonlySet<string>): PoolDifference[] {
  const pool = after ?? before;
  if (pool === undefined || anew.has(pool.urn)) return [];
  const [old, now] = [before?.nodes ?? 0, after?.nodes ?? 0];
  const { urn, name, gpusPerNode } = pool;
  if (typeof old !== "number" || typeof now !== "number" || typeof gpusPerNode !== "number") return [];
  return [{ urn, name, nodes: now - old, gpusPerNode }];
}
