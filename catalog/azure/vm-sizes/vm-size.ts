import type { Sourced } from "../../source.ts";

/** A VM size of Azure: what planning, rules and reports must know of it. */
export interface VmSize extends Sourced {
  /** Azure's name, for example `Standard_ND96isr_H100_v5`. */
  readonly name: string;
  /** What it is for: `system` sizes carry a cluster's own pods. */
  readonly use: "gpu" | "hpc" | "system";
  /** Quota family as `az vm list-usage` names it; compare without case and spaces, Azure itself is inconsistent. */
  readonly quotaFamily: string;
  /** Also the quota that one VM takes. */
  readonly vCpus: number;
  readonly memoryGiB: number;
  readonly architecture: "x64" | "arm64";
  /** Absent on sizes without GPUs; `accelerator` is a model of `catalog/accelerators.ts`. */
  readonly gpus?: { readonly accelerator: string; readonly count: number };
  /** Absent on sizes without InfiniBand. Bandwidth of all links together, Gb/s, one direction. */
  readonly infiniband?: { readonly gbpsPerVm: number; readonly linksPerVm: number };
  /** Gb/s; absent where no page says. */
  readonly ethernetGbps?: number;
  /** Temporary disk, 0 where there is none. */
  readonly tempDiskGiB: number;
  readonly nvme?: { readonly count: number; readonly totalGiB: number };
  /** Whether disks can be encrypted on the host; `unknown` where no public page says. */
  readonly encryptionAtHost: boolean | "unknown";
  readonly ephemeralOsDisk: boolean;
  readonly maxDataDisks: number;
  /** The day on which Azure took it away, ISO 8601: only in graphs of the past. */
  readonly retiredOn?: string;
  /** How the subscription's feature flag `AKSInfinibandSupport` must stand; absent where it does not matter. */
  readonly infinibandFeatureFlag?: "registered" | "unregistered";
  /** Regions in which it was seen; absent where none was, and then unknown rather than none. */
  readonly regions?: readonly string[];
}
