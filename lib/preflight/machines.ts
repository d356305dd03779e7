import { declaredRegion } from "../analysis/azure-region.ts";
import { nodePoolsOf } from "../analysis/node-pools.ts";
import { is, textAt, textsAt } from "../analysis/reading.ts";
import { type Graph, ofType, type Resource, valueAt } from "../graph/graph.ts";

/** Machines of one size that a stack wants in one place: a node pool, or one virtual machine. */
export interface Machines {
  /** Azure's name, after what it is: `pool island01`. */
  readonly name: string;
  /** Azure's short name; absent where the graph does not tell. */
  readonly region?: string;
  readonly vmSize?: string;
  /** At most, without surge. */
  readonly count?: number;
  /** What an upgrade adds, a number or a percentage. */
  readonly maxSurge: string | number;
  readonly zones: readonly string[];
  readonly spot: boolean;
  readonly encryptionAtHost: boolean;
}

export const VIRTUAL_MACHINE = "azure-native:compute:VirtualMachine";

/** AKS adds a tenth of a pool during upgrades where the pool does not say otherwise. */
const DEFAULT_SURGE = "10%";

/** All machines of a graph, those that an autoscaler may add included. */
export function machinesOf(graph: Graph): Machines[] {
  return [...poolMachines(graph), ...ofType(graph, VIRTUAL_MACHINE).map(machine)];
}

function poolMachines(graph: Graph): Machines[] {
  return nodePoolsOf(graph).map(({ name, cluster, vmSize, count, inputs, zones, spot }) => {
    const surge = valueAt(inputs, "upgradeSettings.maxSurge");
    return {
      name: `pool ${name}`,
      ...declaredRegion(cluster),
      ...(vmSize !== undefined && { vmSize }),
      ...(count !== undefined && { count: count.max }),
      maxSurge: typeof surge === "string" || typeof surge === "number" ? surge : DEFAULT_SURGE,
      zones,
      spot,
      encryptionAtHost: is(inputs, "enableEncryptionAtHost", true) !== false,
    };
  });
}

function machine(resource: Resource): Machines {
  const { inputs, name } = resource;
  const vmSize = textAt(inputs, "hardwareProfile.vmSize");
  return {
    name: `machine ${textAt(inputs, "vmName") ?? name}`,
    ...declaredRegion(resource),
    ...(vmSize !== undefined && { vmSize }),
    count: 1,
    maxSurge: 0,
    zones: textsAt(inputs, "zones").toSorted(),
    spot: is(inputs, "priority", "Spot", "Low") === true,
    encryptionAtHost: is(inputs, "securityProfile.encryptionAtHost", true) !== false,
  };
}
