import type * as pulumi from "@pulumi/pulumi";
import { type GroupId, privateEndpointZones } from "../../../catalog/azure/private-endpoints.ts";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import { networkNameProblems } from "../network-name.ts";
import type { Tags } from "../tags.ts";
import type { EndpointQueue } from "./endpoint-queue.ts";

/** Where the private endpoints of a network stand. */
export interface EndpointPlace {
  /**
   * Resource group of the endpoints. Not that of what they lead to, where it has a lock: a lock keeps endpoints, too, from
   * being replaced.
   */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Subnet in which they take their addresses. */
  readonly subnetId: pulumi.Input<string>;
  /** Ids of private DNS zones by zone name; those of an endpoint's `groupId` must be among them. */
  readonly privateDnsZoneIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** The endpoints of the subnet that are declared before. @default - none */
  readonly queue?: EndpointQueue;
}

/** Arguments of {@link PrivateEndpoint}. */
export interface PrivateEndpointArgs extends EndpointPlace {
  /** Azure region, as `eastus`: that of the subnet. */
  readonly location: string;
  /** Azure's name of the endpoint: at most 60 letters, digits, underscores, periods and hyphens. */
  readonly endpointName: string;
  /** Id of the resource that the endpoint leads to. */
  readonly targetId: pulumi.Input<string>;
  /** What of that resource it leads to; decides the DNS zones. */
  readonly groupId: GroupId;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** A DNS zone into which an endpoint writes its records. */
export interface ZoneConfig {
  readonly name: string;
  readonly privateDnsZoneId: pulumi.Input<string>;
}

/** Azure's 64, less the `-nic` of the endpoint's network interface. */
const LONGEST_NAME = 60;

/**
 * Finds the DNS zones of an endpoint's group. Pure: needs no Pulumi engine.
 *
 * @throws InvalidInput with everything that is wrong; also where a zone has no id, because the service's public name would
 * then not lead to the endpoint.
 */
export function resolvePrivateEndpointArgs(
  args: Pick<PrivateEndpointArgs, "endpointName" | "groupId" | "privateDnsZoneIds" | "tags">,
): readonly ZoneConfig[] {
  const zones = privateEndpointZones[args.groupId].map((zone) => ({
    zone,
    id: args.privateDnsZoneIds[zone],
  }));
  refuse("PrivateEndpoint", [
    ...networkNameProblems(args.endpointName, "endpointName", LONGEST_NAME),
    ...zones.flatMap(({ zone, id }) => (id === undefined ? [missing(zone, args)] : [])),
    ...tagProblems(args.tags ?? {}, "tags"),
  ]);
  return zones.flatMap(({ zone, id }) =>
    id === undefined ? [] : [{ name: zone.replaceAll(".", "-"), privateDnsZoneId: id }],
  );
}

function missing(
  zone: string,
  { groupId, privateDnsZoneIds }: Pick<PrivateEndpointArgs, "groupId" | "privateDnsZoneIds">,
): Problem {
  return {
    path: "privateDnsZoneIds",
    value: Object.keys(privateDnsZoneIds),
    message: `an endpoint of group ${groupId} needs the private DNS zone ${zone}`,
    fix: `add ${zone} to the network's private DNS zones`,
  };
}
