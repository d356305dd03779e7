import { reservedCidrs } from "../../catalog/azure/limits.ts";
import { lustreRoom, podNeed, subnetNeeds } from "./address-needs.ts";
import type { AddressRequest } from "./address-plan.ts";
import { type Cidr, cidrOf, contains, firstFree, formatCidr, prefixFor, sizeOf } from "./cidr.ts";

/** Ranges that a plan chooses where the user gives none. */
export type RangeField = "vnet" | "serviceCidr" | "podCidr";

/** Where each range is looked for, in this order. Pods never leave the cluster, so they may use shared address space. */
const PARENTS: Readonly<Record<RangeField, readonly Cidr[]>> = {
  vnet: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].map(cidrOf),
  serviceCidr: ["10.96.0.0/12", "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"].map(cidrOf),
  podCidr: ["10.128.0.0/9", "10.0.0.0/9", "100.64.0.0/10", "172.16.0.0/12"].map(cidrOf),
};

/** 4,096 services: far more than a training cluster has. */
const SERVICE_PREFIX = 20;

/** Kubernetes' own habit: `10.0.0.10` of `10.0.0.0/16`. */
const DNS_OFFSET = 10;

/** Which address of a service range the DNS has; small ranges end before the tenth. */
export function dnsOffset(serviceCidr: Cidr): number {
  return Math.min(DNS_OFFSET, sizeOf(serviceCidr) - 2);
}

/** A range that nothing may touch, and why. */
export interface Reserved {
  readonly cidr: Cidr;
  readonly reason: string;
}

/** The ranges that no range of a cluster may touch. */
export function reservedFor(rdma: boolean): Reserved[] {
  return reservedCidrs
    .filter(({ rdmaOnly }) => rdma || !rdmaOnly)
    .map(({ cidr, reason }) => ({ cidr: cidrOf(cidr), reason }));
}

/** Ranges that no network in Azure has, whoever owns it: those that the FAQ of virtual networks excludes. */
export const reservedByAzure: readonly Reserved[] = reservedFor(false).filter(({ cidr }) =>
  ["127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32"].includes(
    formatCidr(cidr),
  ),
);

/** Ranges that are private by RFC 1918 and RFC 6598. */
export const PRIVATE: readonly Cidr[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
].map(cidrOf);

/** Whether nobody on the internet has these addresses. */
export function isPrivate(cidr: Cidr): boolean {
  return PRIVATE.some((range) => contains(range, cidr));
}

/** The prefix length that a range must have at most, where the plan chooses it. */
export function chosenPrefix(field: RangeField, request: AddressRequest): number {
  switch (field) {
    case "vnet":
      return vnetPrefix(request, lustreRoom(request.lustreTiB));
    case "podCidr":
      return podNeed(request).prefix;
    case "serviceCidr":
      return SERVICE_PREFIX;
  }
}

/** The prefix length that a virtual network must have at most, with what it must hold now. */
export function neededVnetPrefix(request: AddressRequest): number {
  return vnetPrefix(request, undefined);
}

/** Subnets are powers of two, placed at the first free multiple of their size: what fits by its sum fits. */
function vnetPrefix(request: AddressRequest, lustrePrefix: number | undefined): number {
  const needs = subnetNeeds(request);
  const prefixes = [...needs].map(([name, { prefix }]) =>
    name === "lustre" ? (lustrePrefix ?? prefix) : prefix,
  );
  const room = lustrePrefix === undefined || needs.has("lustre") ? [] : [lustrePrefix];
  return prefixFor([...prefixes, ...room].reduce((sum, prefix) => sum + 2 ** (32 - prefix), 0));
}

/** A free range for a field; `undefined` where none is left. */
export function freeRange(
  field: RangeField,
  prefix: number,
  taken: readonly Cidr[],
  rdma: boolean,
): Cidr | undefined {
  return firstFree(PARENTS[field], prefix, [...taken, ...reservedFor(rdma).map(({ cidr }) => cidr)]);
}
