import type { Sourced } from "../source.ts";

/** A throughput class of Azure Managed Lustre. */
export interface LustreSku extends Sourced {
  /** Azure's name, for example `AMLFS-Durable-Premium-250`. */
  readonly sku: LustreSkuName;
  readonly mbPerSecondPerTiB: number;
  readonly minTiB: number;
  readonly stepTiB: number;
  /** What Azure allows without a support request. */
  readonly maxTiB: number;
}

export type LustreSkuName =
  | "AMLFS-Durable-Premium-40"
  | "AMLFS-Durable-Premium-125"
  | "AMLFS-Durable-Premium-250"
  | "AMLFS-Durable-Premium-500";

const page = {
  source: "https://learn.microsoft.com/azure/azure-managed-lustre/create-file-system-portal",
  asOf: "2024-11-11",
} as const;

/**
 * Throughput classes, slowest first. `AMLFS-Durable-Premium-20` is left out: only a benchmark report of 2026 shows it,
 * and neither its smallest size nor its regions. Their prices were not captured.
 */
export const lustreSkus: readonly LustreSku[] = [
  { sku: "AMLFS-Durable-Premium-40", mbPerSecondPerTiB: 40, minTiB: 48, stepTiB: 48, maxTiB: 768, ...page },
  { sku: "AMLFS-Durable-Premium-125", mbPerSecondPerTiB: 125, minTiB: 16, stepTiB: 16, maxTiB: 128, ...page },
  { sku: "AMLFS-Durable-Premium-250", mbPerSecondPerTiB: 250, minTiB: 8, stepTiB: 8, maxTiB: 128, ...page },
  { sku: "AMLFS-Durable-Premium-500", mbPerSecondPerTiB: 500, minTiB: 4, stepTiB: 4, maxTiB: 128, ...page },
];

/** The row of a SKU, by Azure's name; `undefined` for one that the catalogue does not have. */
export function lustreSkuOf(name: string): LustreSku | undefined {
  return lustreSkus.find(({ sku }) => sku === name);
}

/** Nominal throughput that each step of capacity adds, MB/s, the same for every SKU: read and write. */
export const LUSTRE_STEP_MBPS = 2_000;

/** A size of file system, and the subnet of its own that it needs. */
export interface LustreSubnet extends Sourced {
  readonly upToTiB: number;
  readonly prefix: number;
}

const prerequisites = {
  source: "https://learn.microsoft.com/azure/azure-managed-lustre/amlfs-prerequisites",
  asOf: "2023-06",
} as const;

/** Subnet of a file system by its capacity, smallest first. Above the last row no page says. */
export const lustreSubnets: readonly LustreSubnet[] = [
  { upToTiB: 16, prefix: 27, ...prerequisites },
  { upToTiB: 40, prefix: 26, ...prerequisites },
  { upToTiB: 92, prefix: 25, ...prerequisites },
  { upToTiB: 196, prefix: 24, ...prerequisites },
  { upToTiB: 400, prefix: 23, ...prerequisites },
];
