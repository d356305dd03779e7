import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { opaque } from "../../answers.ts";
import { nodePools, type Part, whole } from "../../parts.ts";
import { SCALE_SET, unversioned } from "../../resource-types.ts";

/** Where machines that are made together say what a fabric depends on. */
interface Paths {
  readonly size: string;
  /** Which count is the largest is decided by the autoscaler, where there is one. */
  readonly counts: readonly string[];
  readonly zones: string;
  readonly reservation: string;
  readonly proximity: string;
}

const POOL: Paths = {
  size: "vmSize",
  counts: ["count", "maxCount"],
  zones: "availabilityZones",
  reservation: "capacityReservationGroupID",
  proximity: "proximityPlacementGroupID",
};
const SET: Paths = {
  size: "sku.name",
  counts: ["sku.capacity"],
  zones: "zones",
  reservation: "virtualMachineProfile.capacityReservation.capacityReservationGroup.id",
  proximity: "proximityPlacementGroup.id",
};

/** Machines that are made together: a node pool of AKS, or a scale set. */
export interface MachineGroup extends Part {
  readonly kind: "node pool" | "scale set";
  readonly paths: Paths;
  /** As it is written. */
  readonly size: Value | undefined;
  /** Whether InfiniBand joins them; `undefined` where the size is not known. */
  readonly infiniband: boolean | undefined;
  /** Whether they have GPUs; `undefined` where the size is not known. */
  readonly gpus: boolean | undefined;
}

const sets = whole(SCALE_SET);

/** Types of the resources that are or contain such groups. */
export const MACHINE_GROUPS: readonly string[] = [...nodePools.types, ...sets.types];

/** The machine groups of a resource. */
export function machineGroupsOf(resource: Resource): MachineGroup[] {
  if (unversioned(resource.type) === SCALE_SET)
    return sets.partsOf(resource).map((part) => groupOf(part, "scale set", SET));
  return nodePools.partsOf(resource).map((part) => groupOf(part, "node pool", POOL));
}

/** Those of them that have GPUs, or may have. */
export function gpuPoolsOf(resource: Resource): MachineGroup[] {
  return machineGroupsOf(resource).filter(({ kind, gpus }) => kind === "node pool" && gpus !== false);
}

const answers = new WeakMap<Graph, boolean | undefined>();

/** Whether a graph has machines that InfiniBand joins; `undefined` where a size is not known, and no other has it. */
export function hasInfiniband(graph: Graph): boolean | undefined {
  if (!answers.has(graph)) {
    const found = graph.resources
      .filter(({ type }) => MACHINE_GROUPS.includes(unversioned(type)))
      .flatMap(machineGroupsOf)
      .map(({ infiniband }) => infiniband);
    answers.set(graph, found.includes(true) || (found.includes(undefined) ? undefined : false));
  }
  return answers.get(graph);
}

function groupOf(part: Part, kind: MachineGroup["kind"], paths: Paths): MachineGroup {
  const size = valueAt(part.value, paths.size);
  const known = opaque(size) === undefined;
  const name = typeof size === "string" ? size : "";
  return {
    ...part,
    kind,
    paths,
    size,
    infiniband: known ? hasRdma(name) : undefined,
    gpus: known ? hasGpus(name) : undefined,
  };
}

/**
 * A size that is not catalogued is read by its name: `r` among the small letters stands for RDMA, the family N for GPUs.
 * https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 */
function hasRdma(name: string): boolean {
  const size = vmSizeOf(name);
  return size === undefined ? /^Standard_[A-Z]+[\d-]+[a-z]*r/.test(name) : size.infiniband !== undefined;
}

function hasGpus(name: string): boolean {
  const size = vmSizeOf(name);
  return size === undefined ? /^Standard_N/i.test(name) : size.gpus !== undefined;
}
