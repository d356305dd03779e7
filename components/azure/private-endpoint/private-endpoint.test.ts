import * as azure from "@pulumi/azure-native/resources/index.js";
import { describe, expect, test } from "vitest";
import { type GroupId, privateEndpointZones } from "../../../catalog/azure/private-endpoints.ts";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType } from "../../../lib/graph/graph.ts";
import { EndpointQueue, PrivateEndpoint, type PrivateEndpointArgs } from "./index.ts";

const ENDPOINT = "azure-native:network:PrivateEndpoint";
const ZONE_GROUP = "azure-native:network:PrivateDnsZoneGroup";

const everyZone = Object.values(privateEndpointZones).flat();

const args: PrivateEndpointArgs = {
  resourceGroupName: "network",
  location: "eastus",
  endpointName: "keys-vault",
  subnetId: "/subscriptions/s/subnets/endpoints",
  targetId: "/subscriptions/s/vaults/keys",
  groupId: "vault",
  privateDnsZoneIds: Object.fromEntries(everyZone.map((zone) => [zone, `/zones/${zone}`])),
};

const endpointWith = (change: Partial<PrivateEndpointArgs>): Promise<Graph> =>
  synth(() => new PrivateEndpoint("keys", { ...args, ...change }));

test("an endpoint and its DNS records, and nothing else", async () => {
  const graph = await endpointWith({});
  const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  expect(made.map(({ name, type }) => [name, type])).toEqual([
    ["keys-zones", ZONE_GROUP],
    ["keys-endpoint", ENDPOINT],
  ]);
});

test("it leads to the target through the subnet, approved at once, tagged as ours", async () => {
  const [endpoint] = ofType(await endpointWith({ tags: { owner: "research" } }), ENDPOINT);
  expect(endpoint?.inputs).toMatchObject({
    resourceGroupName: "network",
    location: "eastus",
    privateEndpointName: "keys-vault",
    customNetworkInterfaceName: "keys-vault-nic",
    subnet: { id: args.subnetId },
    privateLinkServiceConnections: [{ privateLinkServiceId: args.targetId, groupIds: ["vault"] }],
    tags: { owner: "research", "exaform-stack": "exaform/test" },
  });
  expect(endpoint?.inputs).not.toHaveProperty("manualPrivateLinkServiceConnections");
});

describe("N12 every group's public names lead to the endpoint", () => {
  test.each(Object.entries(privateEndpointZones))("%s", async (groupId, zones) => {
    const [group] = ofType(await endpointWith({ groupId: groupId as GroupId }), ZONE_GROUP);
    expect(group?.inputs).toMatchObject({
      privateEndpointName: "keys-vault",
      privateDnsZoneGroupName: "default",
    });
    expect(group?.inputs.privateDnsZoneConfigs).toEqual(
      zones.map((zone) => ({ name: zone.replaceAll(".", "-"), privateDnsZoneId: `/zones/${zone}` })),
    );
  });
});

test("what the component depends on, its endpoint waits for", async () => {
  const graph = await synth(() => {
    const earlier = new azure.ResourceGroup("earlier", { resourceGroupName: "network" });
    new PrivateEndpoint("keys", args, { dependsOn: [earlier] });
  });
  const [earlier] = ofType(graph, "azure-native:resources:ResourceGroup");
  expect(ofType(graph, ENDPOINT)[0]?.dependencies).toContain(earlier?.urn);
});

test("endpoints of one queue are made one after another, in the order of the program", async () => {
  const graph = await synth(() => {
    const queue = new EndpointQueue();
    for (const name of ["keys", "images", "data"]) new PrivateEndpoint(name, { ...args, queue });
    new PrivateEndpoint("elsewhere", args);
  });
  const waits = ofType(graph, ENDPOINT).map(({ name, dependencies }) => [
    name,
    dependencies.map((urn) => urn.split("::").at(-1)),
  ]);
  expect(Object.fromEntries(waits)).toEqual({
    "keys-endpoint": [],
    "images-endpoint": ["keys-endpoint"],
    "data-endpoint": ["images-endpoint"],
    "elsewhere-endpoint": [],
  });
});

test("records are written after the endpoint is there", async () => {
  const graph = await endpointWith({});
  expect(ofType(graph, ZONE_GROUP)[0]?.dependencies).toEqual([ofType(graph, ENDPOINT)[0]?.urn]);
});

test("every problem is told, and nothing is registered", async () => {
  await expect(
    endpointWith({ endpointName: "-keys-", privateDnsZoneIds: {}, tags: { "a/b": "" } }),
  ).rejects.toThrow(
    [
      "PrivateEndpoint: 3 problems",
      '  endpointName = "-keys-": must be 2 to 60 letters, digits, underscores, periods and hyphens, the first a letter or digit, the last no period or hyphen',
      "    fix: write keys",
      "  privateDnsZoneIds = []: an endpoint of group vault needs the private DNS zone privatelink.vaultcore.azure.net",
      "    fix: add privatelink.vaultcore.azure.net to the network's private DNS zones",
      `  tags.a/b = "": a tag's name has no control character and none of < > % & \\ ? /`,
      "    fix: rename or shorten the tag",
    ].join("\n"),
  );
});
