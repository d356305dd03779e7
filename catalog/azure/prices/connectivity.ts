import { infracost, type Price, type PriceOrigin, pricesOf, retailApi } from "../../price.ts";

const tcoCalculator: PriceOrigin = {
  source: "jcvib/tco-calculator src/data/pricing_data_jan2026.js",
  asOf: "2026-01-26",
  confidence: "medium",
};

/** How others come in and data goes out: gateways, bastions, circuits, and the cheaper route to the internet. */
export const connectivityPrices: readonly Price[] = [
  ...pricesOf("westeurope", infracost("nat_gateway_test"), [
    ["natGateway", "hour", "0.045"],
    ["natGateway/data", "GB", "0.045"],
  ]),
  ...pricesOf("australiaeast", infracost("bastion_host_test"), [["bastion/Basic", "hour", "0.19"]]),
  ...pricesOf("brazilsouth", retailApi("2026-09-11"), [
    ["expressRouteGateway/Standard", "hour", "0.19"],
    ["expressRouteGateway/HighPerformance", "hour", "0.49"],
    ["expressRouteGateway/ErGw1AZ", "hour", "0.361"],
    ["expressRouteGateway/ErGw3AZ", "hour", "2.151"],
  ]),
  // Routing preference "Internet": data leaves Microsoft's network as near as it can. The first 100 GB of a month are free.
  ...["eastus2", "westeurope"].flatMap((region) =>
    pricesOf(region, tcoCalculator, [
      ["egress/routedOverInternet", "GB", "0.08", "100"],
      ["egress/routedOverInternet", "GB", "0.065", "10240"],
      ["egress/routedOverInternet", "GB", "0.06", "51200"],
      ["egress/routedOverInternet", "GB", "0.04", "153600"],
    ]),
  ),
];
