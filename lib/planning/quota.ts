import { type VmSize, vmSizeOf, vmSizes } from "../../catalog/azure/vm-sizes.ts";
import { grouped } from "./numbers.ts";
import { type Problem, refuse } from "./problem.ts";
import { suggest } from "./suggest.ts";

/** Nodes of one size for which quota must be there. */
export interface PoolDemand {
  /** Azure's name of the size. */
  readonly vmSize: string;
  /** The most nodes that the pool ever has, without surge. */
  readonly count: number;
  /** Nodes that an upgrade adds: a number, or a percentage of `count` like `10%`. */
  readonly maxSurge: string | number;
}

/** Quota that a subscription must have in one region. */
export interface QuotaNeed {
  /** Family as `az vm list-usage` names it; compare without case and spaces. */
  readonly family: string;
  readonly vCpus: number;
  /** How `vCpus` came about. */
  readonly sum: string;
}

/**
 * Sums the vCPU quota of pools by family: nodes and surge of each size, times its vCPUs.
 *
 * @param path where the pools stand in the user's input; stands before each problem's index.
 * @returns one row for each family, sorted by its name.
 * @throws InvalidInput with every pool whose size the catalogue does not have: its vCPUs are not known.
 */
export function quotaNeeded(pools: readonly PoolDemand[], path = "pools"): QuotaNeed[] {
  const unknown = pools.flatMap(({ vmSize }, index) =>
    vmSizeOf(vmSize) === undefined ? [unknownSize(vmSize, `${path}[${index}].vmSize`)] : [],
  );
  refuse("quota", unknown);
  const demands = pools.flatMap(demandOf);
  return [...Map.groupBy(demands, ({ size }) => size.quotaFamily)]
    .map(([family, own]) => needOf(family, own))
    .toSorted((a, b) => (a.family < b.family ? -1 : 1));
}

/**
 * Nodes that an upgrade adds to a pool.
 *
 * @param maxSurge a number of nodes, or a percentage of `count`, which AKS rounds up.
 * @throws RangeError where it is neither.
 */
export function surgeOf(count: number, maxSurge: string | number): number {
  const [, number, percent] = /^(\d+)(%?)$/.exec(String(maxSurge)) ?? [];
  if (number === undefined) throw new RangeError(`${maxSurge} is neither a number of nodes nor a percentage`);
  return percent === "%" ? Math.ceil((count * Number(number)) / 100) : Number(number);
}

interface Demand {
  readonly size: VmSize;
  readonly nodes: number;
  readonly surge: number;
}

function demandOf({ vmSize, count, maxSurge }: PoolDemand): Demand[] {
  const size = vmSizeOf(vmSize);
  return size === undefined ? [] : [{ size, nodes: count, surge: surgeOf(count, maxSurge) }];
}

function needOf(family: string, demands: readonly Demand[]): QuotaNeed {
  const bySize = [...Map.groupBy(demands, ({ size }) => size)].map(([{ vCpus }, same]) => {
    const nodes = total(same, (demand) => demand.nodes);
    const surge = total(same, (demand) => demand.surge);
    return {
      text: `(${grouped(nodes)} nodes + ${grouped(surge)} surge) × ${vCpus} vCPUs`,
      vCpus: (nodes + surge) * vCpus,
    };
  });
  const vCpus = total(bySize, (part) => part.vCpus);
  return { family, vCpus, sum: `${bySize.map(({ text }) => text).join(" + ")} = ${grouped(vCpus)}` };
}

function total<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0);
}

function unknownSize(vmSize: string, path: string): Problem {
  const meant = suggest(
    vmSize,
    vmSizes.map(({ name }) => name),
  );
  const message = "this size is not in the catalogue, so its quota cannot be reckoned";
  return {
    path,
    value: vmSize,
    message,
    fix: meant === undefined ? "leave the pool out of the sum" : `write ${meant}`,
  };
}
