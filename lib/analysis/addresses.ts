import {
  byUrn,
  type Graph,
  isUnknown,
  ofType,
  type Resource,
  referencesOf,
  UNKNOWN,
  valueAt,
} from "../graph/graph.ts";
import { sizeOf as addressesIn, parseAddress, parseCidr } from "../planning/cidr.ts";
import { AGENT_POOL, MANAGED_CLUSTER } from "./node-pools.ts";
import { objectsAt, ownerOf, textAt, textsAt, type Unknown } from "./reading.ts";

/** One address range that the stack takes or must not take. */
export interface AddressRange {
  /** The resource that declares it. */
  readonly urn: string;
  /** Azure's name of the network or subnet, or what the range is for. */
  readonly name: string;
  readonly kind: "virtual network" | "subnet" | "pods" | "services" | "DNS service" | "peered network";
  /** CIDR notation; a single address for the DNS service. */
  readonly cidr: string | Unknown;
  /** Addresses in the range, Azure's five reserved ones of a subnet included. */
  readonly addresses: number | Unknown;
  /** What is placed in the range: names of resources, sorted. */
  readonly usedBy: readonly string[];
}

const VIRTUAL_NETWORK = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";
const PEERING = "azure-native:network:VirtualNetworkPeering";

/** Inputs by which a resource takes addresses of a subnet, and the one that holds its Azure name. */
const PLACEMENTS: Readonly<Record<string, { readonly name: string; readonly subnets: readonly string[] }>> = {
  [AGENT_POOL]: { name: "agentPoolName", subnets: ["vnetSubnetID"] },
  [MANAGED_CLUSTER]: { name: "resourceName", subnets: ["agentPoolProfiles", "apiServerAccessProfile"] },
  "azure-native:network:AzureFirewall": { name: "azureFirewallName", subnets: ["ipConfigurations"] },
  "azure-native:network:PrivateEndpoint": { name: "privateEndpointName", subnets: ["subnet"] },
  "azure-native:storagecache:AmlFilesystem": { name: "amlFilesystemName", subnets: ["filesystemSubnet"] },
};

/** The address plan of a graph: each virtual network with its subnets, peered networks, then the ranges inside clusters. */
export function addressesOf(graph: Graph): AddressRange[] {
  const users = usersBySubnet(graph);
  const networks = ofType(graph, VIRTUAL_NETWORK).flatMap((network) => [
    ...ranges(
      network,
      "virtual network",
      nameOf(network, "virtualNetworkName"),
      "addressSpace.addressPrefixes",
      [],
    ),
    ...subnetsOf(graph, network, users),
  ]);
  const peered = ofType(graph, PEERING).flatMap((peering) => peeredRanges(graph, peering));
  return [...networks, ...peered, ...ofType(graph, MANAGED_CLUSTER).flatMap(clusterRanges)];
}

/** Ranges of a peered network: Azure fills them in, but the component that declares the peering was told them. */
function peeredRanges(graph: Graph, peering: Resource): AddressRange[] {
  // A network of the same stack has its own rows.
  const remote = referencesOf(graph, peering, "remoteVirtualNetwork");
  if (remote.some(({ type }) => type === VIRTUAL_NETWORK)) return [];
  const name = nameOf(peering, "virtualNetworkPeeringName");
  const own = ranges(peering, "peered network", name, "remoteAddressSpace.addressPrefixes", []);
  if (own.length > 0) return own;
  const component = peering.parent === undefined ? undefined : byUrn(graph, peering.parent);
  const told = objectsAt(component?.inputs ?? {}, "peerings").find((one) => textAt(one, "name") === name);
  const cidrs = textsAt(told ?? {}, "cidrs");
  return (cidrs.length === 0 ? [UNKNOWN] : cidrs).map((cidr) =>
    range(peering, "peered network", name, cidr, []),
  );
}

function subnetsOf(
  graph: Graph,
  network: Resource,
  users: ReadonlyMap<string, readonly string[]>,
): AddressRange[] {
  const own = ofType(graph, SUBNET).filter(
    (subnet) =>
      ownerOf(graph, subnet, "virtualNetworkName", VIRTUAL_NETWORK, "virtualNetworkName") === network,
  );
  return own
    .flatMap((subnet) => {
      const path =
        valueAt(subnet.inputs, "addressPrefix") === undefined ? "addressPrefixes" : "addressPrefix";
      return ranges(subnet, "subnet", nameOf(subnet, "subnetName"), path, users.get(subnet.urn) ?? []);
    })
    .toSorted(byAddress);
}

function usersBySubnet(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const resource of graph.resources) {
    const placement = PLACEMENTS[resource.type];
    for (const property of placement?.subnets ?? []) {
      for (const subnet of referencesOf(graph, resource, property).filter(({ type }) => type === SUBNET)) {
        users.set(
          subnet.urn,
          [
            ...new Set([...(users.get(subnet.urn) ?? []), nameOf(resource, placement?.name ?? "")]),
          ].toSorted(),
        );
      }
    }
  }
  return users;
}

function clusterRanges(cluster: Resource): AddressRange[] {
  const name = nameOf(cluster, "resourceName");
  return [
    ...ranges(cluster, "pods", name, "networkProfile.podCidr", [name]),
    ...ranges(cluster, "services", name, "networkProfile.serviceCidr", [name]),
    ...ranges(cluster, "DNS service", name, "networkProfile.dnsServiceIP", [name]),
  ];
}

/** One row for each range of an input; one unknown row where the input cannot be seen, none where it is absent. */
function ranges(
  resource: Resource,
  kind: AddressRange["kind"],
  name: string,
  path: string,
  usedBy: readonly string[],
): AddressRange[] {
  const value = valueAt(resource.inputs, path);
  if (isUnknown(value)) return [range(resource, kind, name, UNKNOWN, usedBy)];
  const cidrs = typeof value === "string" ? [value] : textsAt(resource.inputs, path);
  return cidrs.map((cidr) => range(resource, kind, name, cidr, usedBy));
}

function range(
  { urn }: Resource,
  kind: AddressRange["kind"],
  name: string,
  cidr: string | Unknown,
  usedBy: readonly string[],
): AddressRange {
  return { urn, name, kind, cidr, addresses: typeof cidr === "string" ? sizeOf(cidr) : UNKNOWN, usedBy };
}

function nameOf(resource: Resource, input: string): string {
  return textAt(resource.inputs, input) ?? resource.name;
}

/** Addresses in a range, or 1 for a plain address. IPv6 ranges are not counted. */
function sizeOf(text: string): number | Unknown {
  if (parseAddress(text) !== undefined) return 1;
  const parsed = parseCidr(text);
  return parsed === undefined ? UNKNOWN : addressesIn(parsed.cidr);
}

function byAddress(a: AddressRange, b: AddressRange): number {
  return firstAddress(a.cidr) - firstAddress(b.cidr) || (a.name < b.name ? -1 : 1);
}

function firstAddress(cidr: string | Unknown): number {
  return (typeof cidr === "string" ? parseCidr(cidr)?.cidr.first : undefined) ?? Number.MAX_SAFE_INTEGER;
}
