import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { tagsOf } from "../tags.ts";
import { type PrivateEndpointArgs, resolvePrivateEndpointArgs } from "./private-endpoint.args.ts";

/**
 * A private address for a service of Azure, and the DNS records by which its public host name leads there.
 * Who depends on the component waits for both.
 */
export class PrivateEndpoint extends pulumi.ComponentResource {
  /** Resource id of the endpoint; waits for its DNS records. */
  readonly endpointId: pulumi.Output<string>;

  /**
   * @param opts `dependsOn` also holds back the endpoint itself.
   * @throws InvalidInput with everything that is wrong with `args`; nothing is registered then.
   */
  constructor(name: string, args: PrivateEndpointArgs, opts?: pulumi.ComponentResourceOptions) {
    const privateDnsZoneConfigs = [...resolvePrivateEndpointArgs(args)];
    super("exaform:azure:PrivateEndpoint", name, {}, opts);

    const before = args.queue?.last ?? [];
    const childName = `${name}-endpoint`;
    const endpoint = new network.PrivateEndpoint(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        privateEndpointName: args.endpointName,
        subnet: { id: args.subnetId },
        customNetworkInterfaceName: `${args.endpointName}-nic`,
        privateLinkServiceConnections: [
          { name: args.endpointName, privateLinkServiceId: args.targetId, groupIds: [args.groupId] },
        ],
        tags: tagsOf(this, "azure-native:network:PrivateEndpoint", childName, args.tags),
      },
      {
        parent: this,
        // Others may be at work in the subnet, too.
        hooks: conflictRetry(),
        dependsOn: pulumi.output(opts?.dependsOn ?? []).apply((needed) => [...[needed].flat(), ...before]),
      },
    );
    args.queue?.join(endpoint);
    const zoneGroup = new network.PrivateDnsZoneGroup(
      `${name}-zones`,
      {
        resourceGroupName: args.resourceGroupName,
        privateEndpointName: args.endpointName,
        privateDnsZoneGroupName: "default",
        privateDnsZoneConfigs,
      },
      { parent: this, dependsOn: [endpoint], hooks: conflictRetry() },
    );

    this.endpointId = pulumi.all([endpoint.id, zoneGroup.id]).apply(([id]) => id);
    this.registerOutputs({ endpointId: this.endpointId });
  }
}
