import { limits } from "../../../catalog/azure/limits.ts";
import { type Graph, ofType, type Properties, valueAt } from "../../graph/graph.ts";
import { scaleOutSteps } from "../../planning/islands.ts";
import { grouped } from "../../planning/numbers.ts";
import { type PoolDemand, quotaNeeded } from "../../planning/quota.ts";
import { declaredRegion } from "../azure-region.ts";
import { islandsOf } from "../islands.ts";
import { MANAGED_CLUSTER, type NodePool, nodePoolsOf } from "../node-pools.ts";
import { is, textAt } from "../reading.ts";
import type { Precondition } from "./precondition.ts";

/** Quota, hardware and agreements that must be there. */
export function capacityPreconditions(graph: Graph): Precondition[] {
  const pools = nodePoolsOf(graph);
  return [
    ...quota(pools),
    ...islandAgreements(graph),
    ...gpuCapacity(pools),
    ...apiServerCapacity(graph),
    ...scaleOut(pools),
  ];
}

/** AKS adds a tenth of a pool during upgrades where the pool does not say otherwise. */
const DEFAULT_SURGE = "10%";

const SHOW_USAGE =
  "az vm list-usage --location <region> --query '[].{family: name.value, limit: limit, used: currentValue}'";

function quota(pools: readonly NodePool[]): Precondition[] {
  const demands = pools.map((pool) => ({ pool, demand: demandOf(pool) }));
  const needs = quotaNeeded(demands.flatMap(({ demand }) => demand ?? []));
  const total = needs.reduce((sum, { vCpus }) => sum + vCpus, 0);
  // Beside each family's quota, Azure limits the vCPUs of a region: https://learn.microsoft.com/azure/quotas/per-vm-quota-requests
  const rows = [
    ...needs,
    {
      family: "cores",
      vCpus: total,
      sum: `all families of the region: ${needs.map(({ vCpus }) => grouped(vCpus)).join(" + ")}`,
    },
  ];
  const uncounted = demands.flatMap(({ pool: { name, vmSize }, demand }) =>
    demand === undefined ? [`${name} (${vmSize ?? "unknown size"})`] : [],
  );
  return [
    ...(needs.length === 0 ? [] : rows).map(({ family, vCpus, sum }) =>
      quotaRow(`quota/${family}`, `${grouped(vCpus)} vCPUs of quota family ${family}`, sum),
    ),
    ...(uncounted.length === 0
      ? []
      : [
          quotaRow(
            "quota/unknown",
            `quota for ${uncounted.join(", ")}`,
            "size or number of nodes is not known, so no sum can be given",
          ),
        ]),
  ];
}

function quotaRow(id: string, needed: string, reason: string): Precondition {
  return { id, kind: "quota", needed, state: "unknown", reason, check: SHOW_USAGE };
}

/** What a pool takes of its quota; `undefined` where that is not known. */
function demandOf({ vmSize, hardware, count, inputs }: NodePool): PoolDemand | undefined {
  if (vmSize === undefined || hardware?.quotaFamily === undefined || count === undefined) return undefined;
  return { vmSize, count: count.max, maxSurge: surgeOf(inputs) };
}

function surgeOf(inputs: Properties): string {
  const surge = valueAt(inputs, "upgradeSettings.maxSurge");
  return typeof surge === "string" || typeof surge === "number" ? String(surge) : DEFAULT_SURGE;
}

/** Scale sets that keep InfiniBand together are larger than the default only by agreement. */
function islandAgreements(graph: Graph): Precondition[] {
  const { islandNodes, islandNodesAgreed } = limits;
  const large = islandsOf(graph).filter(
    ({ maxNodes }) => typeof maxNodes === "number" && maxNodes > islandNodes.value,
  );
  return large.map(({ pool, maxNodes }) => ({
    id: `support/island/${pool}`,
    kind: "support request",
    needed: `a scale set of ${maxNodes} nodes allowed for pool ${pool}`,
    state: "unknown",
    reason: `InfiniBand joins ${islandNodes.value} nodes by default, and up to ${islandNodesAgreed.value} where Microsoft has agreed (${islandNodes.source})`,
    check: "ask Azure support for the limit of single placement groups of this subscription and region",
  }));
}

/** Machines cannot be reserved in advance: https://learn.microsoft.com/azure/virtual-machines/capacity-reservation-overview */
function gpuCapacity(pools: readonly NodePool[]): Precondition[] {
  const fabric = pools.filter(
    ({ hardware }) => hardware?.gpus !== undefined && hardware.infiniband !== undefined,
  );
  return [
    ...Map.groupBy(fabric, ({ vmSize, zones }) => `${vmSize} in zone ${zones.join(", ") || "any"}`),
  ].map(([place, same]) => {
    const nodes = same.every(({ count }) => count !== undefined)
      ? grouped(same.reduce((sum, { count }) => sum + (count?.max ?? 0), 0))
      : "an unknown number of";
    return {
      id: `capacity/${place}`,
      kind: "capacity" as const,
      needed: `${nodes} machines ${place} of the region, free when \`pulumi up\` runs`,
      state: "unknown" as const,
      reason: `quota is not capacity, and capacity reservation groups do not support InfiniBand sizes: Microsoft must confirm it${elsewhere(same)}`,
      check:
        "ask your Microsoft contact; the size is offered where az vm list-skus --location <region> --zone --all lists it without restrictions",
    };
  });
}

/** Says so where the catalogue knows regions of a size, and a pool's is not among them. */
function elsewhere(pools: readonly NodePool[]): string {
  const [seen] = pools.flatMap(({ hardware }) => (hardware?.regions ? [hardware.regions] : []));
  const wanted = new Set(pools.flatMap(({ cluster }) => declaredRegion(cluster).region ?? []));
  const unseen = [...wanted].filter((region) => seen?.includes(region) === false);
  if (seen === undefined || unseen.length === 0) return "";
  return `; the size was seen in ${seen.join(", ")}, not in ${unseen.join(", ")}: check with az vm list-skus`;
}

/**
 * API servers inside a virtual network are offered in some regions only, and capacity runs out there:
 * https://learn.microsoft.com/azure/aks/api-server-vnet-integration
 */
function apiServerCapacity(graph: Graph): Precondition[] {
  const clusters = ofType(graph, MANAGED_CLUSTER).filter(
    ({ inputs }) => is(inputs, "apiServerAccessProfile.enableVnetIntegration", true) !== false,
  );
  return clusters.map((cluster) => {
    const name = textAt(cluster.inputs, "resourceName") ?? cluster.name;
    const region = declaredRegion(cluster).region ?? "a region that is not known";
    return {
      id: `capacity/API server/${name}`,
      kind: "capacity" as const,
      needed: `API Server VNet Integration offered in ${region}, with capacity for cluster ${name}`,
      state: "unknown" as const,
      reason: "its availability and capacity are limited in certain regions",
      check:
        "read https://learn.microsoft.com/azure/aks/api-server-vnet-integration for the region, and ask Azure support for capacity",
    };
  });
}

/** Above 1,000 nodes AKS wants to grow in steps. */
function scaleOut(pools: readonly NodePool[]): Precondition[] {
  const byCluster = Map.groupBy(pools, ({ cluster }) => cluster);
  return [...byCluster].flatMap(([cluster, own]) => {
    const total = own.reduce((sum, { count }) => sum + (count?.max ?? 0), 0);
    const steps = scaleOutSteps(0, total);
    if (cluster === undefined || steps.length <= 1) return [];
    return [
      {
        id: `procedure/scale-out/${cluster.name}`,
        kind: "procedure" as const,
        needed: `${grouped(total)} nodes reached in steps: ${steps.map(grouped).join(", ")}`,
        state: "unknown" as const,
        reason: `${limits.scaleOutStep.source}: clusters above 1,000 nodes grow by 500 to 700 nodes at a time`,
        check: "kubectl get nodes --no-headers | wc -l, before each step",
      },
    ];
  });
}
