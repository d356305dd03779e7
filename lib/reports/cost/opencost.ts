import { csv } from "./csv.ts";
import type { CostDocument } from "./report.ts";

/**
 * Columns that OpenCost's CSV provider reads:
 * https://github.com/opencost/opencost/blob/11d3017fd84b4aed7ac222a0ee3708a547b3468d/pkg/cloud/provider/csvprovider.go
 */
const COLUMNS = [
  "EndTimestamp",
  "InstanceID",
  "Region",
  "AssetClass",
  "InstanceIDField",
  "InstanceType",
  "MarketPriceHourly",
  "Version",
] as const;

/** AKS writes the pool's name on each node. OpenCost reads what stands after `metadata.labels.` as the label. */
const POOL_LABEL = "metadata.labels.kubernetes.azure.com/agentpool";

/**
 * Prices of the nodes of AKS pools for OpenCost's CSV provider: a row for each pool, found by the label that AKS writes.
 * The price of a node includes its GPUs, so that none is priced by itself. No instance type is given: OpenCost would then
 * charge all nodes of a size their average, spot and on demand alike. Ends with a line feed.
 */
export function openCostCsv(document: CostDocument): string {
  const rows = nodesOf(document).map(({ pool, region, unitPrice }) => ({
    InstanceID: pool,
    Region: region,
    AssetClass: "node",
    InstanceIDField: POOL_LABEL,
    MarketPriceHourly: unitPrice,
  }));
  return csv(rows, COLUMNS);
}

/** How many priced costs are no nodes of an AKS pool: scale sets and node groups of EKS among them, which have no row. */
export function notInOpenCost(document: CostDocument): number {
  return document.cost.lines.length - nodesOf(document).length;
}

function nodesOf({ cost }: CostDocument): CostDocument["cost"]["lines"] {
  return cost.lines.filter(({ pool, unit }) => pool !== undefined && unit === "hour");
}
