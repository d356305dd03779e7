import type { AsOf, Sourced } from "../source.ts";

/** A number that Azure or AKS sets. */
export interface Limit extends Sourced {
  readonly value: number;
  readonly unit: string;
  /** What raises it; absent where nothing does, or nothing is known. */
  readonly raisedBy?: string;
}

interface Page {
  readonly source: string;
  readonly asOf: AsOf;
}

const learn = (path: string, asOf: AsOf): Page => ({
  source: `https://learn.microsoft.com/azure/${path}`,
  asOf,
});

const infiniband = learn("virtual-machines/setup-infiniband", "2026-09-25");
const largeClusters = learn("aks/best-practices-performance-scale-large", "2026-08-21");
const overlay = learn("aks/concepts-network-azure-cni-overlay", "2026-07-31");
const aksQuotas = learn("aks/quotas-skus-regions", "2026-08-03");
const aksLimits: Page = {
  source: "MicrosoftDocs/azure-docs includes/container-service-limits.md",
  asOf: "2024-01-12",
};
const storageAccounts = learn("storage/common/scalability-targets-standard-account", "2025-11-19");
const networkFaq = learn("virtual-network/virtual-networks-faq", "undated");
const tagging = learn("azure-resource-manager/management/tag-resources", "undated");

/** Limits that planning, components and rules obey. */
export const limits = {
  /** Nodes that InfiniBand joins: the VMs of one scale set with a single placement group. */
  islandNodes: { value: 100, unit: "nodes", raisedBy: "a support request", ...infiniband },
  /** The same where Microsoft has agreed. */
  islandNodesAgreed: { value: 300, unit: "nodes", ...infiniband },
  /** Nodes of one node pool without InfiniBand, surge included: one scale set. */
  poolNodes: { value: 1_000, unit: "nodes", ...largeClusters },
  clusterNodes: { value: 5_000, unit: "nodes", ...overlay },
  poolsPerCluster: { value: 100, unit: "node pools", ...aksLimits },
  podsPerNodeLeast: { value: 10, unit: "pods", ...overlay },
  podsPerNodeMost: { value: 250, unit: "pods", ...overlay },
  podsPerCluster: { value: 200_000, unit: "pods", ...largeClusters },
  /** Prefix length of the pod range that the overlay gives each node. */
  podPrefixPerNode: { value: 24, unit: "prefix length", ...overlay },
  /** The service range must be smaller than this prefix length says: the number must be larger. */
  serviceCidrPrefix: { value: 12, unit: "prefix length", ...overlay },
  /** Largest step in which a cluster above {@link limits.scaleOutFrom} nodes grows. */
  scaleOutStep: { value: 700, unit: "nodes", ...largeClusters },
  scaleOutStepLeast: { value: 500, unit: "nodes", ...largeClusters },
  scaleOutFrom: { value: 1_000, unit: "nodes", ...largeClusters },
  /** Writes to one node pool, or to one cluster, that may come at once; then one a minute. */
  agentPoolWriteBurst: { value: 20, unit: "requests", ...aksQuotas },
  agentPoolWriteRefill: { value: 1, unit: "requests per minute", ...aksQuotas },
  /** Addresses that Azure keeps of every subnet: the first four and the last. */
  subnetReserved: { value: 5, unit: "addresses", ...networkFaq },
  apiServerPrefix: {
    value: 28,
    unit: "prefix length",
    ...learn("aks/api-server-vnet-integration", "2026-04-15"),
  },
  /** Addresses of the API server's subnet that AKS needs at least. */
  apiServerAddresses: {
    value: 9,
    unit: "addresses",
    ...learn("aks/api-server-vnet-integration", "2026-04-15"),
  },
  firewallPrefix: { value: 26, unit: "prefix length", ...learn("firewall/firewall-faq", "undated") },
  /** A size of Managed Lustre in a benchmark of Microsoft's own: far above what is sold without asking. */
  lustreLargestShown: {
    value: 25_632,
    unit: "TiB",
    ...learn("azure-managed-lustre/mlperf-storage-v3-results", "2026-09-01"),
  },
  storageAccountsPerRegion: {
    value: 250,
    unit: "accounts",
    raisedBy: "a quota request, to 500",
    ...storageAccounts,
  },
  storageAccountCapacity: { value: 5, unit: "PiB", raisedBy: "a support request", ...storageAccounts },
  storageAccountPrivateEndpoints: { value: 200, unit: "private endpoints", ...storageAccounts },
  tagsPerResource: { value: 50, unit: "tags", ...tagging },
  tagNameLength: { value: 512, unit: "characters", ...tagging },
  tagValueLength: { value: 256, unit: "characters", ...tagging },
} as const satisfies Readonly<Record<string, Limit>>;

/** A range that a network of an AKS cluster must not touch. */
export interface ReservedCidr extends Sourced {
  readonly cidr: string;
  readonly reason: string;
  /** Whether only clusters with InfiniBand are concerned. */
  readonly rdmaOnly: boolean;
}

/** Ranges that no network, pod or service range may overlap. */
export const reservedCidrs: readonly ReservedCidr[] = [
  { cidr: "127.0.0.0/8", reason: "loopback addresses, which Azure refuses", rdmaOnly: false, ...networkFaq },
  { cidr: "168.63.129.16/32", reason: "Azure's own DNS and health probes", rdmaOnly: false, ...networkFaq },
  { cidr: "169.254.0.0/16", reason: "AKS reserves it, link-local addresses", rdmaOnly: false, ...overlay },
  { cidr: "172.16.0.0/16", reason: "Azure's InfiniBand network uses it", rdmaOnly: true, ...infiniband },
  { cidr: "172.30.0.0/16", reason: "AKS reserves it", rdmaOnly: false, ...overlay },
  { cidr: "172.31.0.0/16", reason: "AKS reserves it", rdmaOnly: false, ...overlay },
  { cidr: "192.0.2.0/24", reason: "AKS reserves it", rdmaOnly: false, ...overlay },
  { cidr: "224.0.0.0/4", reason: "multicast addresses, which Azure refuses", rdmaOnly: false, ...networkFaq },
  {
    cidr: "255.255.255.255/32",
    reason: "the broadcast address, which Azure refuses",
    rdmaOnly: false,
    ...networkFaq,
  },
];
