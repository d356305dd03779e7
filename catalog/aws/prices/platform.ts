import { infracost, type Price, type PriceOrigin, pricesOf } from "../../price.ts";
import { offerFiles, priceList } from "./offers.ts";

const REGION = "us-east-1";

const tcoCalculator: PriceOrigin = {
  source: "jcvib/tco-calculator src/data/pricing_data_jan2026.js",
  asOf: "2026-01-26",
};

/** Networks, load balancers, data transfer, keys, registries and logs. */
export const platformPrices: readonly Price[] = [
  ...pricesOf(REGION, offerFiles, [
    ["vpc/natGateway", "hour", "0.045"],
    ["vpc/natGateway/data", "GB", "0.045"],
    ["vpc/publicIpv4", "hour", "0.005"],
    ["elb/application", "hour", "0.0225"],
    ["elb/application/capacity", "LCU-hour", "0.008"],
    ["elb/network", "hour", "0.0225"],
    ["elb/network/capacity", "LCU-hour", "0.006"],
    ["ecr/storage", "GB-month", "0.10"],
    ["kms/key", "key-month", "1.00"],
    ["kms/requests", "10,000 operations", "0.03"],
    ["secretsManager/secret", "month", "0.40"],
  ]),
  ...pricesOf("global", offerFiles, [["route53/zone", "month", "0.50"]]),
  // For each availability zone that an endpoint has a foot in.
  ...pricesOf(REGION, priceList("AmazonVPC", "2026-09-17"), [["vpc/interfaceEndpoint", "hour", "0.01"]]),
  // Falls above 1 PB; those prices were not read.
  ...pricesOf(REGION, infracost("vpc_endpoint_test", "aws"), [["vpc/interfaceEndpoint/data", "GB", "0.01"]]),
  ...pricesOf(REGION, infracost("ec2_transit_gateway_vpc_attachment_test", "aws"), [
    ["vpc/transitGatewayAttachment", "hour", "0.05"],
    ["vpc/transitGatewayAttachment/data", "GB", "0.02"],
  ]),
  ...pricesOf(REGION, infracost("kms_key_test", "aws"), [
    ["kms/asymmetricRequests", "10,000 operations", "0.15"],
  ]),
  ...pricesOf(REGION, infracost("cloudwatch_log_group_test", "aws"), [
    ["cloudWatchLogs/ingestion", "GB", "0.50"],
    ["cloudWatchLogs/archive", "GB-month", "0.03"],
    ["cloudWatchLogs/insights", "GB", "0.005"],
  ]),
  // The first 100 GB of a month, over all services, are free.
  ...pricesOf(REGION, tcoCalculator, [
    ["dataTransfer/internet", "GB", "0.09", "100"],
    ["dataTransfer/internet", "GB", "0.085", "10240"],
    ["dataTransfer/internet", "GB", "0.07", "51200"],
    ["dataTransfer/internet", "GB", "0.05", "153600"],
    ["directConnect/10Gbps", "hour", "2.25"],
    ["directConnect/100Gbps", "hour", "22.5"],
    ["directConnect/400Gbps", "hour", "85"],
    ["directConnect/data", "GB", "0.02"],
  ]),
  // Between zones, in each direction.
  ...pricesOf(REGION, infracost("data_transfer_test", "aws"), [
    ["dataTransfer/betweenZones", "GB", "0.01"],
    ["dataTransfer/betweenRegions", "GB", "0.02"],
  ]),
];
