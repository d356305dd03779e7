import * as network from "@pulumi/azure-native/network/index.js";
import * as privatedns from "@pulumi/azure-native/privatedns/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { knownId } from "../known.ts";
import { tagsOf } from "../tags.ts";
import type { Flow, SubnetRole } from "./flow.ts";
import { flowsOf } from "./flows.ts";
import {
  type Egress,
  type IsolatedNetworkArgs,
  type Peering,
  resolveIsolatedNetworkArgs,
} from "./isolated-network.args.ts";
import { securityRules } from "./security-rules.ts";

/** Resource ids of a network's subnets. */
export type SubnetIds = Readonly<Record<Exclude<SubnetRole, "lustre">, pulumi.Output<string>>> & {
  /** Present where the address plan has a subnet for Managed Lustre. */
  readonly lustre?: pulumi.Output<string>;
};

/**
 * The virtual network of a training cluster. No subnet has a way out that Azure gives by default; each has a security group
 * that denies both directions and allows what the parts need; host names of Azure's services lead to private endpoints; and
 * no network is peered that is not listed.
 *
 * Names are resolved by Azure's own DNS, which Managed Lustre demands. There is no VNet encryption: it and an API server
 * inside the network exclude each other (https://learn.microsoft.com/azure/aks/api-server-vnet-integration, 2026-04).
 */
export class IsolatedNetwork extends pulumi.ComponentResource {
  /** Resource id of the virtual network. */
  readonly vnetId: pulumi.Output<string>;
  /** Resource ids of the subnets. */
  readonly subnetIds: SubnetIds;
  /** Resource ids of the private DNS zones, by zone name; each waits for its link to the network. */
  readonly privateDnsZoneIds: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #name: string;
  readonly #args: IsolatedNetworkArgs;
  /** What changes the network last so far: the next change waits for it, because Azure refuses two at a time. */
  #last: pulumi.Resource;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: IsolatedNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const { peerings, allowedNetworks } = resolveIsolatedNetworkArgs(args);
    super("exaform:azure:IsolatedNetwork", name, {}, opts);
    this.#name = name;
    this.#args = args;

    const vnet = this.#createVnet();
    this.#last = vnet;
    this.vnetId = this.#idOf(vnet, `virtualNetworks/${args.vnetName}`);
    this.subnetIds = this.#createSubnets(allowedNetworks);
    this.#createPeerings(peerings);
    this.privateDnsZoneIds = Object.fromEntries(
      args.privateDnsZones.map((zone) => [zone, this.#createZone(zone)]),
    );
    this.registerOutputs({
      vnetId: this.vnetId,
      subnetIds: this.subnetIds,
      privateDnsZoneIds: this.privateDnsZoneIds,
    });
  }

  #createVnet(): network.VirtualNetwork {
    const { resourceGroupName, location, vnetName, addresses } = this.#args;
    const childName = `${this.#name}-vnet`;
    return new network.VirtualNetwork(
      childName,
      {
        resourceGroupName,
        location,
        virtualNetworkName: vnetName,
        addressSpace: { addressPrefixes: [addresses.vnet] },
        tags: this.#tags("network:VirtualNetwork", childName),
      },
      { parent: this },
    );
  }

  #createSubnets(allowedNetworks: readonly string[]): SubnetIds {
    const { addresses, location, egress, runnerEgress } = this.#args;
    const flows = flowsOf({
      addresses,
      location,
      allowedNetworks,
      egress: egress !== undefined,
      runnerEgress: runnerEgress !== undefined,
    });
    const make = (role: SubnetRole) => this.#createSubnet(role, flows);
    return {
      nodes: make("nodes"),
      system: make("system"),
      apiServer: make("apiServer"),
      privateEndpoints: make("privateEndpoints"),
      runner: make("runner"),
      ...(addresses.subnets.lustre && { lustre: make("lustre") }),
    };
  }

  #createSubnet(role: SubnetRole, flows: readonly Flow[]): pulumi.Output<string> {
    const { resourceGroupName, vnetName, addresses } = this.#args;
    const subnetName = azureName(role);
    const egress = this.#egressOf(role);
    const subnet = new network.Subnet(
      `${this.#name}-${subnetName}-subnet`,
      {
        resourceGroupName,
        virtualNetworkName: vnetName,
        subnetName,
        addressPrefix: addresses.subnets[role]?.cidr,
        defaultOutboundAccess: false,
        networkSecurityGroup: { id: this.#createSecurityGroup(role, flows) },
        ...(egress !== undefined && { routeTable: { id: egress.routeTableId } }),
        // Otherwise security groups do not see what goes to private endpoints.
        ...(role === "privateEndpoints" && { privateEndpointNetworkPolicies: "Enabled" }),
        ...(role === "apiServer" && {
          delegations: [{ name: "aks", serviceName: "Microsoft.ContainerService/managedClusters" }],
        }),
      },
      { parent: this, dependsOn: [this.#last], hooks: conflictRetry() },
    );
    this.#last = subnet;
    return this.#idOf(subnet, `virtualNetworks/${vnetName}/subnets/${subnetName}`);
  }

  /** The way out of a subnet: nodes and the runner never share one, and no other subnet has any. */
  #egressOf(role: SubnetRole): Egress | undefined {
    if (role === "nodes" || role === "system") return this.#args.egress;
    return role === "runner" ? this.#args.runnerEgress : undefined;
  }

  #createSecurityGroup(role: SubnetRole, flows: readonly Flow[]): pulumi.Output<string> {
    const { resourceGroupName, location, vnetName } = this.#args;
    const childName = `${this.#name}-${azureName(role)}-nsg`;
    const networkSecurityGroupName = `${vnetName}-${azureName(role)}`;
    const group = new network.NetworkSecurityGroup(
      childName,
      {
        resourceGroupName,
        location,
        networkSecurityGroupName,
        securityRules: securityRules(role, flows),
        tags: this.#tags("network:NetworkSecurityGroup", childName),
      },
      { parent: this },
    );
    return this.#idOf(group, `networkSecurityGroups/${networkSecurityGroupName}`);
  }

  #createPeerings(peerings: readonly Peering[]): void {
    const { resourceGroupName, vnetName, egress, runnerEgress } = this.#args;
    const own = { resourceGroupName, virtualNetworkName: vnetName };
    for (const { name, vnetId, cidrs } of peerings) {
      this.#peer(`peering-${name}`, {
        ...own,
        virtualNetworkPeeringName: name,
        remoteVirtualNetwork: { id: vnetId },
        remoteAddressSpace: { addressPrefixes: [...cidrs] },
        allowForwardedTraffic: false,
      });
    }
    if (egress !== undefined) this.#peerWithHub(egress, "hub");
    if (runnerEgress !== undefined) this.#peerWithHub(runnerEgress, "runner-hub");
  }

  /** @param role what the logical names of both peerings call the hub. */
  #peerWithHub({ hub }: Egress, role: string): void {
    const { resourceGroupName, vnetName } = this.#args;
    this.#peer(`${role}-to-network`, {
      resourceGroupName: hub.resourceGroupName,
      virtualNetworkName: hub.vnetName,
      virtualNetworkPeeringName: `to-${vnetName}`,
      remoteVirtualNetwork: { id: this.vnetId },
      allowForwardedTraffic: false,
    });
    this.#peer(`network-to-${role}`, {
      resourceGroupName,
      virtualNetworkName: vnetName,
      virtualNetworkPeeringName: `to-${hub.vnetName}`,
      remoteVirtualNetwork: { id: hub.vnetId },
      // Answers from the internet come with their sender's address: to Azure, traffic that the hub forwards.
      allowForwardedTraffic: true,
    });
  }

  #peer(role: string, args: network.VirtualNetworkPeeringArgs): void {
    this.#last = new network.VirtualNetworkPeering(
      `${this.#name}-${role}`,
      { ...args, allowVirtualNetworkAccess: true, allowGatewayTransit: false, useRemoteGateways: false },
      { parent: this, dependsOn: [this.#last], hooks: conflictRetry() },
    );
  }

  /** A zone and its link. Its id waits for the link, without which the network does not see the zone's records. */
  #createZone(zoneName: string): pulumi.Output<string> {
    const { resourceGroupName, vnetName } = this.#args;
    const zoneChild = `${this.#name}-${zoneName}-zone`;
    const zone = new privatedns.PrivateZone(
      zoneChild,
      {
        resourceGroupName,
        location: "global",
        privateZoneName: zoneName,
        tags: this.#tags("privatedns:PrivateZone", zoneChild),
      },
      { parent: this },
    );
    const linkChild = `${this.#name}-${zoneName}-link`;
    const link = new privatedns.VirtualNetworkLink(
      linkChild,
      {
        resourceGroupName,
        location: "global",
        privateZoneName: zoneName,
        virtualNetworkLinkName: vnetName,
        virtualNetwork: { id: this.vnetId },
        registrationEnabled: false,
        // A name without a private record must not lead to a public address instead; Azure knows this of its own zones only.
        ...(zoneName.startsWith("privatelink.") && { resolutionPolicy: "Default" }),
        tags: this.#tags("privatedns:VirtualNetworkLink", linkChild),
      },
      { parent: this, dependsOn: [zone] },
    );
    return this.#idOf(link, `privateDnsZones/${zoneName}`);
  }

  #tags(type: string, childName: string): pulumi.Output<Record<string, string>> {
    return tagsOf(this, `azure-native:${type}`, childName, this.#args.tags);
  }

  #idOf(resource: pulumi.Resource, path: string): pulumi.Output<string> {
    return knownId(resource, this.#args.resourceGroupName, `Microsoft.Network/${path}`);
  }
}

/** Azure's name of a subnet: `private-endpoints` for the role `privateEndpoints`. */
function azureName(role: SubnetRole): string {
  return role.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
