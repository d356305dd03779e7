import type { Graph, Resource } from "../../../graph/graph.ts";
import { numberAt, textAt } from "../../reading.ts";
import { DATA_UNDECLARED, entriesFor } from "../entries.ts";
import { type Cost, type Free, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";

const { charge, usage, gap } = entriesFor("network");

/** How others come in, and how traffic goes out and is spread. */
export const gatewayPricing: PricingTable = {
  "azure-native:network:NatGateway": measured((gateway, graph) => {
    const place = regionIn(graph, gateway);
    const sku = textAt(gateway.inputs, "sku.name");
    if (sku === undefined) return [gap("NAT gateway", "its SKU is not known")];
    const priceItem = sku === "Standard" ? "natGateway" : `natGateway/${sku}`;
    return [
      charge(`NAT gateway ${sku}`, priceItem, place),
      usage("NAT gateway: data processed", DATA_UNDECLARED, `${priceItem}/data`, place),
    ];
  }),
  "azure-native:network:LoadBalancer": measured(loadBalancerCosts),
  "azure-native:network:BastionHost": measured(bastionCosts),
  "azure-native:network:VirtualNetworkGateway": measured((gateway, graph) => [
    gatewayCost(gateway, graph),
    usage("gateway: data that leaves", DATA_UNDECLARED),
  ]),
  "azure-native:network:PublicIPPrefix": measured((prefix, graph) => {
    const length = numberAt(prefix.inputs, "prefixLength");
    if (length === undefined) return [gap("public IP prefix", "its length is not known")];
    const addresses = 2 ** (32 - length);
    return [charge(`public IP prefix /${length}`, "publicIp/prefix", regionIn(graph, prefix), addresses)];
  }),
};

function loadBalancerCosts(balancer: Resource, graph: Graph): Cost[] | Free {
  const sku = textAt(balancer.inputs, "sku.name");
  if (sku === undefined) return [gap("load balancer", "its SKU is not known")];
  if (sku === "Basic") {
    return {
      kind: "free",
      reason: "load balancers of the Basic SKU have no meter",
      source: "https://azure.microsoft.com/pricing/details/load-balancer/",
      asOf: "2026-11-22",
      confidence: "medium",
    };
  }
  const place = regionIn(graph, balancer);
  return [
    charge(`load balancer ${sku}`, `loadBalancer/${sku}`, place),
    usage(`load balancer ${sku}: data processed`, DATA_UNDECLARED, `loadBalancer/${sku}/data`, place),
  ];
}

/** Scale units that are in the price of a Bastion: https://learn.microsoft.com/azure/bastion/configuration-settings */
const INCLUDED_UNITS = 2;

function bastionCosts(bastion: Resource, graph: Graph): Cost[] {
  const sku = textAt(bastion.inputs, "sku.name");
  if (sku === undefined) return [gap("Bastion", "its SKU is not known")];
  const item = `Bastion ${sku}`;
  const place = regionIn(graph, bastion);
  const more = (numberAt(bastion.inputs, "scaleUnits") ?? INCLUDED_UNITS) - INCLUDED_UNITS;
  return [
    charge(item, `bastion/${sku}`, place),
    ...(more > 0 ? [charge(`${item}: more scale units`, `bastion/${sku}/unit`, place, more)] : []),
    usage(`${item}: data that leaves`, DATA_UNDECLARED),
  ];
}

function gatewayCost(gateway: Resource, graph: Graph): Cost {
  const type = textAt(gateway.inputs, "gatewayType");
  const sku = textAt(gateway.inputs, "sku.name");
  if (type === undefined || sku === undefined) return gap("gateway", "its type or SKU is not known");
  const [words, priceItem] =
    type === "ExpressRoute"
      ? ["ExpressRoute gateway", "expressRouteGateway"]
      : [`${type === "Vpn" ? "VPN" : type} gateway`, "vpnGateway"];
  return charge(`${words} ${sku}`, `${priceItem}/${sku}`, regionIn(graph, gateway));
}
