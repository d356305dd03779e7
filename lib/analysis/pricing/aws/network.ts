import { type Graph, type Resource, valueAt } from "../../../graph/graph.ts";
import { isHidden, itemsAt, textAt } from "../../reading.ts";
import { DATA_UNDECLARED, entriesFor } from "../entries.ts";
import { type Cost, type Free, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";

const { charge, usage, gap } = entriesFor("network");

/** Gateways, addresses, endpoints and load balancers. */
export const networkPricing: PricingTable = {
  "aws:ec2/natGateway:NatGateway": measured((gateway, graph) => {
    const place = regionIn(graph, gateway);
    if (textAt(gateway.inputs, "availabilityMode") === "regional")
      return [gap("NAT gateway, regional", "in how many zones it stands is not declared")];
    return [
      charge("NAT gateway", "vpc/natGateway", place),
      usage("NAT gateway: data processed", DATA_UNDECLARED, "vpc/natGateway/data", place),
    ];
  }),
  "aws:ec2/eip:Eip": measured((address, graph) => [
    charge("public IPv4 address", "vpc/publicIpv4", regionIn(graph, address)),
  ]),
  "aws:ec2/vpcEndpoint:VpcEndpoint": measured(endpointCosts),
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": measured(() => [
    usage("peering: data between zones and regions", DATA_UNDECLARED),
  ]),
  "aws:ec2/flowLog:FlowLog": measured(() => [
    usage("flow log", "how much traffic is logged is not declared"),
  ]),
  "aws:ec2transitgateway/vpcAttachment:VpcAttachment": measured((attachment, graph) => {
    const place = regionIn(graph, attachment);
    const item = "transit gateway attachment";
    return [
      charge(item, "vpc/transitGatewayAttachment", place),
      usage(`${item}: data processed`, DATA_UNDECLARED, "vpc/transitGatewayAttachment/data", place),
    ];
  }),
  "aws:lb/loadBalancer:LoadBalancer": measured(loadBalancerCosts),
  "aws:alb/loadBalancer:LoadBalancer": measured(loadBalancerCosts),
  "aws:dx/connection:Connection": measured((connection, graph) => {
    const bandwidth = textAt(connection.inputs, "bandwidth");
    if (bandwidth === undefined) return [gap("Direct Connect port", "its bandwidth is not known")];
    return [
      charge(`Direct Connect port, ${bandwidth}`, `directConnect/${bandwidth}`, regionIn(graph, connection)),
      usage("Direct Connect: data that leaves", DATA_UNDECLARED),
    ];
  }),
};

/** Endpoints of the kind "gateway" are free; others cost for each zone, of which each of their subnets is in another. */
function endpointCosts(endpoint: Resource, graph: Graph): Cost[] | Free {
  if (isHidden(valueAt(endpoint.inputs, "vpcEndpointType")))
    return [gap("VPC endpoint", "its kind is not known")];
  const kind = textAt(endpoint.inputs, "vpcEndpointType") ?? "Gateway";
  if (kind === "Gateway") {
    return {
      kind: "free",
      reason: "gateway endpoints, to S3 and DynamoDB, have no meter",
      source: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
      asOf: "2026-11-22",
    };
  }
  if (kind !== "Interface")
    return [gap(`VPC endpoint ${kind}`, "only the price of interface endpoints is known")];
  const place = regionIn(graph, endpoint);
  const data = usage("VPC endpoint: data processed", DATA_UNDECLARED, "vpc/interfaceEndpoint/data", place);
  const seen = !isHidden(valueAt(endpoint.inputs, "subnetIds"));
  const zones = seen ? itemsAt(endpoint.inputs, "subnetIds").length : 0;
  return zones === 0
    ? [gap("VPC endpoint", "in how many zones it stands is not known"), data]
    : [charge("VPC endpoint, for each zone", "vpc/interfaceEndpoint", place, zones), data];
}

function loadBalancerCosts(balancer: Resource, graph: Graph): Cost[] {
  if (isHidden(valueAt(balancer.inputs, "loadBalancerType")))
    return [gap("load balancer", "its kind is not known")];
  const kind = textAt(balancer.inputs, "loadBalancerType") ?? "application";
  const place = regionIn(graph, balancer);
  return [
    charge(`load balancer, ${kind}`, `elb/${kind}`, place),
    usage(
      `load balancer, ${kind}: capacity used`,
      "how much it carries is not declared",
      `elb/${kind}/capacity`,
      place,
    ),
  ];
}
