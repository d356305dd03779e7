import { type VmSize, vmSizeOf } from "../../catalog/azure/vm-sizes.ts";
import { byUrn, type Graph, ofType, type Properties, type Resource, valueAt } from "../graph/graph.ts";
import { is, isProperties, itemsAt, numberAt, ownerOf, perGraph, textAt, textsAt } from "./reading.ts";

export const AGENT_POOL = "azure-native:containerservice:AgentPool";
export const MANAGED_CLUSTER = "azure-native:containerservice:ManagedCluster";

/** Azure makes one node where a pool does not say how many. */
const DEFAULT_COUNT = 1;

/** How many nodes a pool has. */
export interface NodeCount {
  /** What `pulumi up` creates. */
  readonly nodes: number;
  /** Autoscaler bounds; both are `nodes` where the pool does not scale by itself. */
  readonly min: number;
  readonly max: number;
}

/** What must be known of a VM size to reason about a pool. A row of the catalogue has it. */
export interface Hardware
  extends Pick<VmSize, "use" | "encryptionAtHost">,
    Partial<
      Pick<VmSize, "gpus" | "infiniband" | "nvme" | "quotaFamily" | "infinibandFeatureFlag" | "regions">
    > {}

/** A pool of an AKS cluster, whether it is a resource of its own or written into the cluster. */
export interface NodePool {
  /** The resource that declares it: the agent pool, or the cluster for an inline pool. */
  readonly resource: Resource;
  /** Azure's name of the pool. */
  readonly name: string;
  /** The pool's own inputs. */
  readonly inputs: Properties;
  /** Absent where the graph does not tell which cluster it joins. */
  readonly cluster?: Resource;
  /** As Azure spells it; absent where unknown. */
  readonly vmSize?: string;
  /** Facts of the size: the catalogue's, or those that the program passed; absent where there are none. */
  readonly hardware?: Hardware;
  /** Absent where unknown. */
  readonly count?: NodeCount;
  readonly zones: readonly string[];
  /** Priced as spot, and taken away at any time. */
  readonly spot: boolean;
}

/** Every node pool of the graph: inline pools of a cluster first, then agent pools, in the graph's order. */
export const nodePoolsOf = perGraph((graph): readonly NodePool[] => [
  ...ofType(graph, MANAGED_CLUSTER).flatMap(inlinePools),
  ...ofType(graph, AGENT_POOL).map((pool) => separatePool(graph, pool)),
]);

const byResource = perGraph((graph) => Map.groupBy(nodePoolsOf(graph), (pool) => pool.resource));

/** The pools that one resource declares: an agent pool itself, or the inline pools of a cluster. */
export function nodePoolsIn(graph: Graph, resource: Resource): readonly NodePool[] {
  return byResource(graph).get(resource) ?? [];
}

/** Inline pools; one that cannot be seen is a pool of which nothing is known, not one that is not there. */
function inlinePools(cluster: Resource): NodePool[] {
  return itemsAt(cluster.inputs, "agentPoolProfiles").map((profile, index) => {
    const inputs = isProperties(profile) ? profile : {};
    return nodePool(cluster, inputs, textAt(inputs, "name") ?? `inline pool ${index + 1}`, cluster);
  });
}

function separatePool(graph: Graph, pool: Resource): NodePool {
  const cluster = ownerOf(graph, pool, "resourceName", MANAGED_CLUSTER, "resourceName");
  const component = pool.parent === undefined ? undefined : byUrn(graph, pool.parent);
  const declared = component && declaredHardware(component);
  return nodePool(pool, pool.inputs, textAt(pool.inputs, "agentPoolName") ?? pool.name, cluster, declared);
}

/** Facts of a size newer than the catalogue, which the component that declares the pool was given as `hardware`. */
function declaredHardware({ inputs }: Resource): Hardware | undefined {
  const accelerator = textAt(inputs, "hardware.gpus.accelerator");
  const count = numberAt(inputs, "hardware.gpus.count");
  const gbpsPerVm = numberAt(inputs, "hardware.infiniband.gbpsPerVm");
  const linksPerVm = numberAt(inputs, "hardware.infiniband.linksPerVm");
  if (accelerator === undefined || count === undefined) return undefined;
  return {
    use: "gpu",
    encryptionAtHost: "unknown",
    gpus: { accelerator, count },
    ...(gbpsPerVm !== undefined && linksPerVm !== undefined && { infiniband: { gbpsPerVm, linksPerVm } }),
  };
}

function nodePool(
  resource: Resource,
  inputs: Properties,
  name: string,
  cluster: Resource | undefined,
  declared?: Hardware,
): NodePool {
  const vmSize = textAt(inputs, "vmSize");
  const hardware = (vmSize === undefined ? undefined : vmSizeOf(vmSize)) ?? declared;
  const count = countOf(inputs);
  return {
    resource,
    name,
    inputs,
    ...(cluster && { cluster }),
    ...(vmSize && { vmSize }),
    ...(hardware && { hardware }),
    ...(count && { count }),
    zones: textsAt(inputs, "availabilityZones").toSorted(),
    spot: is(inputs, "scaleSetPriority", "Spot") === true,
  };
}

function countOf(inputs: Properties): NodeCount | undefined {
  const scales = is(inputs, "enableAutoScaling", true);
  if (scales === "unknown") return undefined;
  if (!scales) {
    const nodes = wholeAt(inputs, "count", DEFAULT_COUNT);
    return nodes === undefined ? undefined : { nodes, min: nodes, max: nodes };
  }
  const min = wholeAt(inputs, "minCount");
  const max = wholeAt(inputs, "maxCount");
  if (min === undefined || max === undefined || min > max) return undefined;
  return { nodes: wholeAt(inputs, "count") ?? min, min, max };
}

/** A number of nodes; `undefined` for what is none, which is never the same as the default. */
function wholeAt(inputs: Properties, path: string, absent?: number): number | undefined {
  const value = valueAt(inputs, path) ?? absent;
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Whether the cluster autoscaler owns the number of nodes. */
export function isElastic(count: NodeCount): boolean {
  return count.min !== count.max;
}
