import { limits } from "../../catalog/azure/limits.ts";
import { podNeed, subnetNeeds } from "./address-needs.ts";
import { checkNumbers } from "./address-numbers.ts";
import { type AddressPaths, type AddressRequest, pathOf } from "./address-plan.ts";
import {
  chosenPrefix,
  dnsOffset,
  freeRange,
  isPrivate,
  neededVnetPrefix,
  PRIVATE,
  type RangeField,
  reservedByAzure,
  reservedFor,
} from "./address-ranges.ts";
import { type Cidr, contains, formatAddress, formatCidr, overlaps, parseAddress, parseCidr } from "./cidr.ts";
import { type Problem, refuse } from "./problem.ts";

/** The ranges of a request that was accepted. */
export interface CheckedRanges {
  readonly ranges: ReadonlyMap<RangeField, Cidr>;
  /** Those, and the peered ones: what a range that the plan chooses must not touch. */
  readonly taken: readonly Cidr[];
}

/** A range as the user wrote it. */
interface Given {
  readonly field: RangeField | "peered";
  readonly path: string;
  readonly text: string;
  /** Absent where the text is malformed. */
  readonly cidr?: Cidr;
}

/** Says what to write for a range: the preferred one where it works, else a free one. */
type Fix = (range: Given, preferred?: Cidr) => string;

const PUBLIC = `must lie in a private range (${PRIVATE.map(formatCidr).join(", ")}): machines of others have these addresses`;

/** A service range holds the API server's address and that of the DNS, besides its first and last. */
const LONGEST_SERVICE_PREFIX = 29;

/**
 * Checks every number and every range of a request.
 *
 * @throws InvalidInput with everything that is wrong.
 */
export function checkAddresses(request: AddressRequest, paths: AddressPaths): CheckedRanges {
  const given = readRanges(request, paths);
  const numbers = checkNumbers(request, paths);
  const fix = fixing(numbers.sized, given);
  const ranges = [
    ...given.flatMap((range) => notationProblems(range, fix)),
    ...given.flatMap((range) => reservedProblems(range, request.rdma, fix)),
    ...given.flatMap((range, index) => overlapProblems(range, given.slice(0, index).filter(isNetwork), fix)),
    ...(numbers.certain ? given.flatMap((range) => sizeProblems(range, request, fix)) : []),
  ];
  refuse("addresses", [...numbers.problems, ...ranges, ...dnsProblems(request, given, ranges, paths)]);
  const usable = given.flatMap(({ field, cidr }) => (cidr === undefined ? [] : [{ field, cidr }]));
  return {
    ranges: new Map(
      usable.flatMap(({ field, cidr }) => (field === "peered" ? [] : [[field, cidr] as const])),
    ),
    taken: usable.map(({ cidr }) => cidr),
  };
}

/** What the user wrote; of two that overlap, the later one is asked to move: networks that exist come first. */
function readRanges(request: AddressRequest, paths: AddressPaths): Given[] {
  const read = (field: Given["field"], path: string, text: string): Given => {
    const cidr = parseCidr(text)?.cidr;
    return { field, path, text, ...(cidr && { cidr }) };
  };
  const peered = (request.peeredCidrs ?? []).map((text, index) =>
    read("peered", paths.peeredCidrs?.[index] ?? `peeredCidrs[${index}]`, text),
  );
  const own = (["vnet", "serviceCidr", "podCidr"] as const).flatMap((field) => {
    const text = request[field];
    return text === undefined ? [] : [read(field, pathOf(paths, field), text)];
  });
  return [...peered, ...own];
}

function fixing(request: AddressRequest, given: readonly Given[]): Fix {
  return (range, preferred) => {
    if (range.field === "peered") {
      return preferred === undefined
        ? "write the peered network's own range"
        : `write ${formatCidr(preferred)}`;
    }
    const others = given
      .filter(isNetwork)
      .flatMap((other) => (other === range || other.cidr === undefined ? [] : [other.cidr]));
    const blocked = [...others, ...reservedFor(request.rdma).map(({ cidr }) => cidr)];
    const works =
      preferred !== undefined &&
      sizeProblem(range.field, preferred, request) === undefined &&
      (range.field !== "vnet" || isPrivate(preferred)) &&
      !blocked.some((other) => overlaps(preferred, other));
    const chosen = works
      ? preferred
      : freeRange(range.field, chosenPrefix(range.field, request), others, request.rdma);
    return chosen === undefined
      ? "leave it out, and give smaller ranges for the others"
      : `write ${formatCidr(chosen)}`;
  };
}

function notationProblems(range: Given, fix: Fix): Problem[] {
  const { path, text, cidr } = range;
  if (cidr === undefined) {
    const message = "is no IPv4 range: four numbers from 0 to 255, a slash, and a prefix length from 0 to 32";
    return [{ path, value: text, message, fix: fix(range) }];
  }
  if (formatCidr(cidr) === text) return [];
  const message = `bits after the /${cidr.prefix} are set: the range that holds it is ${formatCidr(cidr)}`;
  return [{ path, value: text, message, fix: fix(range, cidr) }];
}

function reservedProblems(range: Given, rdma: boolean, fix: Fix): Problem[] {
  const { path, text, cidr, field } = range;
  if (cidr === undefined) return [];
  const reserved = field === "peered" ? reservedByAzure : reservedFor(rdma);
  const found = reserved
    .filter((other) => overlaps(cidr, other.cidr))
    .map(({ cidr: other, reason }) => `overlaps ${formatCidr(other)}: ${reason}`);
  // A range as wide as the internet overlaps all of them: one reason is enough for a network of someone else.
  const messages = field === "peered" ? found.slice(0, 1) : found;
  const isPublic = field === "vnet" && found.length === 0 && !isPrivate(cidr);
  return [...messages, ...(isPublic ? [PUBLIC] : [])].map((message) => ({
    path,
    value: text,
    message,
    fix: fix(range),
  }));
}

/** Whether a range can be a network at all: what is none blocks no other. */
function isNetwork({ field, cidr }: Given): boolean {
  return !(
    field === "peered" &&
    cidr !== undefined &&
    reservedByAzure.some((reserved) => overlaps(cidr, reserved.cidr))
  );
}

function overlapProblems(range: Given, earlier: readonly Given[], fix: Fix): Problem[] {
  const { path, text, cidr } = range;
  if (cidr === undefined || !isNetwork(range)) return [];
  return earlier
    .filter((other) => other.cidr !== undefined && overlaps(cidr, other.cidr))
    .map((other) => ({
      path,
      value: text,
      message: `overlaps ${other.path}, ${other.text}`,
      fix: fix(range),
    }));
}

function sizeProblems(range: Given, request: AddressRequest, fix: Fix): Problem[] {
  const { field, path, text, cidr } = range;
  if (cidr === undefined || field === "peered") return [];
  const message = sizeProblem(field, cidr, request);
  if (message === undefined) return [];
  const wider = { first: cidr.first, prefix: chosenPrefix(field, request) };
  return [{ path, value: text, message, fix: fix(range, parseCidr(formatCidr(wider))?.cidr) }];
}

function sizeProblem(field: RangeField, { prefix }: Cidr, request: AddressRequest): string | undefined {
  if (field === "serviceCidr") {
    const least = limits.serviceCidrPrefix.value + 1;
    if (prefix >= least && prefix <= LONGEST_SERVICE_PREFIX) return undefined;
    return `a service range is smaller than a /${limits.serviceCidrPrefix.value} and holds at least 8 addresses: /${least} to /${LONGEST_SERVICE_PREFIX}`;
  }
  const needed = field === "vnet" ? neededVnetPrefix(request) : podNeed(request).prefix;
  if (prefix <= needed) return undefined;
  return `too small: it must be a /${needed} or larger, for ${field === "vnet" ? vnetSum(request) : podNeed(request).sum}`;
}

function vnetSum(request: AddressRequest): string {
  const sizes = [...subnetNeeds(request)].map(([name, { prefix, sum }]) => `${name} /${prefix} (${sum})`);
  return `the subnets ${sizes.join(", ")}`;
}

function dnsProblems(
  request: AddressRequest,
  given: readonly Given[],
  found: readonly Problem[],
  paths: AddressPaths,
): Problem[] {
  const { dnsServiceIp } = request;
  if (dnsServiceIp === undefined) return [];
  const path = pathOf(paths, "dnsServiceIp");
  const servicePath = pathOf(paths, "serviceCidr");
  const service = given.find(({ field }) => field === "serviceCidr");
  if (service === undefined && parseAddress(dnsServiceIp) !== undefined) {
    const message = `an address of a range that is not given: the plan chooses ${servicePath}`;
    return [{ path, value: dnsServiceIp, message, fix: `leave it out, or give ${servicePath} too` }];
  }
  const cidr = service?.cidr;
  const message = dnsProblem(parseAddress(dnsServiceIp), cidr, `${servicePath}, ${service?.text}`);
  if (message === undefined) return [];
  const stays = cidr !== undefined && !found.some((problem) => problem.path === service?.path);
  const fix = stays ? `write ${formatAddress(cidr.first + dnsOffset(cidr))}` : "leave it out";
  return [{ path, value: dnsServiceIp, message, fix }];
}

function dnsProblem(
  address: number | undefined,
  service: Cidr | undefined,
  where: string,
): string | undefined {
  if (address === undefined) return "is no IPv4 address: four numbers from 0 to 255";
  if (service === undefined) return undefined;
  if (!contains(service, { first: address, prefix: 32 })) return `is not inside ${where}`;
  if (address - service.first > 1) return undefined;
  return `the first two addresses of ${where} are its own and the API server's`;
}
