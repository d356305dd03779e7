import type * as pulumi from "@pulumi/pulumi";
import { limits } from "../../../catalog/azure/limits.ts";
import type { AddressPlan } from "../../../lib/planning/addresses.ts";
import { contains, parseCidr } from "../../../lib/planning/cidr.ts";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import { networkNameProblems } from "../network-name.ts";
import type { Tags } from "../tags.ts";
import type { AllowList } from "./rules.ts";

/** What decides how a firewall looks: plain values, checked before anything is registered. */
export interface EgressFirewallSettings {
  /** Azure's name of the firewall, at most 50 characters; its network, address, policy and routes derive theirs from it. */
  readonly firewallName: string;
  /** Every range, as `planAddresses` gives it with `firewall: true`, for the runner with `runnerFirewall: true`. */
  readonly addresses: AddressPlan;
  /** Whose way out it is: that of the nodes, or of the runner. Neither may use the other's. @default "nodes" */
  readonly serves?: "nodes" | "runner";
  /** Host names that may be reached over HTTPS, for nodes besides what AKS needs: `example.com`, `*.example.com`. @default [] */
  readonly allowedFqdns?: readonly string[];
  /** Host names that may be reached over HTTP: archives whose packages are signed. @default [] */
  readonly packageArchives?: readonly string[];
  /** Availability zones of the firewall and its address; empty where the region has none. @default ["1", "2", "3"] */
  readonly zones?: readonly string[];
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** Arguments of {@link EgressFirewall}. */
export interface EgressFirewallArgs extends EgressFirewallSettings {
  /** Resource group of the firewall and its network. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`. */
  readonly location: string;
}

/** A firewall's settings with every default filled in. */
export interface ResolvedEgressFirewall {
  readonly hubVnetName: string;
  readonly hubCidr: string;
  readonly firewallCidr: string;
  /** Ranges whose machines may use the firewall; pods leave with the address of their node. */
  readonly sources: readonly string[];
  readonly allowList: AllowList;
  readonly zones: readonly string[];
}

const ZONES = ["1", "2", "3"];

/** Azure's 64 for virtual networks, less what follows the firewall's name in those of its parts. */
const LONGEST_NAME = 50;

/**
 * A host name, or all names under a domain of at least two parts: `*` and `*.com` would be no allow-list.
 * https://learn.microsoft.com/azure/firewall/firewall-faq (2026-08): wildcards stand at the left only.
 */
const fqdn =
  /^(?=.{4,253}$)(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/i;

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveEgressFirewallArgs(
  settings: EgressFirewallSettings,
  path = "",
): ResolvedEgressFirewall {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  const {
    firewallName,
    addresses,
    allowedFqdns = [],
    packageArchives = [],
    zones = ZONES,
    tags = {},
  } = settings;
  const serves = settings.serves ?? "nodes";
  const { hubCidr, firewallCidr, sources } = placeOf(addresses, serves);
  refuse("EgressFirewall", [
    ...networkNameProblems(firewallName, at("firewallName"), LONGEST_NAME),
    ...hubProblems(hubCidr, firewallCidr, serves, at("addresses")),
    ...allowedFqdns.flatMap((name, index) => fqdnProblems(name, at(`allowedFqdns[${index}]`))),
    ...packageArchives.flatMap((name, index) => fqdnProblems(name, at(`packageArchives[${index}]`))),
    ...zones.flatMap((zone, index) => zoneProblems(zone, at(`zones[${index}]`))),
    ...tagProblems(tags, at("tags")),
  ]);
  return {
    hubVnetName: `${firewallName}-hub`,
    hubCidr,
    firewallCidr,
    sources,
    allowList: { aks: serves === "nodes", allowedFqdns, packageArchives },
    zones,
  };
}

function placeOf(
  { hubVnet = "", runnerHubVnet = "", subnets }: AddressPlan,
  serves: "nodes" | "runner",
): Pick<ResolvedEgressFirewall, "hubCidr" | "firewallCidr" | "sources"> {
  return serves === "nodes"
    ? {
        hubCidr: hubVnet,
        firewallCidr: subnets.firewall?.cidr ?? "",
        sources: [subnets.nodes.cidr, subnets.system.cidr],
      }
    : {
        hubCidr: runnerHubVnet,
        firewallCidr: subnets.runnerFirewall?.cidr ?? "",
        sources: [subnets.runner.cidr],
      };
}

function hubProblems(hubVnet: string, firewall: string, serves: "nodes" | "runner", path: string): Problem[] {
  const hub = parseCidr(hubVnet);
  const subnet = parseCidr(firewall);
  const { firewallPrefix } = limits;
  const works =
    hub?.canonical === true &&
    subnet?.canonical === true &&
    contains(hub.cidr, subnet.cidr) &&
    subnet.cidr.prefix <= firewallPrefix.value;
  if (works) return [];
  const message = `needs a hub network, and in it a subnet of at least a /${firewallPrefix.value} for the firewall`;
  const [value, option] =
    serves === "nodes"
      ? [{ hubVnet, "subnets.firewall": firewall }, "firewall"]
      : [{ runnerHubVnet: hubVnet, "subnets.runnerFirewall": firewall }, "runnerFirewall"];
  return [{ path, value, message, fix: `plan the addresses with ${option}: true` }];
}

function fqdnProblems(name: string, path: string): Problem[] {
  if (fqdn.test(name)) return [];
  const message =
    "must be a host name, without scheme, port and path; a leading *. stands for all names under a domain of at least two parts";
  return [{ path, value: name, message, fix: "write for example login.microsoftonline.com" }];
}

function zoneProblems(zone: string, path: string): Problem[] {
  if (ZONES.includes(zone)) return [];
  return [{ path, value: zone, message: `must be one of ${ZONES.join(", ")}`, fix: "leave zones out" }];
}
