import ipaddr from "ipaddr.js";

type Range = readonly [low: number, high: number];

/** The values that each of the four numbers of an IPv4 address can have. */
export type Octets = readonly (readonly Range[])[];

/**
 * Reads addresses as Lustre writes them: `10.0.4.[192-207,240]@tcp`, `10.0.4.*@tcp`.
 * https://doc.lustre.org/lustre_manual.xhtml#lustre_configure_root_squash
 *
 * @returns `undefined` where the text is no such thing.
 */
export function nidRange(text: string): Octets | undefined {
  const [address = ""] = text.trim().split("@");
  const parts = address.split(".");
  const octets = parts.map(octetRanges);
  return parts.length === 4 && octets.every((ranges) => ranges !== undefined) ? octets : undefined;
}

/** The addresses of a network in CIDR notation; `undefined` where the text is none of IPv4. */
export function networkRange(cidr: string): Octets | undefined {
  if (!ipaddr.IPv4.isValidCIDR(cidr)) return undefined;
  const first = ipaddr.IPv4.networkAddressFromCIDR(cidr).octets;
  const last = ipaddr.IPv4.broadcastAddressFromCIDR(cidr).octets;
  return first.map((low, index) => [[low, last[index] ?? low]]);
}

/** Whether an address is in both: one that is in both by each of its numbers. */
export function overlap(a: Octets, b: Octets): boolean {
  return a.every((ranges, index) =>
    ranges.some(([low, high]) => b[index]?.some(([from, to]) => low <= to && from <= high) ?? false),
  );
}

function octetRanges(text: string): Range[] | undefined {
  if (text === "*") return [[0, 255]];
  const inner = /^\[(.+)\]$/.exec(text)?.[1] ?? text;
  const ranges = inner.split(",").map((part): Range | undefined => {
    const [, low, high = low] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? [];
    return low === undefined ? undefined : [Number(low), Number(high)];
  });
  return ranges.every((range) => range !== undefined) ? ranges : undefined;
}
