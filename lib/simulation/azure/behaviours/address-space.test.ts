import { describe, expect, test } from "vitest";
import { addressSpace } from "./address-space.ts";
import { ids, subnet, vnet } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const space = (...addressPrefixes: string[]) => ({ location: "eastus", addressSpace: { addressPrefixes } });
const hub = stored(ids.vnet.replace("/vnet", "/hub"), space("10.0.128.0/20"));
const peering = put(`${ids.vnet}/virtualNetworkPeerings/hub`, { remoteVirtualNetwork: { id: hub.id } });
const outside = (name: string) =>
  `Subnet '${name}' is not valid because its IP address range is outside the IP address range of virtual network 'vnet'.`;
const overlaps =
  "Subnet 'endpoints' is not valid because its IP address range overlaps with that of an existing subnet in virtual network 'vnet'.";

describe("refused", () => {
  test.each([
    [
      "a subnet outside",
      put(ids.otherSubnet, { addressPrefix: "10.1.0.0/24" }),
      "NetcfgSubnetRangeOutsideVnet",
      outside("endpoints"),
    ],
    [
      "a subnet larger than its network",
      put(ids.otherSubnet, { addressPrefix: "10.0.0.0/15" }),
      "NetcfgSubnetRangeOutsideVnet",
      outside("endpoints"),
    ],
    [
      "one of two ranges outside",
      put(ids.otherSubnet, { addressPrefixes: ["10.0.2.0/24", "10.1.0.0/24"] }),
      "NetcfgSubnetRangeOutsideVnet",
      outside("endpoints"),
    ],
    [
      "a subnet over another",
      put(ids.otherSubnet, { addressPrefix: "10.0.0.128/25" }),
      "NetcfgSubnetRangesOverlap",
      overlaps,
    ],
    [
      "a subnet around another",
      put(ids.otherSubnet, { addressPrefix: "10.0.0.0/20" }),
      "NetcfgSubnetRangesOverlap",
      overlaps,
    ],
    [
      "a network that leaves its subnets",
      put(ids.vnet, space("10.2.0.0/16")),
      "NetcfgSubnetRangeOutsideVnet",
      outside("nodes"),
    ],
    [
      "a peering of networks that overlap",
      peering,
      "VnetAddressSpacesOverlap",
      `Cannot create or update peering ${peering.id}. Virtual networks ${ids.vnet} and ${hub.id} cannot be peered because their address spaces overlap.`,
    ],
  ])("%s", (_name, write, code, message) => {
    const resources = [vnet, subnet, hub];
    expect(answer(addressSpace, write, { resources })).toEqual({
      status: 400,
      code,
      message,
      retried: false,
    });
  });
});

describe("let pass", () => {
  test.each([
    ["a subnet beside another", put(ids.otherSubnet, { addressPrefix: "10.0.1.0/24" })],
    ["the same subnet again", put(ids.subnet, { addressPrefix: "10.0.0.0/24" })],
    ["a network that grows", put(ids.vnet, space("10.0.0.0/16", "10.9.0.0/16"))],
    [
      "a peering with a network that is not known",
      put(peering.id, { remoteVirtualNetwork: { id: ids.vnet.replace("/rg/", "/x/") } }),
    ],
    ["a deletion", remove(subnet)],
  ])("%s", (_name, write) => {
    expect(answer(addressSpace, write, { resources: [vnet, subnet, hub] })).toBeUndefined();
  });
});
