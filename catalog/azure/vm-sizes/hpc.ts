import type { VmSize } from "./vm-size.ts";

const page = (path: string): string =>
  `https://learn.microsoft.com/azure/virtual-machines/sizes/high-performance-compute/${path}`;

const common = {
  use: "hpc",
  architecture: "x64",
  encryptionAtHost: "unknown",
  ephemeralOsDisk: true,
  maxDataDisks: 32,
  tempDiskGiB: 480,
  infinibandFeatureFlag: "registered",
} as const;

/**
 * HPC sizes with all their cores; variants with fewer cores (`Standard_HB120-96rs_v3`) have no row.
 * Quota families: `microsoft/aspire` `src/Aspire.Hosting.Azure.Kubernetes/AksNodeVmSizes.cs` (2026).
 */
export const hpcSizes: readonly VmSize[] = [
  {
    ...common,
    name: "Standard_HB120rs_v3",
    quotaFamily: "standardHBv3Family",
    vCpus: 120,
    memoryGiB: 448,
    infiniband: { gbpsPerVm: 200, linksPerVm: 1 },
    ethernetGbps: 40,
    nvme: { count: 2, totalGiB: 1_920 },
    source: page("hbv3-series"),
    asOf: "2025-11-24",
  },
  {
    ...common,
    name: "Standard_HB176rs_v4",
    quotaFamily: "standardHBv4Family",
    vCpus: 176,
    memoryGiB: 768,
    infiniband: { gbpsPerVm: 400, linksPerVm: 1 },
    ethernetGbps: 80,
    nvme: { count: 2, totalGiB: 3_600 },
    source: page("hbv4-series"),
    asOf: "2025-11-24",
  },
  {
    ...common,
    name: "Standard_HX176rs",
    quotaFamily: "standardHXFamily",
    vCpus: 176,
    memoryGiB: 1_408,
    infiniband: { gbpsPerVm: 400, linksPerVm: 1 },
    ethernetGbps: 80,
    nvme: { count: 2, totalGiB: 3_600 },
    source: page("hx-series"),
    asOf: "2025-11-24",
  },
  {
    ...common,
    name: "Standard_HB368rs_v5",
    quotaFamily: "standardHBv5Family",
    vCpus: 368,
    memoryGiB: 432,
    infiniband: { gbpsPerVm: 800, linksPerVm: 4 },
    ethernetGbps: 180,
    nvme: { count: 8, totalGiB: 14_304 },
    source: page("hbv5-series"),
    asOf: "2025-09-15",
  },
];
