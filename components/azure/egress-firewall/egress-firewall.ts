import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import type { Egress } from "../isolated-network/index.ts";
import { knownId } from "../known.ts";
import { tagsOf } from "../tags.ts";
import {
  type EgressFirewallArgs,
  type ResolvedEgressFirewall,
  resolveEgressFirewallArgs,
} from "./egress-firewall.args.ts";
import { allowListRules } from "./rules.ts";

/** What every child stands on. */
type Place = Pick<EgressFirewallArgs, "resourceGroupName" | "location">;

/**
 * The one way out of a connected cluster, or of the runner: an Azure Firewall in a network of its own that lets HTTPS
 * through to the hosts of an allow-list, and nothing else. An `IsolatedNetwork` that gets {@link EgressFirewall.egress}
 * leads its nodes there, or its runner.
 */
export class EgressFirewall extends pulumi.ComponentResource {
  /** Route table for the subnets of nodes; waits for the route to the firewall. */
  readonly routeTableId: pulumi.Output<string>;
  /** Address of the firewall in the hub network. */
  readonly privateIp: pulumi.Output<string>;
  /** Resource id of the hub network. */
  readonly hubVnetId: pulumi.Output<string>;
  /** What a network needs to use the firewall. */
  readonly egress: Egress;
  /** Resource id of the firewall, for its audit log. */
  readonly firewallId: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: EgressFirewallArgs;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: EgressFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    const resolved = resolveEgressFirewallArgs(args);
    super("exaform:azure:EgressFirewall", name, {}, opts);
    this.#name = name;
    this.#args = args;
    const place = { resourceGroupName: args.resourceGroupName, location: args.location };

    const vnet = this.#createHub(place, resolved);
    const subnet = this.#createSubnet(vnet, resolved);
    const address = this.#createAddress(place, resolved);
    const policy = this.#createPolicy(place);
    const rules = this.#createRules(policy, resolved);
    const firewall = this.#createFirewall(place, resolved, { subnet, address, policy, rules });
    this.privateIp = pulumi
      .all([firewall.id, firewall.ipConfigurations])
      .apply(([id, configurations]) => addressOf(id, configurations?.[0]?.privateIPAddress));
    const route = this.#createRoute(this.#createRouteTable(place));

    this.hubVnetId = this.#idOf(vnet, `virtualNetworks/${resolved.hubVnetName}`);
    this.firewallId = this.#idOf(firewall, `azureFirewalls/${args.firewallName}`);
    this.routeTableId = this.#idOf(route, `routeTables/${args.firewallName}-routes`);
    const hub = {
      resourceGroupName: args.resourceGroupName,
      vnetName: resolved.hubVnetName,
      vnetId: this.hubVnetId,
    };
    this.egress = { routeTableId: this.routeTableId, hub };
    this.registerOutputs({
      routeTableId: this.routeTableId,
      privateIp: this.privateIp,
      hubVnetId: this.hubVnetId,
      firewallId: this.firewallId,
    });
  }

  #createHub(place: Place, { hubVnetName, hubCidr }: ResolvedEgressFirewall): network.VirtualNetwork {
    const childName = `${this.#name}-hub`;
    return new network.VirtualNetwork(
      childName,
      {
        ...place,
        virtualNetworkName: hubVnetName,
        addressSpace: { addressPrefixes: [hubCidr] },
        tags: this.#tags("VirtualNetwork", childName),
      },
      { parent: this },
    );
  }

  /** Azure demands this name, and refuses a security group there. */
  #createSubnet(
    vnet: network.VirtualNetwork,
    { hubVnetName, firewallCidr }: ResolvedEgressFirewall,
  ): network.Subnet {
    return new network.Subnet(
      `${this.#name}-subnet`,
      {
        resourceGroupName: this.#args.resourceGroupName,
        virtualNetworkName: hubVnetName,
        subnetName: "AzureFirewallSubnet",
        addressPrefix: firewallCidr,
        defaultOutboundAccess: false,
      },
      { parent: this, dependsOn: [vnet], hooks: conflictRetry() },
    );
  }

  #createAddress(place: Place, { zones }: ResolvedEgressFirewall): network.PublicIPAddress {
    const childName = `${this.#name}-address`;
    return new network.PublicIPAddress(
      childName,
      {
        ...place,
        publicIpAddressName: `${this.#args.firewallName}-address`,
        sku: { name: "Standard" },
        publicIPAllocationMethod: "Static",
        publicIPAddressVersion: "IPv4",
        zones: [...zones],
        tags: this.#tags("PublicIPAddress", childName),
      },
      { parent: this },
    );
  }

  #createPolicy(place: Place): network.FirewallPolicy {
    const childName = `${this.#name}-policy`;
    return new network.FirewallPolicy(
      childName,
      {
        ...place,
        firewallPolicyName: `${this.#args.firewallName}-policy`,
        sku: { tier: "Standard" },
        threatIntelMode: "Deny",
        // Who resolves names here gets the answers that the rules are matched against.
        dnsSettings: { enableProxy: true },
        tags: this.#tags("FirewallPolicy", childName),
      },
      { parent: this },
    );
  }

  #createRules(
    policy: network.FirewallPolicy,
    { sources, allowList }: ResolvedEgressFirewall,
  ): network.FirewallPolicyRuleCollectionGroup {
    return new network.FirewallPolicyRuleCollectionGroup(
      `${this.#name}-rules`,
      {
        resourceGroupName: this.#args.resourceGroupName,
        firewallPolicyName: `${this.#args.firewallName}-policy`,
        ruleCollectionGroupName: "egress",
        priority: 1000,
        ruleCollections: [allowListRules(sources, allowList)],
      },
      { parent: this, dependsOn: [policy], hooks: conflictRetry() },
    );
  }

  #createFirewall(
    place: Place,
    { hubVnetName, zones }: ResolvedEgressFirewall,
    parts: {
      readonly subnet: network.Subnet;
      readonly address: network.PublicIPAddress;
      readonly policy: network.FirewallPolicy;
      readonly rules: network.FirewallPolicyRuleCollectionGroup;
    },
  ): network.AzureFirewall {
    const childName = `${this.#name}-firewall`;
    const { firewallName } = this.#args;
    return new network.AzureFirewall(
      childName,
      {
        ...place,
        azureFirewallName: firewallName,
        sku: { name: "AZFW_VNet", tier: "Standard" },
        firewallPolicy: { id: this.#idOf(parts.policy, `firewallPolicies/${firewallName}-policy`) },
        ipConfigurations: [
          {
            name: "egress",
            subnet: {
              id: this.#idOf(parts.subnet, `virtualNetworks/${hubVnetName}/subnets/AzureFirewallSubnet`),
            },
            publicIPAddress: { id: this.#idOf(parts.address, `publicIPAddresses/${firewallName}-address`) },
          },
        ],
        zones: [...zones],
        tags: this.#tags("AzureFirewall", childName),
      },
      // Azure refuses a change of the policy while it puts the firewall up.
      { parent: this, dependsOn: [parts.rules], hooks: conflictRetry() },
    );
  }

  #createRouteTable(place: Place): network.RouteTable {
    const childName = `${this.#name}-routes`;
    return new network.RouteTable(
      childName,
      {
        ...place,
        routeTableName: `${this.#args.firewallName}-routes`,
        // Routes that a gateway learns would lead past the firewall.
        disableBgpRoutePropagation: true,
        tags: this.#tags("RouteTable", childName),
      },
      { parent: this },
    );
  }

  /** A resource of its own: in the table's list, the address, which only Azure knows, would hide the whole list at preview. */
  #createRoute(table: network.RouteTable): network.Route {
    return new network.Route(
      `${this.#name}-route`,
      {
        resourceGroupName: this.#args.resourceGroupName,
        routeTableName: `${this.#args.firewallName}-routes`,
        routeName: "everything-to-the-firewall",
        addressPrefix: "0.0.0.0/0",
        nextHopType: "VirtualAppliance",
        nextHopIpAddress: this.privateIp,
      },
      { parent: this, dependsOn: [table] },
    );
  }

  #tags(type: string, childName: string): pulumi.Output<Record<string, string>> {
    return tagsOf(this, `azure-native:network:${type}`, childName, this.#args.tags);
  }

  #idOf(resource: pulumi.Resource, path: string): pulumi.Output<string> {
    return knownId(resource, this.#args.resourceGroupName, `Microsoft.Network/${path}`);
  }
}

/** The private address of a firewall that exists. */
function addressOf(firewallId: string, privateIp: string | undefined): string {
  if (!privateIp) throw new Error(`${firewallId} has no private address, though every firewall gets one`);
  return privateIp;
}
