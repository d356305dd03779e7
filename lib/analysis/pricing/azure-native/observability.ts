import { type Graph, type Resource, valueAt } from "../../../graph/graph.ts";
import { isHidden, numberAt } from "../../reading.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { GLOBAL, regionIn } from "./region.ts";

/** Workspaces for logs and metrics: both are paid for by what comes in. */
export const observabilityPricing: PricingTable = {
  "azure-native:operationalinsights:Workspace": measured(logCosts),
  "azure-native:monitor:AzureMonitorWorkspace": measured(() => [
    usage(
      "metrics taken in",
      "how many samples are taken is not declared",
      "managedPrometheus/ingestion",
      GLOBAL.region,
    ),
    usage(
      "metrics queried",
      "how many samples are queried is not declared",
      "managedPrometheus/query",
      GLOBAL.region,
    ),
  ]),
};

/** Days for which the price of taking logs in pays: https://azure.microsoft.com/pricing/details/monitor/ */
const INCLUDED_DAYS = 31;

function logCosts(workspace: Resource, graph: Graph): Cost[] {
  const { region } = regionIn(graph, workspace);
  const takenIn = usage(
    "logs taken in",
    "how much is logged is not declared",
    "logAnalytics/ingestion",
    region,
  );
  return [takenIn, ...keptLonger(workspace, region)];
}

function keptLonger({ inputs }: Resource, region: string | undefined): Cost[] {
  const item = `logs kept beyond ${INCLUDED_DAYS} days`;
  const priceItem = "logAnalytics/retention";
  if (isHidden(valueAt(inputs, "retentionInDays"))) {
    return [usage(item, "neither how long logs are kept nor how much is logged is known", priceItem, region)];
  }
  // Where nothing is said, Azure keeps logs no longer than what is included.
  const days = numberAt(inputs, "retentionInDays") ?? 0;
  if (days <= INCLUDED_DAYS) return [];
  const sum = `${days} - ${INCLUDED_DAYS} included = ${days - INCLUDED_DAYS} days`;
  return [usage(item, `${sum} of all that is logged; how much that is, is not declared`, priceItem, region)];
}

function usage(item: string, reason: string, priceItem: string, region: string | undefined): Cost {
  return { kind: "usage", group: "observability", item, reason, priceItem, ...(region && { region }) };
}
