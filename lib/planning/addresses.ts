import { limits } from "../../catalog/azure/limits.ts";
import { podNeed, subnetNeeds } from "./address-needs.ts";
import {
  type AddressPaths,
  type AddressPlan,
  type AddressRequest,
  type HubSubnet,
  pathOf,
  type SubnetPlan,
} from "./address-plan.ts";
import { type CheckedRanges, checkAddresses } from "./address-problems.ts";
import { chosenPrefix, dnsOffset, freeRange, type RangeField } from "./address-ranges.ts";
import { type Cidr, firstFree, formatAddress, formatCidr, sizeOf } from "./cidr.ts";
import { grouped } from "./numbers.ts";
import { InvalidInput } from "./problem.ts";

export type { AddressPaths, AddressPlan, AddressRequest, HubSubnet, SubnetPlan } from "./address-plan.ts";

/**
 * Plans every range of a cluster: the virtual network with its subnets, pods, services, and the firewall's hub.
 * Ranges that the request does not give are searched in a fixed order, so that the same request has the same plan.
 *
 * @param paths where the fields stand in the user's input. @default - the fields' own names
 * @throws InvalidInput with every range that cannot work, or where no free range is left.
 */
export function planAddresses(request: AddressRequest, paths: AddressPaths = {}): AddressPlan {
  const given = checkAddresses(request, paths);
  const place = placing(request, given, paths);
  const vnet = place("vnet");
  const podCidr = place("podCidr");
  const serviceCidr = place("serviceCidr");
  const { hub, runnerHub } = placeHubs(request, place);
  return {
    vnet: formatCidr(vnet),
    subnets: {
      ...vnetSubnets(vnet, request),
      ...(hub && { firewall: firewallSubnet(hub) }),
      ...(runnerHub && { runnerFirewall: firewallSubnet(runnerHub) }),
    },
    podCidr: formatCidr(podCidr),
    podSum: podNeed(request).sum,
    serviceCidr: formatCidr(serviceCidr),
    dnsServiceIp: request.dnsServiceIp ?? formatAddress(serviceCidr.first + dnsOffset(serviceCidr)),
    ...(hub && { hubVnet: formatCidr(hub) }),
    ...(runnerHub && { runnerHubVnet: formatCidr(runnerHub) }),
  };
}

/** The runner's hub comes after the place of the other, which it keeps free: neither moves when the other is added. */
function placeHubs(
  { firewall, runnerFirewall }: AddressRequest,
  place: Place,
): { hub?: Cidr; runnerHub?: Cidr } {
  if (firewall !== true && runnerFirewall !== true) return {};
  const hub = place("vnet", limits.firewallPrefix.value);
  return {
    ...(firewall === true && { hub }),
    ...(runnerFirewall === true && { runnerHub: place("vnet", limits.firewallPrefix.value) }),
  };
}

type Place = (field: RangeField, hubPrefix?: number) => Cidr;

/** Hands out the given ranges, and free ones where none is given; remembers what is taken. */
function placing(request: AddressRequest, given: CheckedRanges, paths: AddressPaths): Place {
  const taken = [...given.taken];
  return (field, hubPrefix) => {
    const own = hubPrefix === undefined ? given.ranges.get(field) : undefined;
    if (own !== undefined) return own;
    const prefix = hubPrefix ?? chosenPrefix(field, request);
    const free = freeRange(field, prefix, taken, request.rdma);
    if (free === undefined) throw noRoom(pathOf(paths, field), prefix, taken);
    taken.push(free);
    return free;
  };
}

function noRoom(path: string, prefix: number, taken: readonly Cidr[]): InvalidInput {
  const message = `no free /${prefix} is left beside ${taken.map(formatCidr).join(", ")} and what Azure reserves`;
  const fix = "give smaller ranges for the others, or peer with less";
  return new InvalidInput("addresses", [{ path, value: undefined, message, fix }]);
}

function vnetSubnets(vnet: Cidr, request: AddressRequest): Omit<AddressPlan["subnets"], HubSubnet> {
  const placed: Cidr[] = [];
  const subnets = new Map<string, SubnetPlan>();
  for (const [name, { needed, sum, prefix }] of subnetNeeds(request)) {
    const cidr = firstFree([vnet], prefix, placed);
    if (cidr === undefined) throw new Error(`${formatCidr(vnet)} was accepted, but has no room for ${name}`);
    placed.push(cidr);
    subnets.set(name, { cidr: formatCidr(cidr), needed, sum });
  }
  const of = (name: string): SubnetPlan => {
    const subnet = subnets.get(name);
    if (subnet === undefined) throw new Error(`no need is known for subnet ${name}`);
    return subnet;
  };
  const lustre = subnets.get("lustre");
  return {
    nodes: of("nodes"),
    system: of("system"),
    apiServer: of("apiServer"),
    privateEndpoints: of("privateEndpoints"),
    runner: of("runner"),
    ...(lustre && { lustre }),
  };
}

function firewallSubnet(hub: Cidr): SubnetPlan {
  const needed = sizeOf(hub);
  return { cidr: formatCidr(hub), needed, sum: `Azure Firewall: a /${hub.prefix} = ${grouped(needed)}` };
}
