import type { VmSize } from "./vm-size.ts";

type Row = readonly [
  name: string,
  vCpus: number,
  memoryGiB: number,
  tempDiskGiB: number,
  maxDataDisks: number,
  ethernetGbps: number,
];

const rows: readonly Row[] = [
  ["Standard_D4ds_v5", 4, 16, 150, 8, 12.5],
  ["Standard_D8ds_v5", 8, 32, 300, 16, 12.5],
  ["Standard_D16ds_v5", 16, 64, 600, 32, 12.5],
  ["Standard_D32ds_v5", 32, 128, 1_200, 32, 16],
  ["Standard_D48ds_v5", 48, 192, 1_800, 32, 24],
  ["Standard_D64ds_v5", 64, 256, 2_400, 32, 30],
  ["Standard_D96ds_v5", 96, 384, 3_600, 32, 35],
];

/** Sizes for a cluster's own pods; `Standard_D16ds_v5` is what AKS recommends for large clusters. */
export const systemSizes: readonly VmSize[] = rows.map(
  ([name, vCpus, memoryGiB, tempDiskGiB, maxDataDisks, ethernetGbps]) => ({
    name,
    use: "system",
    quotaFamily: "standardDDSv5Family",
    vCpus,
    memoryGiB,
    architecture: "x64",
    ethernetGbps,
    tempDiskGiB,
    encryptionAtHost: "unknown",
    ephemeralOsDisk: true,
    maxDataDisks,
    source: "https://learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/ddsv5-series",
    asOf: "2024-07-29",
  }),
);
