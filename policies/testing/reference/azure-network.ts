import { privateEndpointZones } from "../../../catalog/azure/private-endpoints.ts";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

/** A network of somebody else, which the environment lists. */
export const HUB =
  "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/storage-hub";

/** Rules of a security group: one service and the networks of the cluster may come in. */
export const securityRules: Value = [
  { name: "probes", direction: "Inbound", access: "Allow", sourceAddressPrefix: "AzureLoadBalancer" },
  { name: "cluster", direction: "Inbound", access: "Allow", sourceAddressPrefixes: ["10.0.0.0/22"] },
  { name: "nobody", direction: "Inbound", access: "Deny", sourceAddressPrefix: "*" },
  { name: "answers", direction: "Outbound", access: "Allow", sourceAddressPrefix: "*" },
];

/** Group ids of private endpoints, and what each leads to. */
export type Stores = Readonly<Record<"vault" | "blob" | "registry", Resource>>;

/** What AKS looks for in a registry of one's own. */
export function cacheOf(registry: Resource): Resource {
  return resource(
    types.CACHE_RULE,
    "aks-cache",
    {
      registryName: UNKNOWN,
      cacheRuleName: "aks-managed-mcr",
      sourceRepository: "mcr.microsoft.com/*",
      targetRepository: "aks-managed-repository/*",
    },
    { from: { registryName: [registry] } },
  );
}

/** What a network needs beside its subnets: private endpoints and their names, its flow log, its peering, and the runner's way out. */
export function networkAround(parts: {
  readonly network: Resource;
  readonly subnet: Resource;
  readonly stores: Stores;
}): Resource[] {
  const { network, subnet, stores } = parts;
  return [
    ...Object.entries(stores).flatMap(([group, store]) => endpointOf(group, store, subnet, network)),
    resource(
      types.FLOW_LOG,
      "flow-log",
      { enabled: true, targetResourceId: UNKNOWN, retentionPolicy: { enabled: true, days: 90 } },
      { from: { targetResourceId: [network] } },
    ),
    resource(
      types.PEERING,
      "network-to-hub",
      {
        virtualNetworkName: UNKNOWN,
        remoteVirtualNetwork: { id: HUB },
        remoteAddressSpace: { addressPrefixes: ["10.64.0.0/16"] },
      },
      { from: { virtualNetworkName: [network] } },
    ),
    resource(types.SECURITY_RULE, "runner-ssh", {
      direction: "Inbound",
      access: "Allow",
      sourceAddressPrefix: "10.0.4.192/28",
    }),
    ...runnerEgress,
  ];
}

function endpointOf(group: string, store: Resource, subnet: Resource, network: Resource): Resource[] {
  const [zoneName = ""] = new Map(Object.entries(privateEndpointZones)).get(group) ?? [];
  const endpoint = resource(
    types.PRIVATE_ENDPOINT,
    `${group}-endpoint`,
    {
      privateLinkServiceConnections: [{ groupIds: [group], privateLinkServiceId: UNKNOWN }],
      subnet: { id: UNKNOWN },
    },
    { from: { privateLinkServiceConnections: [store], subnet: [subnet] } },
  );
  const zone = resource(types.PRIVATE_ZONE, `${group}-zone`, { privateZoneName: zoneName });
  return [
    endpoint,
    zone,
    resource(
      types.ENDPOINT_ZONES,
      `${group}-names`,
      { privateEndpointName: UNKNOWN, privateDnsZoneConfigs: [{ privateDnsZoneId: UNKNOWN }] },
      { from: { privateEndpointName: [endpoint], privateDnsZoneConfigs: [zone] } },
    ),
    resource(
      types.ZONE_LINK,
      `${group}-link`,
      { privateZoneName: zoneName, virtualNetwork: { id: UNKNOWN } },
      { from: { virtualNetwork: [network] } },
    ),
  ];
}

const runnerEgress: readonly Resource[] = [
  resource(types.ROUTE, "runner-to-firewall", {
    addressPrefix: "0.0.0.0/0",
    nextHopType: "VirtualAppliance",
    nextHopIpAddress: "10.1.0.4",
  }),
  resource(types.FIREWALL_RULES, "runner-hosts", {
    ruleCollections: [
      {
        ruleCollectionType: "FirewallPolicyFilterRuleCollection",
        action: { type: "Allow" },
        rules: [
          { ruleType: "ApplicationRule", targetFqdns: ["github.com", "*.actions.githubusercontent.com"] },
        ],
      },
    ],
  }),
];
