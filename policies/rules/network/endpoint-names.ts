import { privateEndpointZones } from "../../../catalog/azure/private-endpoints.ts";
import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { failed, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { type Link, linkOf, named } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import {
  ENDPOINT_ZONES,
  PRIVATE_ENDPOINT,
  PRIVATE_ZONE,
  SUBNET,
  VIRTUAL_NETWORK,
  ZONE_LINK,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** As ARM calls what an endpoint is given to be found by name. */
const PATH = "privateDnsZoneGroups";

/** Without its zone a service's name leads to its public address, which answers nobody. */
export const endpointNames: Rule = {
  id: "N12",
  name: "endpoints-found-by-name",
  title: "The host name behind every private endpoint leads to it, in the network in which it stands.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: { nist80053: ["SC-7", "SC-20"], nist800223: ["access", "management"] },
  remediation:
    "Declare a PrivateDnsZoneGroup for the endpoint with the zones of its group id, and a VirtualNetworkLink from each zone to the endpoint's network.",
  evidence: "https://learn.microsoft.com/azure/private-link/private-endpoint-dns",
  scope: "graph",
  types: [PRIVATE_ENDPOINT],
  check: (endpoint, graph) => [zoneAnswer(endpoint, graph)],
};

function zoneAnswer(endpoint: Resource, graph: Graph): Answer {
  const needed = zonesNeeded(endpoint);
  if (needed === undefined)
    return notEvaluated(PATH, "the zones of its group id are not known", "must have all of them");
  const groups = namersOf(graph, endpoint, { type: ENDPOINT_ZONES, path: "privateEndpointName" });
  const must = `must have one with ${needed.join(", ")}`;
  const [group] = groups.surely;
  if (group === undefined) {
    const [maybe] = groups.perhaps;
    return maybe === undefined
      ? failed(PATH, "no PrivateDnsZoneGroup of this stack is for it", must)
      : notEvaluated(PATH, `whether ${named(maybe)} is for it is unknown`, must);
  }
  const network = networkOf(endpoint, graph);
  const answers = needed.map((zone) => oneZone(zone, group, network, graph));
  return (
    answers.find(({ status }) => status === "failed") ??
    answers.find(({ status }) => status === "notEvaluated") ??
    passed(PATH, `${named(group)} has ${needed.join(", ")}, linked to its network`)
  );
}

/** `undefined` where a group id is unknown, or not catalogued. */
function zonesNeeded({ inputs }: Resource): readonly string[] | undefined {
  const connections = [
    ...listOf(inputs.privateLinkServiceConnections),
    ...listOf(inputs.manualPrivateLinkServiceConnections),
  ];
  const ids = connections.flatMap((connection) => listOf(valueAt(connection, "groupIds")));
  const zones = ids.map((id) =>
    typeof id === "string" ? new Map(Object.entries(privateEndpointZones)).get(id) : undefined,
  );
  if (zones.length === 0 || zones.includes(undefined)) return undefined;
  return zones.flatMap((found) => found ?? []);
}

/** One zone that an endpoint needs: in its group, and linked to its network. */
function oneZone(name: string, group: Resource, network: Link, graph: Graph): Answer {
  const configs = group.inputs.privateDnsZoneConfigs;
  const links = listOf(configs).map((_, index) =>
    linkOf(graph, group, `privateDnsZoneConfigs.${index}.privateDnsZoneId`, [PRIVATE_ZONE]),
  );
  const zone = links.find((link) => zoneNameOf(link) === name);
  if (zone === undefined) {
    const sure = opaque(configs) === undefined && links.every((link) => zoneNameOf(link) !== undefined);
    const found = `${named(group)} has no zone ${name}`;
    return sure
      ? failed(PATH, found, "must have it")
      : notEvaluated(PATH, `${found} that is known`, "must have it");
  }
  if (zone.kind === "declared" && network.kind === "declared")
    return linkedAnswer(name, zone.resource, network.resource, graph);
  const reason = `${name} or the endpoint's network is not of this stack, so their links are not seen`;
  return notEvaluated(PATH, reason, "must be linked");
}

function linkedAnswer(name: string, zone: Resource, network: Resource, graph: Graph): Answer {
  const ofZone = namersOf(graph, zone, { type: ZONE_LINK, path: "privateZoneName" });
  const toNetwork = namersOf(graph, network, { type: ZONE_LINK, path: "virtualNetwork.id" });
  const common = (some: readonly Resource[], others: readonly Resource[]) =>
    some.find(({ urn }) => others.some((other) => other.urn === urn));
  if (common(ofZone.surely, toNetwork.surely) !== undefined) return passed(PATH, `${name} is linked`);
  const maybe = common([...ofZone.surely, ...ofZone.perhaps], [...toNetwork.surely, ...toNetwork.perhaps]);
  const must = `must have a VirtualNetworkLink to ${named(network)}`;
  return maybe === undefined
    ? failed(PATH, `${name} is not linked to it`, must)
    : notEvaluated(PATH, `whether ${named(maybe)} links ${name} is unknown`, must);
}

/** A zone's name: as it is declared, or as its id ends. */
function zoneNameOf(link: Link): string | undefined {
  if (link.kind === "elsewhere") return link.id.slice(link.id.lastIndexOf("/") + 1).toLowerCase();
  const name = link.kind === "declared" ? link.resource.inputs.privateZoneName : undefined;
  return typeof name === "string" ? name.toLowerCase() : undefined;
}

function networkOf(endpoint: Resource, graph: Graph): Link {
  const subnet = linkOf(graph, endpoint, "subnet.id", [SUBNET]);
  return subnet.kind === "declared"
    ? linkOf(graph, subnet.resource, "virtualNetworkName", [VIRTUAL_NETWORK])
    : subnet;
}
