import { isBelow, nameOf, sameId } from "../arm-id.ts";
import { isText, listAt } from "../types/values.ts";
import type { Behaviour, CloudView, Refusal, Stored, Write } from "./behaviour.ts";
import { usersOf } from "./existing.ts";

type Rule = (write: Write, cloud: CloudView) => Refusal | undefined;

/** Nodes, endpoints and the rest leave before what carries them; an identity may go at any time. */
const rules: ReadonlyMap<string, Rule> = new Map([
  ["azure-native:network:Subnet", subnetInUse],
  ["azure-native:network:VirtualNetwork", networkInUse],
  ["azure-native:network:NetworkSecurityGroup", securityGroupInUse],
  ["azure-native:network:RouteTable", routeTableInUse],
  ["azure-native:network:PublicIPAddress", addressInUse],
  ["azure-native:privatedns:PrivateZone", zoneLinked],
  ["azure-native:containerservice:AgentPool", lastSystemPool],
]);

/** What is still in use, or still holds something, is not deleted. A group is: Resource Manager empties it first. */
export const deletionOrder: Behaviour = {
  name: "order of deletion",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
  admit: (write, cloud) =>
    write.method === "DELETE" ? rules.get(write.type.token)?.(write, cloud) : undefined,
};

/** https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet#delete-a-subnet */
function subnetInUse({ id }: Pick<Write, "id">, cloud: CloudView): Refusal | undefined {
  const [user] = usersOf(cloud, id);
  if (user === undefined) return undefined;
  const message = `Subnet ${nameOf(id)} is in use by ${user.id} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`;
  return { status: 400, code: "InUseSubnetCannotBeDeleted", message };
}

/** A network goes with its subnets, which must be free. */
function networkInUse({ id }: Write, cloud: CloudView): Refusal | undefined {
  const subnets = [...cloud.resources()].filter(
    (stored) => stored.type.token === "azure-native:network:Subnet" && isBelow(stored.id, id),
  );
  return subnets.map((subnet) => subnetInUse(subnet, cloud)).find((refusal) => refusal !== undefined);
}

/** https://aka.ms/deletensg */
function securityGroupInUse({ id }: Write, cloud: CloudView): Refusal | undefined {
  const users = usersOf(cloud, id);
  if (users.length === 0) return undefined;
  const list = users.map((user) => user.id).join(", ");
  const message = `Network security group ${id} cannot be deleted because it is in use by the following resources: ${list}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`;
  return { status: 400, code: "InUseNetworkSecurityGroupCannotBeDeleted", message };
}

/** https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/inuseroutetablecannotbedeleted-error */
function routeTableInUse({ id }: Write, cloud: CloudView): Refusal | undefined {
  if (usersOf(cloud, id).length === 0) return undefined;
  const message = `Route table ${nameOf(id)} is in use and cannot be deleted.`;
  return { status: 400, code: "InUseRouteTableCannotBeDeleted", message };
}

/** https://aka.ms/deletepublicip */
function addressInUse({ id }: Write, cloud: CloudView): Refusal | undefined {
  const [user] = usersOf(cloud, id);
  if (user === undefined) return undefined;
  const message = `Public IP address ${id} can not be deleted since it is still allocated to resource ${user.id}. In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.`;
  return { status: 400, code: "PublicIPAddressCannotBeDeleted", message };
}

/** https://github.com/learntocloud/networking-lab/issues/8 */
function zoneLinked({ id }: Write, cloud: CloudView): Refusal | undefined {
  const links = [...cloud.resources()].filter(
    (stored) => stored.type.token === "azure-native:privatedns:VirtualNetworkLink" && isBelow(stored.id, id),
  );
  if (links.length === 0) return undefined;
  const list = links.map((link) => `'${link.id.replace(/^.*\/providers\//i, "")}'`).join(", ");
  const message = `Cannot delete resource while nested resources exist. Some existing nested resource IDs include: ${list}. Please delete all nested resources before deleting this resource.`;
  return { status: 409, code: "CannotDeleteResource", message };
}

/** https://learn.microsoft.com/azure/aks/use-system-pools; the words, with "Bad Request", in https://github.com/Azure/aks-engine/issues/542. */
function lastSystemPool({ id, inputs }: Write, cloud: CloudView): Refusal | undefined {
  if (!isText(inputs, "mode", "System")) return undefined;
  const clusterId = id.replace(/\/agentPools\/[^/]+$/i, "");
  const inCluster = listAt(cloud.resource(clusterId)?.inputs, "agentPoolProfiles");
  const others = [...cloud.resources()].filter((stored) => isOtherPool(stored, id, clusterId));
  if ([...inCluster, ...others.map((pool) => pool.inputs)].some((pool) => isText(pool, "mode", "System")))
    return undefined;
  const message = "There has to be at least one system agent pool.";
  return { status: 400, code: "BadRequest", message };
}

function isOtherPool({ id, type, provisioningState }: Stored, pool: string, clusterId: string): boolean {
  const isPool = type.token === "azure-native:containerservice:AgentPool" && isBelow(id, clusterId);
  return isPool && !sameId(id, pool) && provisioningState !== "Deleting";
}
