import { limits } from "../../../catalog/azure/limits.ts";
import { type VmSize, vmSizeOf, vmSizes } from "../../../catalog/azure/vm-sizes.ts";
import type { Problem } from "../../../lib/planning/problem.ts";
import { suggest } from "../../../lib/planning/suggest.ts";

/** What the pool must know of its size. */
export type SystemHardware = Pick<VmSize, "vCpus" | "memoryGiB" | "tempDiskGiB">;

/** The pool on which only the cluster's own pods run. Azure refuses to change its size and zones once it exists. */
export interface SystemPoolSettings {
  /** Size of every node. @default "Standard_D16ds_v5", which AKS recommends for large clusters */
  readonly vmSize?: string;
  /** Facts of `vmSize`, for a size that the catalogue does not have. @default - the catalogue's row */
  readonly hardware?: SystemHardware;
  /** Nodes, at least one in each zone. @default 3 */
  readonly nodes?: number;
  /** Availability zones over which the nodes are spread. @default ["1", "2", "3"] */
  readonly zones?: readonly string[];
}

/** {@link SystemPoolSettings} with every default filled in. */
export type ResolvedSystemPool = Required<Omit<SystemPoolSettings, "hardware">>;

/** Ephemeral OS disk, in GiB: what AKS takes for sizes of 16 vCPUs (https://learn.microsoft.com/azure/aks/concepts-storage). */
export const SYSTEM_OS_DISK_GIB = 128;

/** https://learn.microsoft.com/azure/aks/use-system-pools, https://learn.microsoft.com/azure/aks/quotas-skus-regions (2026-08). */
const LEAST_VCPUS = 2;
const LEAST_MEMORY_GIB = 4;

const allZones = ["1", "2", "3"];

/** Fills in the defaults. */
export function resolveSystemPool(settings: SystemPoolSettings = {}): ResolvedSystemPool {
  const { vmSize = "Standard_D16ds_v5", nodes = 3, zones = allZones } = settings;
  // As Azure spells it: Azure takes any case, prices and rules do not.
  return { vmSize: vmSizeOf(vmSize)?.name ?? vmSize, nodes, zones };
}

/** Why AKS could not run its own pods on this pool. */
export function systemPoolProblems(
  settings: SystemPoolSettings,
  pool: ResolvedSystemPool,
  path: string,
): Problem[] {
  return [
    ...sizeProblems(pool.vmSize, settings.hardware, `${path}.vmSize`),
    ...zonesProblems(pool.zones, `${path}.zones`),
    ...nodesProblems(pool, `${path}.nodes`),
  ];
}

function sizeProblems(vmSize: string, given: SystemHardware | undefined, path: string): Problem[] {
  const row = vmSizeOf(vmSize);
  const hardware = given ?? row;
  if (hardware === undefined) {
    const meant = suggest(
      vmSize,
      systemSizes().map(({ name }) => name),
    );
    const facts = "pass its facts as `hardware`";
    const fix = meant === undefined ? facts : `write ${meant}, or ${facts}`;
    return [{ path, value: vmSize, message: "this size is not in the catalogue", fix }];
  }
  const reasons = [
    row !== undefined && row.use !== "system"
      ? "accelerator and HPC sizes are not for the cluster's own pods"
      : undefined,
    row?.encryptionAtHost === false ? "this size has no encryption at host" : undefined,
    hardware.vCpus < LEAST_VCPUS || hardware.memoryGiB < LEAST_MEMORY_GIB
      ? `a system pool needs ${LEAST_VCPUS} vCPUs and ${LEAST_MEMORY_GIB} GiB of memory at least`
      : undefined,
    hardware.tempDiskGiB < SYSTEM_OS_DISK_GIB
      ? `the temporary disk (${hardware.tempDiskGiB} GiB) does not hold an ephemeral OS disk of ${SYSTEM_OS_DISK_GIB} GiB`
      : undefined,
  ];
  const fix = `write one of ${systemSizes()
    .map(({ name }) => name)
    .join(", ")}`;
  return reasons
    .filter((reason) => reason !== undefined)
    .map((message) => ({ path, value: vmSize, message, fix }));
}

function systemSizes(): VmSize[] {
  return vmSizes.filter(({ use, retiredOn }) => use === "system" && retiredOn === undefined);
}

function zonesProblems(zones: readonly string[], path: string): Problem[] {
  const valid =
    zones.length > 0 &&
    new Set(zones).size === zones.length &&
    zones.every((zone) => allZones.includes(zone));
  if (valid) return [];
  const message = `must name availability zones, each once: ${allZones.join(", ")}`;
  return [{ path, value: zones, message, fix: 'write ["1", "2", "3"]' }];
}

function nodesProblems({ nodes, zones }: ResolvedSystemPool, path: string): Problem[] {
  const least = Math.max(zones.length, 1);
  const most = limits.poolNodes.value - 1;
  if (Number.isInteger(nodes) && nodes >= least && nodes <= most) return [];
  const message = `must be a whole number from ${least}, one node in each zone, to ${most}, which leaves one of a pool's ${most + 1} nodes for upgrades`;
  return [{ path, value: nodes, message, fix: `write ${nodes > most ? most : least}` }];
}
