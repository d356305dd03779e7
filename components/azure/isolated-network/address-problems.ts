import { limits } from "../../../catalog/azure/limits.ts";
import type { AddressPlan } from "../../../lib/planning/addresses.ts";
import { type Cidr, contains, formatCidr, overlaps, parseCidr } from "../../../lib/planning/cidr.ts";
import type { Problem } from "../../../lib/planning/problem.ts";

/** Ranges that are private by RFC 1918 and RFC 6598. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

interface Range {
  readonly path: string;
  readonly text: string;
  readonly cidr: Cidr;
}

/**
 * Why a range of visitors cannot be let in.
 *
 * @param path where the range stands in the user's input.
 */
export function allowedNetworkProblems(text: string, path: string): Problem[] {
  const cidr = parseCidr(text)?.cidr;
  const notation = notationProblems(text, path);
  if (cidr === undefined || notation.length > 0) return notation;
  if (PRIVATE.some((range) => inside(cidr, range))) return [];
  const message = `must lie in a private range (${PRIVATE.join(", ")}): nothing comes in from the internet`;
  return [{ path, value: text, message, fix: "write the range of a peered or connected network" }];
}

/**
 * What is wrong with a plan that `planAddresses` did not make, or with the networks that it shall be joined to.
 *
 * @param peered ranges of other networks, with their paths.
 */
export function addressPlanProblems(
  { vnet, podCidr, serviceCidr, subnets }: AddressPlan,
  peered: readonly { readonly path: string; readonly cidr: string }[],
): Problem[] {
  const { firewall: _inTheHub, runnerFirewall: _inTheRunnersHub, ...own } = subnets;
  const subnetTexts = Object.entries(own).map(([role, { cidr }]) => ({
    path: `addresses.subnets.${role}`,
    cidr,
  }));
  const networkTexts = [
    ...peered,
    { path: "addresses.vnet", cidr: vnet },
    { path: "addresses.podCidr", cidr: podCidr },
    { path: "addresses.serviceCidr", cidr: serviceCidr },
  ];
  const malformed = [...networkTexts, ...subnetTexts].flatMap(({ path, cidr }) =>
    notationProblems(cidr, path),
  );
  if (malformed.length > 0) return malformed;
  const networks = networkTexts.flatMap(rangeOf);
  const ranges = subnetTexts.flatMap(rangeOf);
  return [
    ...overlapProblems(networks),
    ...ranges.flatMap((range) => placeProblems(range, vnet)),
    ...overlapProblems(ranges),
    ...ranges.flatMap(apiServerProblems),
  ];
}

function notationProblems(text: string, path: string): Problem[] {
  const parsed = parseCidr(text);
  if (parsed?.canonical === true) return [];
  const message =
    parsed === undefined
      ? "is no IPv4 range: four numbers from 0 to 255, a slash, and a prefix length from 0 to 32"
      : `a range begins at its first address: bits after the /${parsed.cidr.prefix} are set`;
  const fix = `write ${parsed === undefined ? "for example 10.0.0.0/16" : formatCidr(parsed.cidr)}`;
  return [{ path, value: text, message, fix }];
}

function rangeOf({ path, cidr: text }: { readonly path: string; readonly cidr: string }): Range[] {
  const cidr = parseCidr(text)?.cidr;
  return cidr === undefined ? [] : [{ path, text, cidr }];
}

function overlapProblems(ranges: readonly Range[]): Problem[] {
  return ranges.flatMap(({ path, text, cidr }, index) =>
    ranges
      .slice(0, index)
      .filter((other) => overlaps(cidr, other.cidr))
      .map((other) => ({
        path,
        value: text,
        message: `overlaps ${other.path}, ${other.text}`,
        fix: "take another range for one of them",
      })),
  );
}

function placeProblems({ path, text, cidr }: Range, vnet: string): Problem[] {
  if (inside(cidr, vnet)) return [];
  return [
    { path, value: text, message: `lies outside of addresses.vnet, ${vnet}`, fix: `take a range in ${vnet}` },
  ];
}

function apiServerProblems({ path, text, cidr }: Range): Problem[] {
  const { value: longest } = limits.apiServerPrefix;
  if (path !== "addresses.subnets.apiServer" || cidr.prefix <= longest) return [];
  const message = `AKS needs at least a /${longest} for the API server`;
  return [{ path, value: text, message, fix: `take a /${longest}` }];
}

function inside(cidr: Cidr, text: string): boolean {
  const outer = parseCidr(text)?.cidr;
  return outer !== undefined && contains(outer, cidr);
}
