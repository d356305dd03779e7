import { limits } from "../../../catalog/azure/limits.ts";
import type { Problem } from "../../../lib/planning/problem.ts";
import type { GpuNodePoolSettings } from "./gpu-node-pool.args.ts";

/** A pool has room for 30 pods at least: https://learn.microsoft.com/azure/aks/quotas-skus-regions (2026-08). */
const FEWEST_PODS_OF_POOL = 30;

const zones = ["1", "2", "3"];

/** The most nodes that a pool may have: those of its InfiniBand island, or of a scale set. */
export function mostNodesOf({
  infiniband = true,
  islandLimit = limits.islandNodes.value,
}: GpuNodePoolSettings): number {
  return infiniband ? islandLimit : limits.poolNodes.value;
}

/** Why a pool cannot have this many nodes, in this zone, with this many pods. */
export function countProblems(
  settings: GpuNodePoolSettings,
  maxPods: number,
  surgeNodes: number,
  at: (property: string) => string,
): Problem[] {
  const { nodes, autoscaling } = settings;
  const largest = autoscaling?.maxCount ?? nodes;
  return [
    ...islandLimitProblems(settings, at),
    ...nodeProblems(settings, at),
    ...(largest > 0 && largest + surgeNodes > mostNodesOf(settings)
      ? [tooLarge(settings, surgeNodes, at)]
      : []),
    ...podProblems(maxPods, largest, at),
    ...zoneProblems(settings.zone, at("zone")),
  ];
}

function islandLimitProblems(
  { islandLimit }: GpuNodePoolSettings,
  at: (property: string) => string,
): Problem[] {
  const most = limits.islandNodesAgreed.value;
  if (islandLimit === undefined || (Number.isInteger(islandLimit) && islandLimit >= 1 && islandLimit <= most))
    return [];
  return [
    {
      path: at("islandLimit"),
      value: islandLimit,
      message: `an InfiniBand island holds ${limits.islandNodes.value} nodes, and at most ${most} where Microsoft has agreed`,
      fix: `write a number from 1 to ${most}`,
    },
  ];
}

function nodeProblems(
  { nodes, autoscaling }: GpuNodePoolSettings,
  at: (property: string) => string,
): Problem[] {
  if (autoscaling === undefined) {
    const message = "must be a whole number of nodes, at least 1";
    return isCount(nodes, 1) ? [] : [{ path: at("nodes"), value: nodes, message, fix: "write 1 or more" }];
  }
  const { minCount, maxCount } = autoscaling;
  if (!isCount(minCount, 0) || !isCount(maxCount, 1) || minCount > maxCount) {
    const message =
      "minCount and maxCount must be whole numbers with 0 <= minCount <= maxCount and maxCount >= 1";
    const fix = "write, for example, { minCount: 0, maxCount: 8 }";
    return [{ path: at("autoscaling"), value: autoscaling, message, fix }];
  }
  if (isCount(nodes, minCount) && nodes <= maxCount) return [];
  const message = `must be a whole number between the autoscaler's minCount (${minCount}) and maxCount (${maxCount})`;
  return [
    { path: at("nodes"), value: nodes, message, fix: `write ${nodes > maxCount ? maxCount : minCount}` },
  ];
}

function tooLarge(
  settings: GpuNodePoolSettings,
  surgeNodes: number,
  at: (property: string) => string,
): Problem {
  const { nodes, autoscaling, infiniband = true } = settings;
  const [path, value] =
    autoscaling === undefined ? [at("nodes"), nodes] : [at("autoscaling.maxCount"), autoscaling.maxCount];
  const surge = surgeNodes === 0 ? "" : `, ${surgeNodes} of them surge`;
  const most = mostNodesOf(settings);
  const sum = `${value + surgeNodes} nodes${surge}`;
  if (!infiniband) {
    const message = `${sum}: a node pool is one scale set, which holds at most ${most}`;
    return { path, value, message, fix: "make several pools" };
  }
  return {
    path,
    value,
    message: `${sum}: one pool is one InfiniBand island of at most ${most} nodes, and no job spans two islands`,
    fix: `make several pools, or, where Microsoft has agreed to larger scale sets, islandLimit up to ${limits.islandNodesAgreed.value}`,
  };
}

function podProblems(maxPods: number, largest: number, at: (property: string) => string): Problem[] {
  const { podsPerNodeLeast, podsPerNodeMost } = limits;
  const path = at("maxPods");
  if (!isCount(maxPods, podsPerNodeLeast.value) || maxPods > podsPerNodeMost.value) {
    const message = `a node has ${podsPerNodeLeast.value} to ${podsPerNodeMost.value} pods`;
    return [{ path, value: maxPods, message, fix: "write 110" }];
  }
  if (largest < 1 || maxPods * largest >= FEWEST_PODS_OF_POOL) return [];
  const message = `a pool has room for ${FEWEST_PODS_OF_POOL} pods at least, and ${largest} × ${maxPods} = ${largest * maxPods}`;
  return [
    { path, value: maxPods, message, fix: `write ${Math.ceil(FEWEST_PODS_OF_POOL / largest)} or more` },
  ];
}

function zoneProblems(zone: string, path: string): Problem[] {
  if (zones.includes(zone)) return [];
  const message = `a pool lies in exactly one availability zone: ${zones.join(", ")}`;
  return [{ path, value: zone, message, fix: 'write "1"' }];
}

function isCount(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least;
}
