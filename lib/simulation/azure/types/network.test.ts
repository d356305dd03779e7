import { expect, test } from "vitest";
import { expectRefused, problemsOf, type Refused, type Taken } from "./testing/refusals.ts";

/** One row for each rule that joins fields. */
const refused: readonly Refused[] = [
  [
    "network:VirtualNetwork",
    { "addressSpace.addressPrefixes[1]": "10.0.2.0/24" },
    "addressSpace.addressPrefixes[1]",
    "overlaps 10.0.0.0/22",
  ],
  [
    "network:VirtualNetwork",
    { "addressSpace.addressPrefixes[0]": "10.0.0.1/22" },
    "addressSpace.addressPrefixes[0]",
    "the address prefix should be 10.0.0.0/22",
  ],
  [
    "network:Subnet",
    { addressPrefix: undefined },
    "addressPrefix",
    "Required parameter addressPrefix is missing (null).",
  ],
  ["network:Subnet", { addressPrefix: "10.0.0.0/30" }, "addressPrefix", "from /2 to /29; got /30"],
  [
    "network:Subnet",
    { addressPrefix: "10.0.0.0" },
    "addressPrefix",
    "It should follow CIDR notation, for example 10.0.0.0/24.",
  ],
  [
    "network:Subnet",
    { subnetName: "AzureFirewallSubnet", addressPrefix: "10.0.0.0/27" },
    "addressPrefix",
    "at most /26",
  ],
  [
    "network:Subnet",
    { subnetName: "AzureFirewallSubnet", networkSecurityGroup: { id: "x" } },
    "networkSecurityGroup",
    "cannot be attached",
  ],
  [
    "network:VirtualNetworkPeering",
    { allowGatewayTransit: true, useRemoteGateways: true },
    "useRemoteGateways",
    "cannot both",
  ],
  [
    "network:NetworkSecurityGroup",
    { "securityRules[1].priority": 100 },
    "securityRules[1]",
    "Security rule rule-110 conflicts with rule rule-100. Rules cannot have the same Priority and Direction.",
  ],
  [
    "network:NetworkSecurityGroup",
    { "securityRules[0].sourceAddressPrefixes": ["10.0.0.0/8"] },
    "securityRules[0].sourceAddressPrefix",
    "cannot specify both sourceAddressPrefix and sourceAddressPrefixes",
  ],
  [
    "network:NetworkSecurityGroup",
    { "securityRules[0].destinationPortRange": undefined },
    "securityRules[0].destinationPortRange",
    "must specify one of destinationPortRange, destinationPortRanges",
  ],
  [
    "network:NetworkSecurityGroup",
    { "securityRules[0].destinationPortRange": "444-443" },
    "securityRules[0].destinationPortRange",
    "Valid range 0-65535.",
  ],
  [
    "network:NetworkSecurityGroup",
    { "securityRules[0].destinationPortRange": "65536" },
    "securityRules[0].destinationPortRange",
    "Valid range 0-65535.",
  ],
  [
    "network:PrivateEndpoint",
    { privateLinkServiceConnections: [] },
    "privateLinkServiceConnections",
    "exactly one connection; got 0",
  ],
  [
    "network:PrivateDnsZoneGroup",
    { "privateDnsZoneConfigs[1].name": "a" },
    "privateDnsZoneConfigs[1].name",
    "used more than once",
  ],
  [
    "network:NetworkInterface",
    { ipConfigurations: [1, 2].map((n) => ({ name: `${n}`, primary: true, subnet: { id: "x" } })) },
    "ipConfigurations",
    "Only one IP configuration may be primary.",
  ],
  [
    "network:PublicIPAddress",
    { publicIPAllocationMethod: "Dynamic" },
    "publicIPAllocationMethod",
    "must have the allocation method Static",
  ],
  ["network:Route", { nextHopIpAddress: undefined }, "nextHopIpAddress", "needs the address of its next hop"],
  ["network:Route", { nextHopType: "Internet" }, "nextHopIpAddress", "Only a route to a virtual appliance"],
  [
    "network:AzureFirewall",
    { "ipConfigurations[0].subnet.id": "/v/subnets/nodes" },
    "ipConfigurations[0].subnet.id",
    "of the name AzureFirewallSubnet",
  ],
  ["network:FlowLog", { "retentionPolicy.days": 0 }, "retentionPolicy.days", "at least 1 day"],
  ["network:FlowLog", { "format.version": 3 }, "format.version", "the versions 1 and 2"],
];

/** The other side of these rules. */
const taken: readonly Taken[] = [
  ["network:Subnet", { addressPrefix: "10.0.0.0/29" }],
  ["network:Subnet", { addressPrefix: undefined, addressPrefixes: ["10.0.0.0/24"] }],
  ["network:Subnet", { subnetName: "AzureFirewallSubnet", addressPrefix: "10.0.0.0/26" }],
  [
    "network:NetworkSecurityGroup",
    { "securityRules[1].priority": 100, "securityRules[1].direction": "Outbound" },
  ],
  ["network:Route", { nextHopType: "Internet", nextHopIpAddress: undefined }],
  ["network:Route", { addressPrefix: "AzureMonitor" }],
];

test.each(refused.map((row) => [row[0], row[1], row] as const))(
  "%s %o is refused",
  (_type, _changes, row) => {
    expectRefused(row);
  },
);

test.each(taken)("%s %o is taken", (type, changes) => {
  expect(problemsOf(type, changes)).toEqual([]);
});
