import { type VmSize, vmSizeOf, vmSizes } from "../../../catalog/azure/vm-sizes.ts";
import type { Problem } from "../../../lib/planning/problem.ts";
import { suggest } from "../../../lib/planning/suggest.ts";
import type { GpuNodePoolSettings } from "./gpu-node-pool.args.ts";

/** What a pool must know of its size. A catalogue row of a GPU size has all of it. */
export interface GpuHardware
  extends Pick<VmSize, "vCpus" | "architecture" | "tempDiskGiB" | "nvme" | "infiniband"> {
  /** GPUs of one node. */
  readonly gpus: NonNullable<VmSize["gpus"]>;
}

/** Bounds of an ephemeral OS disk, in GiB: https://learn.microsoft.com/azure/aks/concepts-storage (2026-08). */
const OS_DISK_GIB = { least: 30, most: 2040 };

/** The facts of a pool's size: the catalogue's, the caller's where it has none, or `undefined`. */
export function hardwareOf({ vmSize, hardware }: GpuNodePoolSettings): GpuHardware | undefined {
  const row = vmSizeOf(vmSize);
  return row === undefined ? hardware : row.gpus && { ...row, gpus: row.gpus };
}

/** The size as Azure spells it: Azure takes any case, prices and rules do not. */
export function azureNameOf(vmSize: string): string {
  return vmSizeOf(vmSize)?.name ?? vmSize;
}

/**
 * Why a size cannot be a node of this pool.
 *
 * @param hardware what {@link hardwareOf} found.
 * @param path where the size stands in the user's input.
 */
export function vmSizeProblems(
  { vmSize, infiniband = true }: GpuNodePoolSettings,
  hardware: GpuHardware | undefined,
  path: string,
): Problem[] {
  const row = vmSizeOf(vmSize);
  if (row === undefined && hardware === undefined) {
    const message = "this size is not in the catalogue";
    return [{ path, value: vmSize, message, fix: unknownSizeFix(vmSize) }];
  }
  const reasons = [
    row?.retiredOn === undefined ? undefined : `Azure retired this size on ${row.retiredOn}`,
    row?.encryptionAtHost === false ? "this size has no encryption at host" : undefined,
    row?.ephemeralOsDisk === false ? "this size has no ephemeral OS disk" : undefined,
    hardware === undefined ? "this size has no GPU" : undefined,
    infiniband && hardware !== undefined && hardware.infiniband === undefined
      ? "this size has no InfiniBand, so no job can span its nodes"
      : undefined,
  ];
  return reasons
    .filter((reason) => reason !== undefined)
    .map((message) => ({ path, value: vmSize, message, fix: alternatives(infiniband) }));
}

/** Why the OS disk does not fit the node: it lies on the temporary disk or, where there is none, on one NVMe disk. */
export function osDiskProblems(
  osDiskGiB: number,
  hardware: GpuHardware | undefined,
  path: string,
): Problem[] {
  const largest = Math.min(
    hardware === undefined ? OS_DISK_GIB.most : localDiskGiB(hardware),
    OS_DISK_GIB.most,
  );
  if (Number.isInteger(osDiskGiB) && osDiskGiB >= OS_DISK_GIB.least && osDiskGiB <= largest) return [];
  const message = `an ephemeral OS disk has ${OS_DISK_GIB.least} to ${largest} GiB on this size`;
  return [{ path, value: osDiskGiB, message, fix: `write ${Math.min(512, largest)}` }];
}

function localDiskGiB({ tempDiskGiB, nvme }: GpuHardware): number {
  return tempDiskGiB > 0 || nvme === undefined ? tempDiskGiB : Math.floor(nvme.totalGiB / nvme.count);
}

function unknownSizeFix(vmSize: string): string {
  const meant = suggest(
    vmSize,
    vmSizes.map(({ name }) => name),
  );
  const facts = "pass its facts as `hardware`";
  return meant === undefined ? facts : `write ${meant}, or ${facts}`;
}

/** The sizes that this pool could have. */
function alternatives(infiniband: boolean): string {
  const usable = vmSizes.filter(
    (size) =>
      size.gpus !== undefined &&
      size.retiredOn === undefined &&
      size.encryptionAtHost !== false &&
      size.ephemeralOsDisk &&
      (!infiniband || size.infiniband !== undefined),
  );
  return `write one of ${usable.map(({ name }) => name).join(", ")}`;
}
