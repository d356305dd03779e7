import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { armPathOf } from "./arm-id.ts";
import type { CloudView, Stored } from "./behaviours/behaviour.ts";
import { familyKey, regionKey } from "./places.ts";
import type { Inputs } from "./types/resource-type.ts";

/** Nodes of one size that a resource keeps. */
export interface Nodes {
  /** The resource that keeps them, a pool or a cluster with pools of its own. */
  readonly id: string;
  /** Normalised: {@link regionKey}. */
  readonly region: string;
  readonly zones: readonly string[];
  readonly vmSize: string;
  readonly count: number;
}

/**
 * Nodes of a pool or of a cluster's own pools, in azure-native's shape, whether it exists or is asked for.
 *
 * @param region of the cluster.
 */
export function nodesOf(id: string, inputs: Inputs, region: string): Nodes[] {
  const profiles: unknown = inputs.agentPoolProfiles;
  const pools: readonly Inputs[] = Array.isArray(profiles) ? profiles : [inputs];
  return pools.flatMap(({ vmSize, count, minCount, availabilityZones }) => {
    if (typeof vmSize !== "string") return [];
    const zones = Array.isArray(availabilityZones) ? availabilityZones.map(String) : [];
    // AKS makes one node where a pool says no number (azure-rest-api-specs, ManagedClusterAgentPoolProfileProperties).
    const nodes = [count, minCount].find((number) => typeof number === "number") ?? 1;
    return [{ id, region: regionKey(region), zones, vmSize, count: nodes }];
  });
}

/** Every node that exists or is being made. A pool whose creation failed keeps none. */
export function existingNodes(cloud: Pick<CloudView, "resource" | "resources">): Nodes[] {
  return [...cloud.resources()].flatMap((stored) => {
    const cluster = clusterOf(stored, cloud);
    if (cluster === undefined || stored.provisioningState === "Failed") return [];
    const { location } = cluster.inputs;
    return typeof location === "string" ? nodesOf(stored.id, stored.inputs, location) : [];
  });
}

/**
 * vCPUs in use in a region, by quota family, `cores` for all of them: what the world says is used beside the nodes that
 * exist. Keys are normalised by {@link familyKey}.
 */
export function vCpusInUse(
  cloud: Pick<CloudView, "resource" | "resources" | "world">,
  region: string,
): Map<string, number> {
  const used = new Map<string, number>();
  const add = (family: string, vCpus: number): void => {
    used.set(familyKey(family), (used.get(familyKey(family)) ?? 0) + vCpus);
  };
  for (const [place, families] of Object.entries(cloud.world.usage)) {
    if (regionKey(place) !== regionKey(region)) continue;
    const { cores, ...own } = families;
    for (const [family, vCpus] of Object.entries(own)) add(family, vCpus);
    // A total that is given counts families that are not.
    add("cores", cores ?? Object.values(own).reduce((sum, vCpus) => sum + vCpus, 0));
  }
  for (const nodes of existingNodes(cloud)) {
    const size = vmSizeOf(nodes.vmSize);
    if (size === undefined || nodes.region !== regionKey(region)) continue;
    add(size.quotaFamily, nodes.count * size.vCpus);
    add("cores", nodes.count * size.vCpus);
  }
  return used;
}

/** A cluster is its own; a pool's is its parent; nothing else has nodes. */
function clusterOf(stored: Stored, cloud: Pick<CloudView, "resource">): Stored | undefined {
  const path = armPathOf(stored.id);
  switch (path?.armType.toLowerCase()) {
    case "microsoft.containerservice/managedclusters":
      return stored;
    case "microsoft.containerservice/managedclusters/agentpools":
      return cloud.resource(path.parent);
    default:
      return undefined;
  }
}
