import { type Graph, ofType, type Resource, referencesOf } from "../../../graph/graph.ts";
import { is, textAt } from "../../reading.ts";
import { DATA_UNDECLARED, entriesFor } from "../entries.ts";
import { type Cost, type Free, measured, type PricingTable } from "../pricing.ts";
import { GLOBAL, regionIn } from "./region.ts";

const FIREWALL = "azure-native:network:AzureFirewall";

const { charge, usage, gap } = entriesFor("network");

/** Endpoints, zones, firewalls, addresses, peerings and flow logs. */
export const networkPricing: PricingTable = {
  "azure-native:network:PrivateEndpoint": measured(() => [
    charge("private endpoint", "privateEndpoint", GLOBAL),
    usage("private endpoint: data in and out", DATA_UNDECLARED, "privateEndpoint/data", GLOBAL),
  ]),
  "azure-native:privatedns:PrivateZone": measured(() => [
    charge("private DNS zone", "privateDnsZone", GLOBAL),
    usage("private DNS zone: queries", "how many queries are made is not declared"),
  ]),
  [FIREWALL]: measured(firewallCosts),
  "azure-native:network:FirewallPolicy": measured(firewallPolicyCosts),
  "azure-native:network:PublicIPAddress": measured((address, graph) => [publicAddress(address, graph)]),
  "azure-native:network:VirtualNetworkPeering": measured(() => [
    usage("peering: data in and out", DATA_UNDECLARED),
  ]),
  "azure-native:network:FlowLog": measured(flowLogCosts),
};

function firewallCosts(firewall: Resource, graph: Graph): Cost[] {
  const tier = textAt(firewall.inputs, "sku.tier");
  const place = regionIn(graph, firewall);
  const item = `Azure Firewall${tier === undefined ? "" : ` ${tier}`}`;
  return [
    tier === undefined ? gap(item, "its tier is not known") : charge(item, `firewall/${tier}`, place),
    usage(`${item}: data processed`, DATA_UNDECLARED, "firewall/data", place),
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

function publicAddress(address: Resource, graph: Graph): Cost {
  const sku = textAt(address.inputs, "sku.name");
  if (sku === undefined) return gap("public IP address", "its SKU is not known");
  const global = textAt(address.inputs, "sku.tier") === "Global" ? "/global" : "";
  return charge(`public IP address ${sku}${global}`, `publicIp/${sku}${global}`, regionIn(graph, address));
}

function flowLogCosts(flowLog: Resource, graph: Graph): Cost[] {
  const place = regionIn(graph, flowLog);
  const collected = usage(
    "flow log: data collected",
    "how much traffic is logged is not declared",
    "flowLogs",
    place,
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
      place,
    ),
  ];
}
