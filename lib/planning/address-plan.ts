/** What an address plan is made from. Nothing else moves it: a cluster that grows up to `plannedMaxNodes` keeps its plan. */
export interface AddressRequest {
  /** GPU nodes that the network must ever hold: subnets cannot grow while something is in them. */
  readonly plannedMaxNodes: number;
  /** Whether nodes have InfiniBand, whose network takes 172.16.0.0/16. */
  readonly rdma: boolean;
  /** GPU nodes of today, only compared with `plannedMaxNodes`. @default - not compared */
  readonly nodes?: number | undefined;
  /** GPU nodes that upgrades may add at a time; for a plan that stays, reckoned from `plannedMaxNodes`. @default 1 */
  readonly surgeNodes?: number | undefined;
  /** Range of the virtual network. @default - the first free range of 10.0.0.0/8 that is large enough */
  readonly vnet?: string | undefined;
  /** Range of pods in the overlay: a /24 for each node. @default - a free range that is large enough */
  readonly podCidr?: string | undefined;
  /** Range of Kubernetes services, smaller than a /12. @default - a free /20 */
  readonly serviceCidr?: string | undefined;
  /** Address of the cluster's DNS in `serviceCidr`. @default - the tenth address of it */
  readonly dnsServiceIp?: string | undefined;
  /** Ranges of networks that are peered: they must stay free. @default [] */
  readonly peeredCidrs?: readonly string[] | undefined;
  /** Capacity of the Managed Lustre file system, which has a subnet of its own. @default - none, no such subnet */
  readonly lustreTiB?: number | undefined;
  /** Whether there is a hub network with a firewall. @default false */
  readonly firewall?: boolean | undefined;
  /** Whether the runner has a hub network with a firewall of its own. @default false */
  readonly runnerFirewall?: boolean | undefined;
}

/** Where the fields of an {@link AddressRequest} stand in the user's input, for problems. */
export type AddressPaths = {
  readonly [Field in Exclude<
    keyof AddressRequest,
    "rdma" | "firewall" | "runnerFirewall"
  >]?: Field extends "peeredCidrs" ? readonly string[] : string;
};

/** Where a field stands in the user's input. */
export function pathOf(paths: AddressPaths, field: Exclude<keyof AddressPaths, "peeredCidrs">): string {
  return paths[field] ?? field;
}

/** A subnet, and why it is that large. */
export interface SubnetPlan {
  readonly cidr: string;
  /** Addresses that it must hold, those that Azure reserves included. */
  readonly needed: number;
  /** How `needed` came about, for example `512 nodes + 1 surge + 5 reserved = 518`. */
  readonly sum: string;
}

/** Subnets that lie in hub networks, not in the cluster's own. */
export type HubSubnet = "firewall" | "runnerFirewall";

/** Every range of a cluster. No two overlap, and none touches what Azure or AKS reserves. */
export interface AddressPlan {
  readonly vnet: string;
  readonly subnets: {
    /** GPU nodes. */
    readonly nodes: SubnetPlan;
    /** Nodes of the cluster's own pods. */
    readonly system: SubnetPlan;
    /** The API server's, delegated to AKS. */
    readonly apiServer: SubnetPlan;
    readonly privateEndpoints: SubnetPlan;
    /** Machines inside the network that deploy to it. */
    readonly runner: SubnetPlan;
    readonly lustre?: SubnetPlan;
    /** `AzureFirewallSubnet`, which lies in `hubVnet`. */
    readonly firewall?: SubnetPlan;
    /** `AzureFirewallSubnet` of the runner's firewall, which lies in `runnerHubVnet`. */
    readonly runnerFirewall?: SubnetPlan;
  };
  readonly podCidr: string;
  /** How the size of `podCidr` came about. */
  readonly podSum: string;
  readonly serviceCidr: string;
  readonly dnsServiceIp: string;
  /** Network of the firewall. */
  readonly hubVnet?: string;
  /** Network of the runner's firewall. */
  readonly runnerHubVnet?: string;
}
