import { type Resource, valueAt } from "../../graph/graph.ts";
import {
  AGENT_POOL,
  isElastic,
  MANAGED_CLUSTER,
  type NodeCount,
  type NodePool,
  nodePoolsIn,
} from "../node-pools.ts";
import { isHidden, numberAt, textAt } from "../reading.ts";
import { diskPriceItem } from "./disks.ts";
import { type Charge, type Cost, type CostGroup, type Gap, measured, type PricingTable } from "./pricing.ts";
import { regionIn } from "./region.ts";

/** Clusters, node pools, machines and disks. */
export const computePricing: PricingTable = {
  [MANAGED_CLUSTER]: measured((cluster, graph) => [
    clusterTier(cluster),
    ...nodePoolsIn(graph, cluster).flatMap(costsOfPool),
  ]),
  [AGENT_POOL]: measured((pool, graph) => nodePoolsIn(graph, pool).flatMap(costsOfPool)),
  "azure-native:compute:Disk": measured((disk) => [separateDisk(disk)]),
  "azure-native:compute:VirtualMachine": measured((machine) => [
    machineItself(machine),
    machineDisk(machine),
  ]),
};

function clusterTier(cluster: Resource): Cost {
  const group = "Kubernetes";
  const item = "AKS control plane";
  const tier = isHidden(valueAt(cluster.inputs, "sku.tier"))
    ? undefined
    : (textAt(cluster.inputs, "sku.tier") ?? "Free");
  if (tier === undefined) return { kind: "gap", group, item, reason: "the pricing tier is not known" };
  return {
    kind: "charge",
    group,
    item: `${item}, ${tier} tier`,
    priceItem: `aks/${tier}`,
    ...regionIn(cluster),
    quantity: 1,
  };
}

const GROUP_BY_USE: Readonly<Record<string, CostGroup>> = {
  gpu: "GPU compute",
  hpc: "HPC compute",
  system: "system compute",
};

function costsOfPool(pool: NodePool): Cost[] {
  const group = GROUP_BY_USE[pool.hardware?.use ?? ""] ?? "other compute";
  const { vmSize, count, name } = pool;
  if (vmSize === undefined)
    return [{ kind: "gap", group, item: `pool ${name}`, reason: "its VM size is not known" }];
  if (count === undefined)
    return [
      { kind: "gap", group, item: `pool ${name}, ${vmSize}`, reason: "its number of nodes is not known" },
    ];
  const priceItem = `vm/${vmSize}`;
  const term = pool.spot ? "spot" : "onDemand";
  const nodes: Charge = {
    kind: "charge",
    group,
    item: `pool ${name}: ${vmSize}`,
    priceItem,
    ...regionIn(pool.cluster),
    quantity: count.min,
    ...(pool.hardware?.gpus && { gpus: pool.hardware.gpus.count }),
    term,
    pool: name,
  };
  return [nodes, ...osDisks(pool, count.min)].flatMap((cost) =>
    cost.kind === "charge" ? [cost, ...addedTo(cost, `pool ${name}`, count)] : [cost],
  );
}

/** What comes to a charge for each node where the autoscaler adds nodes. */
function addedTo({ quantity: _, ...charge }: Charge, pool: string, count: NodeCount): Cost[] {
  if (!isElastic(count)) return [];
  const { min, max, nodes } = count;
  const { group, priceItem, region } = charge;
  const item = charge.pool === undefined ? `${charge.item}, of nodes` : `${pool}: nodes`;
  return [
    {
      kind: "usage",
      group,
      item: `${item} that the autoscaler adds`,
      reason: `${min} to ${max} nodes run, and only the lower bound is sure`,
      priceItem,
      ...(region !== undefined && { region }),
      adds: {
        charge: { ...charge, item: `${item} that the autoscaler adds` },
        low: 0,
        expected: nodes - min,
        high: max - min,
      },
    },
  ];
}

/** OS disks of a pool: ephemeral ones live on the node and are in its price. */
function osDisks({ inputs, name, cluster }: NodePool, nodes: number): (Charge | Gap)[] {
  const group = "storage";
  const item = `pool ${name}: OS disks`;
  const type = textAt(inputs, "osDiskType");
  if (type === "Ephemeral") return [];
  if (type !== "Managed") {
    return [
      { kind: "gap", group, item, reason: "osDiskType does not say Ephemeral or Managed, so Azure decides" },
    ];
  }
  const sizeGiB = numberAt(inputs, "osDiskSizeGB");
  const priceItem = sizeGiB === undefined ? undefined : diskPriceItem("Premium_LRS", sizeGiB);
  if (priceItem === undefined)
    return [{ kind: "gap", group, item, reason: "osDiskSizeGB names no size, so Azure decides" }];
  return [
    {
      kind: "charge",
      group,
      item: `${item}, ${sizeGiB} GiB`,
      priceItem,
      ...regionIn(cluster),
      quantity: nodes,
    },
  ];
}

function machineItself(machine: Resource): Cost {
  const vmSize = textAt(machine.inputs, "hardwareProfile.vmSize");
  const group = "other compute";
  const item = `machine ${textAt(machine.inputs, "vmName") ?? machine.name}`;
  if (vmSize === undefined) return { kind: "gap", group, item, reason: "its VM size is not known" };
  if (textAt(machine.inputs, "priority") === "Spot")
    return { kind: "gap", group, item: `${item}: ${vmSize}, spot`, reason: "spot prices move by the hour" };
  return {
    kind: "charge",
    group,
    item: `${item}: ${vmSize}`,
    priceItem: `vm/${vmSize}`,
    ...regionIn(machine),
    quantity: 1,
  };
}

function machineDisk(machine: Resource): Cost {
  const path = "storageProfile.osDisk";
  const sku = textAt(machine.inputs, `${path}.managedDisk.storageAccountType`);
  return diskCost(
    `OS disk of machine ${textAt(machine.inputs, "vmName") ?? machine.name}`,
    machine,
    sku,
    numberAt(machine.inputs, `${path}.diskSizeGB`),
  );
}

function separateDisk(disk: Resource): Cost {
  return diskCost("disk", disk, textAt(disk.inputs, "sku.name"), numberAt(disk.inputs, "diskSizeGB"));
}

/** @param resource whose location is the disk's. */
function diskCost(
  what: string,
  resource: Resource,
  sku: string | undefined,
  sizeGiB: number | undefined,
): Cost {
  const group = "storage";
  const priceItem = sku && sizeGiB ? diskPriceItem(sku, sizeGiB) : undefined;
  if (priceItem === undefined)
    return { kind: "gap", group, item: what, reason: "its kind or size has no fixed price tier" };
  const item = `${what} ${sku}, ${sizeGiB} GiB`;
  return { kind: "charge", group, item, priceItem, ...regionIn(resource), quantity: 1 };
}
