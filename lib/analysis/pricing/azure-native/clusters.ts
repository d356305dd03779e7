import { type Graph, type Resource, valueAt } from "../../../graph/graph.ts";
import { AGENT_POOL, MANAGED_CLUSTER, type NodePool, nodePoolsIn } from "../../node-pools.ts";
import { isHidden, numberAt, textAt } from "../../reading.ts";
import { elastic, SPOT_UNKNOWN } from "../elastic.ts";
import { entriesFor, type Place } from "../entries.ts";
import { type Charge, type Cost, type Free, type Gap, measured, type PricingTable } from "../pricing.ts";
import { diskPriceItem } from "./disks.ts";
import { GROUP_BY_USE, maximumPrice } from "./machines.ts";
import { regionIn } from "./region.ts";

/** Clusters and node pools. */
export const clusterPricing: PricingTable = {
  [MANAGED_CLUSTER]: measured((cluster, graph) => {
    const costs = [
      ...clusterTier(cluster, graph),
      ...nodePoolsIn(graph, cluster).flatMap((pool) => costsOfPool(pool, graph)),
    ];
    return costs.length === 0 ? FREE_TIER : costs;
  }),
  [AGENT_POOL]: measured((pool, graph) =>
    nodePoolsIn(graph, pool).flatMap((declared) => costsOfPool(declared, graph)),
  ),
};

/** The tier that Azure takes where none is declared. */
const FREE_TIER: Free = {
  kind: "free",
  reason: "the Free tier has no fee; node pools are charged",
  source: "https://learn.microsoft.com/azure/aks/free-standard-pricing-tiers",
  asOf: "undated",
  confidence: "medium",
};

function clusterTier(cluster: Resource, graph: Graph): Cost[] {
  const { charge, gap } = entriesFor("Kubernetes");
  const item = "AKS control plane";
  if (isHidden(valueAt(cluster.inputs, "sku.tier"))) return [gap(item, "the pricing tier is not known")];
  const tier = textAt(cluster.inputs, "sku.tier") ?? "Free";
  if (tier === "Free") return [];
  return [charge(`${item}, ${tier} tier`, `aks/${tier}`, regionIn(graph, cluster))];
}

function costsOfPool(pool: NodePool, graph: Graph): Cost[] {
  const { vmSize, count, name, hardware } = pool;
  const { charge, gap } = entriesFor(hardware === undefined ? "other compute" : GROUP_BY_USE[hardware.use]);
  if (vmSize === undefined) return [gap(`pool ${name}`, "its VM size is not known")];
  const item = `pool ${name}: ${vmSize}`;
  if (count === undefined) return [gap(item, "its number of nodes is not known")];
  if (isHidden(valueAt(pool.inputs, "scaleSetPriority"))) return [gap(item, SPOT_UNKNOWN)];
  const place = regionIn(graph, pool.cluster);
  const node: Charge = {
    ...charge(item, `vm/${vmSize}`, place),
    ...(hardware?.gpus && { gpus: hardware.gpus.count }),
    term: pool.spot ? "spot" : "onDemand",
    ...maximumPrice(valueAt(pool.inputs, "spotMaxPrice")),
    pool: name,
  };
  return [
    ...(textAt(pool.inputs, "osType")?.toLowerCase() === "windows"
      ? [gap(item, "Windows costs more than the Linux price that is known")]
      : elastic(node, count, `pool ${name}: nodes`)),
    ...osDisk(pool, place).flatMap((cost) =>
      cost.kind === "charge" ? elastic(cost, count, `${cost.item}, of nodes`) : [cost],
    ),
  ];
}

/** OS disk of a node: an ephemeral one lives on the node and is in its price. */
function osDisk({ inputs, name }: NodePool, place: Place): (Charge | Gap)[] {
  const { charge, gap } = entriesFor("storage");
  const item = `pool ${name}: OS disks`;
  const type = textAt(inputs, "osDiskType");
  if (type === "Ephemeral") return [];
  if (type !== "Managed")
    return [gap(item, "osDiskType does not say Ephemeral or Managed, so Azure decides")];
  const sizeGiB = numberAt(inputs, "osDiskSizeGB");
  const priceItem = sizeGiB === undefined ? undefined : diskPriceItem("Premium_LRS", sizeGiB);
  if (priceItem === undefined) return [gap(item, "osDiskSizeGB names no size, so Azure decides")];
  return [charge(`${item}, ${sizeGiB} GiB`, priceItem, place)];
}
