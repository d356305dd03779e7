import { sameId } from "../arm-id.ts";
import { regionKey, zoneCapacity } from "../places.ts";
import { existingNodes, type Nodes, nodesOf } from "../usage.ts";
import type { Behaviour, CloudView, Refusal } from "./behaviour.ts";
import { clusterRegion } from "./node-pools.ts";

const ZONES = ["1", "2", "3"];

/**
 * Machines that Azure has. AKS learns at the end of its work that there are too few; the pool stays, in the state Failed, and
 * can be written again.
 */
export const capacity: Behaviour = {
  name: "capacity of a zone",
  source:
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/zonalallocation-allocationfailed-error",
  outcome: (write, cloud) => {
    const region = clusterRegion(write, cloud);
    if (region === undefined || write.method === "DELETE") return undefined;
    const others = existingNodes(cloud).filter(({ id }) => !sameId(id, write.id));
    const short = nodesOf(write.id, write.inputs, region).find((nodes) => isShort(nodes, others, cloud));
    return short && refusalOf(short.zones.length > 0);
  },
};

function isShort(nodes: Nodes, others: readonly Nodes[], cloud: CloudView): boolean {
  if (nodes.count === 0) return false;
  if (nodes.zones.length > 0)
    return nodes.zones.some((zone) => inZone(nodes, zone) > freeIn(zone, nodes, others, cloud));
  const free = ZONES.map((zone) => freeIn(zone, nodes, others, cloud));
  return nodes.count > free.reduce((sum, count) => sum + count, 0);
}

/** Without limit where the world does not say. */
function freeIn(
  zone: string,
  { region, vmSize }: Nodes,
  others: readonly Nodes[],
  { world }: CloudView,
): number {
  const stock = zoneCapacity(world, region, zone, vmSize);
  if (stock === undefined) return Number.POSITIVE_INFINITY;
  const taken = others
    .filter((other) => regionKey(other.region) === regionKey(region) && sameSize(other.vmSize, vmSize))
    .reduce((sum, other) => sum + inZone(other, zone), 0);
  return Math.max(0, stock - taken);
}

/** Nodes of a pool in one zone: a scale set spreads them evenly. One without zones counts for none. */
function inZone({ zones, count }: Nodes, zone: string): number {
  const place = zones.indexOf(zone);
  return place === -1 ? 0 : Math.ceil((count - place) / zones.length);
}

function sameSize(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function refusalOf(zonal: boolean): Refusal {
  const code = zonal ? "ZonalAllocationFailed" : "AllocationFailed";
  const allocation = `Allocation failed. We do not have sufficient capacity for the requested VM size in this ${zonal ? "zone" : "region"}. Read more about improving likelihood of allocation success at http://aka.ms/allocation-guidance`;
  const message = `Reconcile vmss agent pool error: VMSSAgentPoolReconciler retry failed: Category: InternalError; SubCode: ${code}; Dependency: Microsoft.Compute/VirtualMachineScaleSet; OrginalError: Code="${code}" Message="${allocation}"; AKSTeam: NodeProvisioning`;
  return { status: 409, code: "ReconcileVMSSAgentPoolFailed", message };
}
