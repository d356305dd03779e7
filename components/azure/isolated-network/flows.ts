import type { AddressPlan } from "../../../lib/planning/addresses.ts";
import { type End, type Flow, outside, type SubnetRole } from "./flow.ts";
import { lustreFlows } from "./lustre-flows.ts";

/** What decides which connections there are. */
export interface Reach {
  readonly addresses: AddressPlan;
  readonly location: string;
  /** Networks that may reach the API server and the private endpoints. */
  readonly allowedNetworks: readonly string[];
  /** Whether nodes are led to a firewall. */
  readonly egress: boolean;
  /** Whether the runner is led to a firewall of its own. @default false */
  readonly runnerEgress?: boolean;
}

const HTTPS = ["443"];

/** https://learn.microsoft.com/azure/aks/api-server-vnet-integration#nsg-security-rules (2026-04): API and tunnel. */
const API_SERVER_PORTS = ["443", "4443"];

/** The same page: the API server's load balancer looks whether it lives. */
const API_SERVER_PROBE = ["9988"];

/**
 * Every connection of a cluster. What is not listed is denied.
 *
 * Three things are missing, because they never meet a security group: Kubernetes services, which Cilium replaces by a pod
 * before a packet leaves its node; name resolution, metadata and DHCP, which Azure serves on the host; and InfiniBand.
 */
export function flowsOf(reach: Reach): readonly Flow[] {
  const { addresses } = reach;
  const { lustre } = addresses.subnets;
  const place = (...roles: SubnetRole[]): End => placeIn(addresses, roles);
  return [
    ...clusterFlows(reach, place),
    ...accessFlows(reach.allowedNetworks, place),
    // The runner is a client too: the one machine whose root Lustre accepts.
    ...(lustre === undefined ? [] : lustreFlows(place("lustre"), place("nodes", "runner"), reach.location)),
    ...(reach.egress ? [egressFlow(place)] : []),
    ...(reach.runnerEgress === true ? [runnerEgressFlow(place)] : []),
  ];
}

type Place = (...roles: SubnetRole[]) => End;

/** Nodes, pods and the API server. */
function clusterFlows({ addresses }: Reach, place: Place): Flow[] {
  const nodes = place("nodes", "system");
  // The overlay does not wrap packets: between nodes and pods, security groups see the addresses of pods. To everything
  // else pods come with their node's. https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay (2026-07).
  const cluster = { ...nodes, prefixes: [...nodes.prefixes, addresses.podCidr] };
  const apiServer = place("apiServer");
  const endpoints = place("privateEndpoints");
  return [
    { name: "cluster", from: cluster, to: cluster, protocol: "*" },
    // Of the internal load balancers that Kubernetes services may ask for.
    { name: "probes-to-cluster", from: outside("AzureLoadBalancer"), to: cluster, protocol: "Tcp" },
    { name: "nodes-to-api-server", from: nodes, to: apiServer, protocol: "Tcp", ports: API_SERVER_PORTS },
    {
      name: "probes-to-api-server",
      from: outside("AzureLoadBalancer"),
      to: apiServer,
      protocol: "Tcp",
      ports: API_SERVER_PROBE,
    },
    // Kubelets, and webhooks on whatever port their pods have.
    { name: "api-server-to-cluster", from: apiServer, to: cluster, protocol: "Tcp" },
    { name: "nodes-to-endpoints", from: nodes, to: endpoints, protocol: "Tcp", ports: HTTPS },
    // The vault of the key that encrypts etcd.
    { name: "api-server-to-endpoints", from: apiServer, to: endpoints, protocol: "Tcp", ports: HTTPS },
  ];
}

/** Who works with the cluster from outside of it. */
function accessFlows(allowedNetworks: readonly string[], place: Place): Flow[] {
  const visitors = [
    { name: "runner", from: place("runner") },
    ...(allowedNetworks.length === 0
      ? []
      : [{ name: "allowed-networks", from: outside(...allowedNetworks) }]),
  ];
  return visitors.flatMap(({ name, from }): Flow[] => [
    { name: `${name}-to-api-server`, from, to: place("apiServer"), protocol: "Tcp", ports: HTTPS },
    { name: `${name}-to-endpoints`, from, to: place("privateEndpoints"), protocol: "Tcp", ports: HTTPS },
  ]);
}

/** The route table leads it to the firewall, which decides by host name. */
function egressFlow(place: Place): Flow {
  return {
    name: "nodes-to-firewall",
    from: place("nodes", "system"),
    to: outside("Internet"),
    protocol: "Tcp",
    ports: HTTPS,
  };
}

/** Over HTTP the firewall lets through package archives only, which sign what they serve. */
function runnerEgressFlow(place: Place): Flow {
  return {
    name: "runner-to-firewall",
    from: place("runner"),
    to: outside("Internet"),
    protocol: "Tcp",
    ports: ["80", ...HTTPS],
  };
}

function placeIn({ subnets }: AddressPlan, roles: readonly SubnetRole[]): End {
  return { subnets: roles, prefixes: roles.flatMap((role) => subnets[role]?.cidr ?? []) };
}
