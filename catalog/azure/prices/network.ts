import { blueprint, infracost, type Price, type PriceOrigin, pricesOf } from "../../price.ts";

const bandwidthPage: PriceOrigin = {
  source: "https://azure.microsoft.com/pricing/details/bandwidth/",
  asOf: "undated",
  confidence: "medium",
};

/** Endpoints, zones, firewalls, addresses, flow logs and what leaves Azure. */
export const networkPrices: readonly Price[] = [
  ...pricesOf("global", infracost("private_endpoint_test"), [
    ["privateEndpoint", "hour", "0.01"],
    ["privateEndpoint/data", "GB", "0.01"],
    ["privateEndpoint/data", "GB", "0.006", "1000000"],
    ["privateEndpoint/data", "GB", "0.004", "5000000"],
  ]),
  // One meter for all public regions but Germany's, where a zone costs 0.54.
  ...pricesOf("global", infracost("private_dns_zone_test"), [["privateDnsZone", "month", "0.50"]]),
  ...pricesOf("eastus", infracost("firewall_test"), [
    ["firewall/Standard", "hour", "1.25"],
    ["firewall/Premium", "hour", "1.75"],
    ["firewall/data", "GB", "0.016"],
  ]),
  ...pricesOf("eastus", blueprint, [["publicIp/Standard", "hour", "0.005"]]),
  // An address of the tier that is reached from all regions.
  ...pricesOf("eastus", infracost("public_ip_test"), [["publicIp/Standard/global", "hour", "0.01"]]),
  // Read for flow logs of security groups; no meter of those of virtual networks was found.
  ...pricesOf("westeurope", infracost("network_watcher_flow_log_test"), [
    ["flowLogs", "GB", "0.50", "5"],
    ["trafficAnalytics", "GB", "2.30"],
    // Analysed every ten minutes instead of every hour.
    ["trafficAnalytics/10Minutes", "GB", "3.50"],
  ]),
  // Data to the internet over Microsoft's network; the first 100 GB of a month are free.
  ...pricesOf("zone1", bandwidthPage, [
    ["egress/internet", "GB", "0.087", "100"],
    ["egress/internet", "GB", "0.083", "10240"],
    ["egress/internet", "GB", "0.07", "51200"],
  ]),
];
