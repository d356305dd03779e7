import type * as pulumi from "@pulumi/pulumi";
import type { AddressPlan } from "../../../lib/planning/addresses.ts";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { locationProblems } from "../location.ts";
import { tagProblems } from "../metadata.ts";
import { networkNameProblems } from "../network-name.ts";
import type { Tags } from "../tags.ts";
import { addressPlanProblems, allowedNetworkProblems } from "./address-problems.ts";

/** Another virtual network that is peered. It must peer back: both sides have to want it. */
export interface Peering {
  /** Azure's name of the peering. */
  readonly name: string;
  /** Resource id of the other network. */
  readonly vnetId: pulumi.Input<string>;
  /** All address ranges of the other network. */
  readonly cidrs: readonly string[];
}

/** The way out of a network, as an `EgressFirewall` offers it. */
export interface Egress {
  /** Route table that leads to the firewall. */
  readonly routeTableId: pulumi.Input<string>;
  /** The network in which the firewall stands. */
  readonly hub: {
    readonly resourceGroupName: pulumi.Input<string>;
    readonly vnetName: string;
    readonly vnetId: pulumi.Input<string>;
  };
}

/** What decides how a network looks: plain values, checked before anything is registered. */
export interface IsolatedNetworkSettings {
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** Azure's name of the virtual network, at most 60 characters; security groups derive theirs from it. */
  readonly vnetName: string;
  /** Every range, as `planAddresses` gives it. */
  readonly addresses: AddressPlan;
  /** Names of the private DNS zones to make and link: those of the endpoints, and the API server's. */
  readonly privateDnsZones: readonly string[];
  /** Networks that are peered: these and no others. A peering alone lets nobody in. @default [] */
  readonly peerings?: readonly Peering[];
  /** Private ranges from which the API server and the private endpoints may be reached, over HTTPS. @default [] */
  readonly allowedNetworks?: readonly string[];
  /** Leads nodes to a firewall. @default - no route leads out */
  readonly egress?: Egress;
  /** Leads the runner, and nothing else, to a firewall of its own. @default - no route leads out */
  readonly runnerEgress?: Egress;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** Arguments of {@link IsolatedNetwork}. */
export interface IsolatedNetworkArgs extends IsolatedNetworkSettings {
  /** Resource group of the network; AKS wants a name of at most 63 characters. */
  readonly resourceGroupName: pulumi.Input<string>;
}

/** A network's settings with every default filled in. */
export interface ResolvedIsolatedNetwork {
  readonly peerings: readonly Peering[];
  readonly allowedNetworks: readonly string[];
}

/** AKS labels nodes with the name, at most 63 characters; Azure allows security groups 80, and theirs are 18 longer. */
const LONGEST_NAME = 60;

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @throws InvalidInput with every problem.
 */
export function resolveIsolatedNetworkArgs(settings: IsolatedNetworkSettings): ResolvedIsolatedNetwork {
  const { addresses, peerings = [], allowedNetworks = [], privateDnsZones, tags = {} } = settings;
  const peered = peerings.flatMap(({ cidrs }, index) =>
    cidrs.map((cidr, position) => ({ path: `peerings[${index}].cidrs[${position}]`, cidr })),
  );
  refuse("IsolatedNetwork", [
    ...locationProblems(settings.location, "location"),
    ...networkNameProblems(settings.vnetName, "vnetName", LONGEST_NAME),
    ...addressPlanProblems(addresses, peered),
    ...peerings.flatMap(({ name }, index) => networkNameProblems(name, `peerings[${index}].name`, 80)),
    ...repeated(
      peerings.map(({ name }) => name),
      (index) => `peerings[${index}].name`,
    ),
    ...allowedNetworks.flatMap((cidr, index) => allowedNetworkProblems(cidr, `allowedNetworks[${index}]`)),
    ...privateDnsZones.flatMap((zone, index) => zoneProblems(zone, `privateDnsZones[${index}]`)),
    ...repeated(privateDnsZones, (index) => `privateDnsZones[${index}]`),
    ...sharedEgressProblems(settings),
    ...tagProblems(tags, "tags"),
  ]);
  return { peerings, allowedNetworks };
}

/** Whoever takes over the runner must not find the way that nodes take, nor the other way round. */
function sharedEgressProblems({ egress, runnerEgress }: IsolatedNetworkSettings): Problem[] {
  if (egress === undefined || egress.hub.vnetName !== runnerEgress?.hub.vnetName) return [];
  const message = "is the nodes' way out: the runner has one of its own, or none";
  const value = runnerEgress.hub.vnetName;
  return [{ path: "runnerEgress", value, message, fix: "make a second EgressFirewall with serves: runner" }];
}

/** https://learn.microsoft.com/azure/dns/private-dns-privatednszone#restrictions (2026-08): no zone of one label. */
function zoneProblems(zone: string, path: string): Problem[] {
  if (/^(?=.{3,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9][a-z0-9-]{0,62}){1,33}$/.test(zone)) return [];
  const message = "must be a domain of at least two parts, in lower case";
  return [{ path, value: zone, message, fix: "write for example privatelink.vaultcore.azure.net" }];
}

function repeated(names: readonly string[], pathOf: (index: number) => string): Problem[] {
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: pathOf(index), value: name, message: "stands there already", fix: "remove one of them" }],
  );
}
