import { expect, test } from "vitest";
import { type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource, withInput } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { endpointNames } from "./endpoint-names.ts";

const ZONE = "privatelink.blob.core.windows.net";
const NETWORK_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
const endpoint = resource(types.PRIVATE_ENDPOINT, "endpoint", {
  privateEndpointName: "data",
  privateLinkServiceConnections: [{ groupIds: ["blob"] }],
  subnet: { id: `${NETWORK_ID}/virtualNetworks/v/subnets/endpoints` },
});
const subnet = resource(types.SUBNET, "subnet", { virtualNetworkName: "v", subnetName: "endpoints" });
const network = resource(types.VIRTUAL_NETWORK, "network", { virtualNetworkName: "v" });
const zone = resource(types.PRIVATE_ZONE, "zone", { privateZoneName: ZONE });
const names = resource(types.ENDPOINT_ZONES, "names", {
  privateEndpointName: "data",
  privateDnsZoneConfigs: [{ privateDnsZoneId: `${NETWORK_ID}/privateDnsZones/${ZONE}` }],
});
const link = resource(types.ZONE_LINK, "link", {
  privateZoneName: ZONE,
  virtualNetwork: { id: `${NETWORK_ID}/virtualNetworks/v` },
});
const around = [subnet, network, zone, names, link];
const but = (name: string, ...instead: readonly Resource[]) => [
  ...around.filter((found) => found.name !== name),
  ...instead,
];
const PATH = "privateDnsZoneGroups";

test.each<[string, Resource, Resource[], string]>([
  [
    "all of it",
    endpoint,
    around,
    `passed: ${PATH} PrivateDnsZoneGroup names has ${ZONE}, linked to its network`,
  ],
  [
    "no group",
    endpoint,
    but("names"),
    `failed: ${PATH} no PrivateDnsZoneGroup of this stack is for it; must have one with ${ZONE}`,
  ],
  [
    "the group of another",
    endpoint,
    but("names", withInput(names, "privateEndpointName", "other")),
    `failed: ${PATH} no PrivateDnsZoneGroup of this stack is for it; must have one with ${ZONE}`,
  ],
  [
    "a group of which nothing is known",
    endpoint,
    but("names", {
      ...resource(types.ENDPOINT_ZONES, "names", { privateEndpointName: UNKNOWN }, { from: undefined }),
    }),
    `notEvaluated: ${PATH} whether PrivateDnsZoneGroup names is for it is unknown; must have one with ${ZONE}`,
  ],
  [
    "a group with another zone",
    endpoint,
    but(
      "names",
      withInput(names, "privateDnsZoneConfigs", [{ privateDnsZoneId: "/privateDnsZones/other.zone" }]),
    ),
    `failed: ${PATH} PrivateDnsZoneGroup names has no zone ${ZONE}; must have it`,
  ],
  [
    "a group with unknown zones",
    endpoint,
    but("names", withInput(names, "privateDnsZoneConfigs", UNKNOWN)),
    `notEvaluated: ${PATH} PrivateDnsZoneGroup names has no zone ${ZONE} that is known; must have it`,
  ],
  [
    "no link",
    endpoint,
    but("link"),
    `failed: ${PATH} ${ZONE} is not linked to it; must have a VirtualNetworkLink to VirtualNetwork network`,
  ],
  [
    "a link to another network",
    endpoint,
    but("link", withInput(link, "virtualNetwork.id", `${NETWORK_ID}/virtualNetworks/w`)),
    `failed: ${PATH} ${ZONE} is not linked to it; must have a VirtualNetworkLink to VirtualNetwork network`,
  ],
  [
    "a link to a network of which nothing is known",
    endpoint,
    but(
      "link",
      resource(
        types.ZONE_LINK,
        "link",
        { privateZoneName: ZONE, virtualNetwork: UNKNOWN },
        { from: undefined },
      ),
    ),
    `notEvaluated: ${PATH} whether VirtualNetworkLink link links ${ZONE} is unknown; must have a VirtualNetworkLink to VirtualNetwork network`,
  ],
  [
    "a zone of another stack",
    endpoint,
    but("zone"),
    `notEvaluated: ${PATH} ${ZONE} or the endpoint's network is not of this stack, so their links are not seen; must be linked`,
  ],
  [
    "an unknown group id",
    withInput(endpoint, "privateLinkServiceConnections", [{ groupIds: [UNKNOWN] }]),
    around,
    `notEvaluated: ${PATH} the zones of its group id are not known; must have all of them`,
  ],
  [
    "a group id that is not catalogued",
    withInput(endpoint, "privateLinkServiceConnections", [{ groupIds: ["sites"] }]),
    around,
    `notEvaluated: ${PATH} the zones of its group id are not known; must have all of them`,
  ],
])("%s", (_, found, others, expected) => {
  expect(answersOf([endpointNames], "N12", found, ...others)).toEqual([expected]);
});
