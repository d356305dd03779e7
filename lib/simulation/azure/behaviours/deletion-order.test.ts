import { describe, expect, test } from "vitest";
import { deletionOrder } from "./deletion-order.ts";
import { cluster, group, ids, subnet, vnet } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const endpoint = stored(ids.endpoint, { subnet: { id: ids.subnet } });
const firewall = stored(ids.firewall, { ipConfigurations: [{ publicIPAddress: { id: ids.address } }] });
const guarded = stored(ids.subnet, {
  networkSecurityGroup: { id: ids.securityGroup },
  routeTable: { id: ids.routeTable },
});
const nodes = stored(ids.cluster, { agentPoolProfiles: [{ vnetSubnetID: ids.subnet }] });
const system = stored(ids.pool, { mode: "System" });
const withoutSystem = stored(ids.cluster, { agentPoolProfiles: [{ name: "user", mode: "User" }] });
const zone = stored(ids.zone);
const inUse = (id: string) =>
  `Subnet nodes is in use by ${id} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`;

describe("refused", () => {
  test.each([
    ["a subnet with an endpoint", subnet, [endpoint], 400, "InUseSubnetCannotBeDeleted", inUse(ids.endpoint)],
    ["a subnet with nodes", subnet, [nodes], 400, "InUseSubnetCannotBeDeleted", inUse(ids.cluster)],
    [
      "a subnet whose endpoint is just going",
      subnet,
      [{ ...endpoint, provisioningState: "Deleting" as const }],
      400,
      "InUseSubnetCannotBeDeleted",
      inUse(ids.endpoint),
    ],
    [
      "a network with such a subnet",
      vnet,
      [subnet, endpoint],
      400,
      "InUseSubnetCannotBeDeleted",
      inUse(ids.endpoint),
    ],
    [
      "a security group on a subnet",
      stored(ids.securityGroup),
      [guarded],
      400,
      "InUseNetworkSecurityGroupCannotBeDeleted",
      `Network security group ${ids.securityGroup} cannot be deleted because it is in use by the following resources: ${ids.subnet}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
    ],
    [
      "a route table on a subnet",
      stored(ids.routeTable),
      [guarded],
      400,
      "InUseRouteTableCannotBeDeleted",
      "Route table routes is in use and cannot be deleted.",
    ],
    [
      "an address of a firewall",
      stored(ids.address),
      [firewall],
      400,
      "PublicIPAddressCannotBeDeleted",
      `Public IP address ${ids.address} can not be deleted since it is still allocated to resource ${ids.firewall}. In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.`,
    ],
    [
      "a zone with a link",
      zone,
      [stored(ids.link)],
      409,
      "CannotDeleteResource",
      "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: 'Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net/virtualNetworkLinks/vnet'. Please delete all nested resources before deleting this resource.",
    ],
    [
      "the last system pool",
      system,
      [withoutSystem, stored(ids.otherPool, { mode: "User" })],
      400,
      "BadRequest",
      "There has to be at least one system agent pool.",
    ],
    [
      "the last but one that is going",
      system,
      [withoutSystem, stored(ids.otherPool, { mode: "System" }, { provisioningState: "Deleting" })],
      400,
      "BadRequest",
      "There has to be at least one system agent pool.",
    ],
  ])("%s", (_name, target, others, status, code, message) => {
    const resources = [target, ...others];
    expect(answer(deletionOrder, remove(target), { resources })).toEqual({
      status,
      code,
      message,
      retried: false,
    });
  });
});

describe("let pass", () => {
  test.each([
    ["an empty subnet", subnet, [stored(ids.endpoint, { subnet: { id: ids.otherSubnet } })]],
    ["a network with empty subnets", vnet, [guarded]],
    ["a security group of nobody", stored(ids.securityGroup), [subnet]],
    ["a zone whose links are gone", zone, []],
    ["a system pool beside the cluster's own", system, [cluster]],
    ["a system pool beside another", system, [withoutSystem, stored(ids.otherPool, { mode: "System" })]],
    ["a user pool", stored(ids.pool, { mode: "User" }), [withoutSystem]],
    ["a cluster with its pools", nodes, [system]],
    [
      "an identity in use",
      stored(ids.identity),
      [stored(ids.diskEncryptionSet, { identity: { userAssignedIdentities: [ids.identity] } })],
    ],
    ["a group that is not empty: it is emptied", group, [vnet, guarded, endpoint]],
    [
      "a vault with purge protection: it stays as a deleted one",
      stored(ids.vault, { properties: { enablePurgeProtection: true } }),
      [],
    ],
  ])("%s", (_name, target, others) => {
    expect(answer(deletionOrder, remove(target), { resources: [target, ...others] })).toBeUndefined();
  });

  test("an update of what is in use", () => {
    expect(answer(deletionOrder, put(ids.subnet), { resources: [subnet, endpoint] })).toBeUndefined();
  });
});
