import { type Cost, measured, type PricingTable } from "./pricing.ts";
import { GLOBAL, regionIn } from "./region.ts";

/** Workspaces for logs and metrics: both are paid for by what comes in. */
export const observabilityPricing: PricingTable = {
  "azure-native:operationalinsights:Workspace": measured((workspace) => [
    usage(
      "logs taken in",
      "how much is logged is not declared",
      "logAnalytics/ingestion",
      regionIn(workspace).region,
    ),
  ]),
  "azure-native:monitor:AzureMonitorWorkspace": measured(() => [
    usage(
      "metrics taken in",
      "how many samples are taken is not declared",
      "managedPrometheus/ingestion",
      GLOBAL,
    ),
    usage(
      "metrics queried",
      "how many samples are queried is not declared",
      "managedPrometheus/query",
      GLOBAL,
    ),
  ]),
};

function usage(item: string, reason: string, priceItem: string, region: string | undefined): Cost {
  return { kind: "usage", group: "observability", item, reason, priceItem, ...(region && { region }) };
}
