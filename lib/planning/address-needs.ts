import { limits } from "../../catalog/azure/limits.ts";
import { lustreSubnets } from "../../catalog/azure/managed-lustre.ts";
import type { AddressPlan, AddressRequest, HubSubnet } from "./address-plan.ts";
import { prefixFor } from "./cidr.ts";
import { grouped } from "./numbers.ts";

/** How large a range must be, and why. */
export interface Need {
  readonly needed: number;
  readonly sum: string;
  readonly prefix: number;
}

/** System nodes for which every plan has room, so that the system pool can grow. */
export const MOST_SYSTEM_NODES = 100;

/** AKS's default surge of 10 % on that many. */
const SYSTEM_SURGE = 10;

/** Vaults, registry, storage and monitoring take about 30 addresses in the reference stacks. */
const ENDPOINT_ADDRESSES = 50;

const RUNNERS = 11;

/** What each subnet of the virtual network must hold, in the order in which they are placed. */
export function subnetNeeds({
  plannedMaxNodes,
  surgeNodes = 1,
  lustreTiB,
}: AddressRequest): Map<VnetSubnet, Need> {
  const needs = new Map<VnetSubnet, Need>([
    ["nodes", subnet([plannedMaxNodes, "nodes"], [surgeNodes, "surge"])],
    ["system", subnet([MOST_SYSTEM_NODES, "nodes"], [SYSTEM_SURGE, "surge"])],
    ["privateEndpoints", subnet([ENDPOINT_ADDRESSES, "private endpoint addresses"])],
    ["runner", subnet([RUNNERS, "machines"])],
    [
      "apiServer",
      {
        ...subnet([limits.apiServerAddresses.value, "API server addresses"]),
        prefix: limits.apiServerPrefix.value,
      },
    ],
  ]);
  if (lustreTiB !== undefined) needs.set("lustre", lustreNeed(lustreTiB));
  return needs;
}

/** Subnets that lie in the virtual network itself. */
export type VnetSubnet = Exclude<keyof AddressPlan["subnets"], HubSubnet>;

/** What pods need: the overlay gives every node a range of its own. */
export function podNeed({ plannedMaxNodes, surgeNodes = 1 }: AddressRequest): Need {
  const system = MOST_SYSTEM_NODES + SYSTEM_SURGE;
  const nodes = plannedMaxNodes + surgeNodes + system;
  const perNode = limits.podPrefixPerNode.value;
  const needed = nodes * 2 ** (32 - perNode);
  const sum = `(${grouped(plannedMaxNodes)} nodes + ${grouped(surgeNodes)} surge + ${system} system nodes) × /${perNode} = ${grouped(needed)} addresses`;
  return { needed, sum, prefix: prefixFor(needed) };
}

/**
 * Room for the largest file system of the table is kept in every virtual network, so that one can come later.
 *
 * @returns the size of that room; of the file system itself where that is larger.
 */
export function lustreRoom(lustreTiB: number | undefined): number {
  const largest = Math.min(...lustreSubnets.map(({ prefix }) => prefix));
  return Math.min(largest, lustreTiB === undefined ? largest : lustreNeed(lustreTiB).prefix);
}

function lustreNeed(lustreTiB: number): Need {
  const row = lustreSubnets.find(({ upToTiB }) => lustreTiB <= upToTiB);
  if (row !== undefined) {
    const sum = `Managed Lustre up to ${row.upToTiB} TiB: a /${row.prefix}`;
    return { needed: 2 ** (32 - row.prefix), sum, prefix: row.prefix };
  }
  const last = lustreSubnets[lustreSubnets.length - 1];
  if (last === undefined) throw new Error("the catalogue has no subnet sizes of Managed Lustre");
  const prefix = last.prefix - Math.ceil(Math.log2(lustreTiB / last.upToTiB));
  const sum = `Managed Lustre of ${grouped(lustreTiB)} TiB: a /${prefix}, reckoned from a /${last.prefix} for ${last.upToTiB} TiB`;
  return { needed: 2 ** (32 - prefix), sum, prefix };
}

function subnet(...parts: readonly (readonly [count: number, what: string])[]): Need {
  const all = [...parts, [limits.subnetReserved.value, "reserved"] as const];
  const needed = all.reduce((total, [count]) => total + count, 0);
  const sum = `${all.map(([count, what]) => `${grouped(count)} ${what}`).join(" + ")} = ${grouped(needed)}`;
  return { needed, sum, prefix: prefixFor(needed) };
}
