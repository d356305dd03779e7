import ipaddr from "ipaddr.js";

/** An IPv4 range, without host bits. */
export interface Cidr {
  /** First address as a number: 0 to 2^32 - 1. */
  readonly first: number;
  /** Prefix length, 0 to 32. */
  readonly prefix: number;
}

const BITS = 32;

/**
 * Reads an IPv4 range in CIDR notation.
 *
 * @returns the range that the text lies in, and whether it is written canonically, that is without host bits;
 * `undefined` where it is no such notation.
 */
export function parseCidr(text: string): { readonly cidr: Cidr; readonly canonical: boolean } | undefined {
  if (!ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) return undefined;
  const [address, prefix] = ipaddr.IPv4.parseCIDR(text);
  const given = toNumber(address);
  const first = given - (given % sizeOf({ first: 0, prefix }));
  return { cidr: { first, prefix }, canonical: formatCidr({ first, prefix }) === text };
}

/** Reads a range that the program itself wrote. */
export function cidrOf(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined || !parsed.canonical) throw new RangeError(`${text} is no canonical CIDR`);
  return parsed.cidr;
}

/** Reads an IPv4 address; `undefined` where the text is none. */
export function parseAddress(text: string): number | undefined {
  return ipaddr.IPv4.isValidFourPartDecimal(text) ? toNumber(ipaddr.IPv4.parse(text)) : undefined;
}

/** An address in dotted form. */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** A range in CIDR notation. */
export function formatCidr({ first, prefix }: Cidr): string {
  return `${formatAddress(first)}/${prefix}`;
}

/** Addresses of a range. */
export function sizeOf({ prefix }: Cidr): number {
  return 2 ** (BITS - prefix);
}

/** Whether two ranges share an address. */
export function overlaps(a: Cidr, b: Cidr): boolean {
  return a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a);
}

/** Whether all of `inner` lies in `outer`. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.first <= inner.first && inner.first + sizeOf(inner) <= outer.first + sizeOf(outer);
}

/** The longest prefix, hence the smallest range, that holds so many addresses. */
export function prefixFor(addresses: number): number {
  return BITS - Math.ceil(Math.log2(addresses));
}

/**
 * The first range of a size that lies in one of the parents and touches nothing that is taken.
 *
 * @returns `undefined` where there is no room.
 */
export function firstFree(
  parents: readonly Cidr[],
  prefix: number,
  taken: readonly Cidr[],
): Cidr | undefined {
  for (const parent of parents) {
    const step = sizeOf({ first: 0, prefix });
    let first = parent.first;
    while (first + step <= parent.first + sizeOf(parent)) {
      const candidate = { first, prefix };
      const blocking = taken.find((other) => overlaps(candidate, other));
      if (blocking === undefined) return candidate;
      first = alignUp(blocking.first + sizeOf(blocking), step);
    }
  }
  return undefined;
}

function alignUp(address: number, step: number): number {
  return Math.ceil(address / step) * step;
}

function toNumber(address: ipaddr.IPv4): number {
  return address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
