import type { Graph } from "../graph/graph.ts";
import { clusterPaths } from "./data-paths/cluster.ts";
import { nodePaths } from "./data-paths/nodes.ts";
import type { DataPath } from "./data-paths/path.ts";
import { storagePaths } from "./data-paths/storage.ts";

export { type DataPath, dataPathIds } from "./data-paths/path.ts";

/**
 * Where the data of a cluster is encrypted and where it lies or travels in the clear, read from the inputs of its resources.
 * What Azure does not document is `"unknown"`.
 *
 * Sources: https://learn.microsoft.com/azure/virtual-machines/disk-encryption (disks, host),
 * https://learn.microsoft.com/azure/aks/kms-data-encryption-concepts (etcd),
 * https://learn.microsoft.com/azure/aks/container-network-security-wireguard-encryption-concepts (pods),
 * https://learn.microsoft.com/azure/virtual-machines/setup-infiniband (InfiniBand),
 * https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys (Lustre); read 2026-11-22.
 */
export function dataPathsOf(graph: Graph): DataPath[] {
  return [...nodePaths(graph), ...clusterPaths(graph), ...storagePaths(graph)];
}
