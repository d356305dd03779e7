import { limits, reservedCidrs } from "../../../catalog/azure/limits.ts";
import {
  type Cidr,
  cidrOf,
  contains,
  formatAddress,
  formatCidr,
  overlaps,
  parseAddress,
  parseCidr,
  sizeOf,
} from "../../../lib/planning/cidr.ts";
import type { Problem } from "../../../lib/planning/problem.ts";

/** Where the cluster's inner addresses lie. */
interface InnerAddresses {
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly dnsServiceIp: string;
}

/** Why Kubernetes could not give its pods and services these addresses. */
export function addressProblems(
  { podCidr, serviceCidr, dnsServiceIp }: InnerAddresses,
  at: (property: string) => string,
): Problem[] {
  const pods = rangeProblems(podCidr, at("podCidr"));
  const services = rangeProblems(serviceCidr, at("serviceCidr"));
  const problems = [...pods, ...services];
  if (problems.length > 0) return problems;

  const service = cidrOf(serviceCidr);
  const { serviceCidrPrefix } = limits;
  if (service.prefix <= serviceCidrPrefix.value) {
    const message = `the service range must be smaller than a /${serviceCidrPrefix.value}`;
    problems.push({ path: at("serviceCidr"), value: serviceCidr, message, fix: "a /16 has 65,536 services" });
  }
  if (overlaps(cidrOf(podCidr), service)) {
    const message = `overlaps podCidr ${podCidr}`;
    problems.push({
      path: at("serviceCidr"),
      value: serviceCidr,
      message,
      fix: "take another range for services",
    });
  }
  return [...problems, ...dnsProblems(dnsServiceIp, service, at("dnsServiceIp"))];
}

function rangeProblems(text: string, path: string): Problem[] {
  const parsed = parseCidr(text);
  if (parsed === undefined) {
    const message = "must be an IPv4 range in CIDR notation";
    return [{ path, value: text, message, fix: "write for example 10.244.0.0/16" }];
  }
  const { cidr, canonical } = parsed;
  if (!canonical) {
    const message = `a range begins at its first address: bits after the /${cidr.prefix} are set`;
    return [{ path, value: text, message, fix: `write ${formatCidr(cidr)}` }];
  }
  return reservedCidrs
    .filter((reserved) => overlaps(cidr, cidrOf(reserved.cidr)))
    .map(({ cidr: reserved, reason }) => ({
      path,
      value: text,
      message: `overlaps ${reserved}: ${reason}`,
      fix: "take a range elsewhere, for example in 10.0.0.0/8",
    }));
}

/** Kubernetes keeps the first address of the range for itself, and its API the one after. */
function dnsProblems(text: string, service: Cidr, path: string): Problem[] {
  const address = parseAddress(text);
  const usable =
    address !== undefined && contains(service, { first: address, prefix: 32 }) && address - service.first > 1;
  if (usable) return [];
  const last = service.first + sizeOf(service) - 1;
  const message = `must lie in the service range, from ${formatAddress(service.first + 2)} to ${formatAddress(last)}: the first two addresses are Kubernetes' own`;
  return [
    {
      path,
      value: text,
      message,
      fix: `write ${formatAddress(service.first + Math.min(10, sizeOf(service) - 1))}`,
    },
  ];
}
