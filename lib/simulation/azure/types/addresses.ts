import ipaddr from "ipaddr.js";
import type { InputsOf } from "./resource-type.ts";
import { listAt, textAt } from "./values.ts";

/** Addresses that Azure keeps at the start of a subnet (https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq). */
const KEPT = 4;

/** An address of the range that documentation uses (RFC 5737), where the subnet is not known. */
const NOWHERE = "192.0.2.4";

/** The first address of a subnet that Azure gives away. */
export function addressIn(subnetId: string | undefined, inputsOf: InputsOf | undefined): string {
  const subnet = subnetId === undefined ? undefined : inputsOf?.(subnetId);
  const prefix = textAt(subnet, "addressPrefix") ?? listAt(subnet, "addressPrefixes")[0];
  const range = typeof prefix === "string" ? parseRange(prefix) : undefined;
  if (range === undefined) return NOWHERE;
  return dotted(range.first + KEPT);
}

/** An IPv4 range: its first address as a number, its prefix length, and whether it is written without host bits. */
export interface Range {
  readonly first: number;
  readonly prefix: number;
  readonly canonical: boolean;
}

/** Reads CIDR notation; `undefined` where the text is none. */
export function parseRange(text: string): Range | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const given = numberOf(address);
  const first = given - (given % sizeOf(prefix));
  return { first, prefix, canonical: given === first };
}

/** Reads a dotted address; `undefined` where the text is none. */
export function parseAddress(text: string): number | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? numberOf(ipaddr.IPv4.parse(text)) : undefined;
}

/** Whether an address lies in a range. */
export function holds({ first, prefix }: Range, address: number): boolean {
  return address >= first && address < first + sizeOf(prefix);
}

/** Whether two ranges share an address. */
export function overlap(one: Range, other: Range): boolean {
  return holds(one, other.first) || holds(other, one.first);
}

/** A range without host bits, in CIDR notation. */
export function written({ first, prefix }: Range): string {
  return `${dotted(first)}/${prefix}`;
}

function sizeOf(prefix: number): number {
  return 2 ** (32 - prefix);
}

function numberOf(address: ipaddr.IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
