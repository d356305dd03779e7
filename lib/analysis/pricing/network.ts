import { type Graph, ofType, type Resource, referencesOf } from "../../graph/graph.ts";
import { is, textAt } from "../reading.ts";
import { type Cost, type Free, measured, type PricingTable } from "./pricing.ts";
import { GLOBAL, regionIn } from "./region.ts";

const FIREWALL = "azure-native:network:AzureFirewall";

/** Endpoints, zones, firewalls, addresses, peerings and flow logs. */
export const networkPricing: PricingTable = {
  "azure-native:network:PrivateEndpoint": measured(() => [
    charge("private endpoint", "privateEndpoint", GLOBAL),
    usage(
      "private endpoint: data in and out",
      "how much data passes is not declared",
      "privateEndpoint/data",
      GLOBAL,
    ),
  ]),
  "azure-native:privatedns:PrivateZone": measured(() => [
    charge("private DNS zone", "privateDnsZone", GLOBAL),
    usage("private DNS zone: queries", "how many queries are made is not declared"),
  ]),
  [FIREWALL]: measured((firewall) => firewallCosts(firewall)),
  "azure-native:network:FirewallPolicy": measured(firewallPolicyCosts),
  "azure-native:network:PublicIPAddress": measured((address) => [publicAddress(address)]),
  "azure-native:network:VirtualNetworkPeering": measured(() => [
    usage("peering: data in and out", "how much data passes is not declared"),
  ]),
  "azure-native:network:FlowLog": measured((flowLog) => flowLogCosts(flowLog)),
};

function charge(item: string, priceItem: string, region: string | undefined): Cost {
  return { kind: "charge", group: "network", item, priceItem, quantity: 1, ...(region && { region }) };
}

function usage(item: string, reason: string, priceItem?: string, region?: string): Cost {
  return {
    kind: "usage",
    group: "network",
    item,
    reason,
    ...(priceItem && { priceItem }),
    ...(region && { region }),
  };
}

function gap(item: string, reason: string): Cost {
  return { kind: "gap", group: "network", item, reason };
}

function firewallCosts(firewall: Resource): Cost[] {
  const tier = textAt(firewall.inputs, "sku.tier");
  const { region } = regionIn(firewall);
  const item = `Azure Firewall${tier === undefined ? "" : ` ${tier}`}`;
  return [
    tier === undefined ? gap(item, "its tier is not known") : charge(item, `firewall/${tier}`, region),
    usage(`${item}: data processed`, "how much data passes is not declared", "firewall/data", region),
  ];
}

function firewallPolicyCosts(policy: Resource, graph: Graph): Cost[] | Free {
  const users = ofType(graph, FIREWALL).filter((firewall) =>
    referencesOf(graph, firewall, "firewallPolicy").includes(policy),
  );
  if (users.length > 1) {
    return [
      gap(
        "firewall policy",
        `${users.length} firewalls share it, which is charged; its price was not captured`,
      ),
    ];
  }
  return {
    kind: "free",
    reason: "a policy is charged only when more than one firewall uses it",
    source: "https://learn.microsoft.com/azure/firewall-manager/policy-overview",
    asOf: "2026-11-22",
  };
}

function publicAddress(address: Resource): Cost {
  const sku = textAt(address.inputs, "sku.name");
  const { region } = regionIn(address);
  return sku === undefined
    ? gap("public IP address", "its SKU is not known")
    : charge(`public IP address ${sku}`, `publicIp/${sku}`, region);
}

function flowLogCosts(flowLog: Resource): Cost[] {
  const { region } = regionIn(flowLog);
  const collected = usage(
    "flow log: data collected",
    "how much traffic is logged is not declared",
    "flowLogs",
    region,
  );
  const analysed = is(
    flowLog.inputs,
    "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration.enabled",
    true,
  );
  if (analysed === false) return [collected];
  return [
    collected,
    usage(
      "flow log: traffic analytics",
      "how much traffic is analysed is not declared",
      "trafficAnalytics",
      region,
    ),
  ];
}
