import ipaddr from "ipaddr.js";

/** Ranges that are not of the internet, as `ipaddr.js` names them. */
const PRIVATE = ["private", "carrierGradeNat", "linkLocal", "uniqueLocal", "loopback"];

/** Names that mean everybody, or every customer of Azure (https://learn.microsoft.com/azure/virtual-network/service-tags-overview). */
const EVERYBODY = /^(?:\*|any|internet|azurecloud(?:\.\w+)?|0\.0\.0\.0-255\.255\.255\.255)$/i;

/** Prefix lengths below which a range is as good as the internet: its halves and quarters would be, one by one. */
const WIDE = { ipv4: 8, ipv6: 16 };

/**
 * How far an address, a range or a service tag reaches.
 *
 * `everybody`: the internet, or so much of it that there is no difference. `public`: addresses of the internet. `private`: addresses of private
 * networks, or a service tag that names one service.
 */
export function reachOf(text: string): "everybody" | "public" | "private" {
  if (EVERYBODY.test(text)) return "everybody";
  const range = rangeOf(text);
  if (range === undefined) return "private";
  const [address, prefix] = range;
  if (prefix < WIDE[address.kind()]) return "everybody";
  return [address, lastOf(range)].every((end) => PRIVATE.includes(end.range())) ? "private" : "public";
}

/** Whether two ranges in CIDR notation share an address; `undefined` where one of them is no such range. */
export function overlap(a: string, b: string): boolean | undefined {
  const [one, other] = [rangeOf(a), rangeOf(b)];
  if (one === undefined || other === undefined) return undefined;
  return one[0].kind() === other[0].kind() && one[0].match(other[0], Math.min(one[1], other[1]));
}

type Range = [address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number];

function rangeOf(text: string): Range | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function lastOf([address, prefix]: Range): ipaddr.IPv4 | ipaddr.IPv6 {
  const bytes = address.toByteArray().map((byte, index) => {
    const free = Math.min(8, Math.max(0, (index + 1) * 8 - prefix));
    return byte | (2 ** free - 1);
  });
  return ipaddr.fromByteArray(bytes);
}
