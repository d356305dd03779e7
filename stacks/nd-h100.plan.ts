import { vmSizeOf } from "../catalog/azure/vm-sizes.ts";
import {
  type EgressFirewallSettings,
  resolveEgressFirewallArgs,
} from "../components/azure/egress-firewall/index.ts";
import { type GpuNodePoolSettings, resolveGpuNodePoolArgs } from "../components/azure/gpu-node-pool/index.ts";
import { allowedNetworkProblems } from "../components/azure/isolated-network/index.ts";
import {
  type LustreScratchSettings,
  resolveLustreScratchArgs,
} from "../components/azure/lustre-scratch/index.ts";
import { tagProblems } from "../components/azure/metadata.ts";
import {
  resolveMaintenance,
  resolveTrainingClusterArgs,
  type TrainingClusterSettings,
} from "../components/azure/training-cluster/index.ts";
import { type AddressPlan, planAddresses } from "../lib/planning/addresses.ts";
import { type Island, planIslands } from "../lib/planning/islands.ts";
import { gather, InvalidInput, type Problem, refuse } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";
import { type Names, namesOf } from "./nd-h100.names.ts";
import type { Settings } from "./settings.ts";

/** Everything that decides the structure of an ND H100 stack, with every default filled in. */
export interface NdH100Plan {
  readonly names: Names;
  readonly addresses: AddressPlan;
  readonly scratch: LustreScratchSettings;
  readonly cluster: TrainingClusterSettings;
  /** Profile `connected` only. */
  readonly firewall?: EgressFirewallSettings;
  /** One for each InfiniBand island. */
  readonly pools: readonly GpuNodePoolSettings[];
}

const at = (property: string): string => `${ENVIRONMENT_PATH}.${property}`;

/**
 * Works out an ND H100 stack before anything is registered.
 *
 * @throws InvalidInput with the problems of every part in one list.
 */
export function planNdH100(settings: Settings): NdH100Plan {
  const { environment } = settings;
  const problems = [...stackNameProblems(settings.stack), ...crossProblems(environment)];
  const names = gather(problems, () => namesOf(settings));
  const islands = gather(problems, () => planIslands(environment, ENVIRONMENT_PATH));
  const addresses = gather(problems, () =>
    planAddresses(addressRequest(environment), addressPaths(environment)),
  );
  const pools = (islands ?? []).map((island, _, all) => poolOf(environment, island, all.length));
  // The pools differ in their number of nodes only, which the islands have settled.
  for (const pool of pools.slice(0, 1)) gather(problems, () => resolveGpuNodePoolArgs(pool, at("gpuPool")));
  if (names === undefined || addresses === undefined) throw new InvalidInput("nd-h100", problems);

  const cluster = clusterOf(settings, names, addresses);
  const scratch = scratchOf(settings, addresses);
  gather(problems, () => resolveTrainingClusterArgs(cluster, at("kubernetes")));
  gather(problems, () => resolveLustreScratchArgs(scratch, at("scratch")));
  const firewall = firewallOf(settings, addresses);
  if (firewall !== undefined) gather(problems, () => resolveEgressFirewallArgs(firewall, ENVIRONMENT_PATH));
  refuse("nd-h100", problems);
  return { names, addresses, scratch, cluster, pools, ...(firewall !== undefined && { firewall }) };
}

/** Names of resource groups, workspaces and more begin with the stack's; the tightest of them has 44 characters. */
function stackNameProblems(stack: string): Problem[] {
  if (/^[a-z](?:[a-z0-9]|-(?!-)){1,34}[a-z0-9]$/.test(stack)) return [];
  const message =
    "must be 3 to 36 lower-case letters, digits and single hyphens, the first a letter, the last no hyphen: Azure names begin with it";
  return [{ path: "<stack>", value: stack, message, fix: "name the stack for example nd-h100-dev" }];
}

/** What only several properties together can get wrong. */
function crossProblems({
  nodes,
  gpuPool,
  isolation,
  allowedFqdns,
  allowedNetworks,
  tags,
}: Environment): Problem[] {
  const problems = [
    ...tagProblems(tags, at("tags")),
    ...allowedNetworks.flatMap((cidr, index) =>
      allowedNetworkProblems(cidr, at(`allowedNetworks[${index}]`)),
    ),
  ];
  const { autoscaleFrom } = gpuPool;
  if (autoscaleFrom !== undefined && autoscaleFrom > nodes) {
    problems.push({
      path: at("gpuPool.autoscaleFrom"),
      value: autoscaleFrom,
      message: `must be at most nodes (${nodes}), the upper bound of the autoscaler`,
      fix: `write ${nodes}`,
    });
  }
  if (isolation === "isolated" && allowedFqdns.length > 0) {
    problems.push({
      path: at("allowedFqdns"),
      value: allowedFqdns,
      message: "in profile isolated no route leads out, so no name can be allowed",
      fix: "remove it, or write isolation: connected",
    });
  }
  return problems;
}

function addressRequest(environment: Environment): Parameters<typeof planAddresses>[0] {
  const { plannedMaxNodes, nodes, network, scratch, isolation, gpuPool } = environment;
  const { peerings, ...ranges } = network;
  return {
    ...ranges,
    plannedMaxNodes,
    nodes,
    rdma: vmSizeOf(gpuPool.vmSize)?.infiniband !== undefined,
    surgeNodes: Math.max(1, gpuPool.spareNodes ?? 0),
    peeredCidrs: peerings.flatMap(({ cidrs }) => cidrs),
    lustreTiB: scratch.capacityTiB,
    firewall: isolation === "connected",
  };
}

function addressPaths({ network }: Environment): Parameters<typeof planAddresses>[1] {
  return {
    plannedMaxNodes: at("plannedMaxNodes"),
    nodes: at("nodes"),
    surgeNodes: at("gpuPool.spareNodes"),
    vnet: at("network.vnet"),
    podCidr: at("network.podCidr"),
    serviceCidr: at("network.serviceCidr"),
    dnsServiceIp: at("network.dnsServiceIp"),
    peeredCidrs: network.peerings.flatMap(({ cidrs }, peering) =>
      cidrs.map((_, cidr) => at(`network.peerings[${peering}].cidrs[${cidr}]`)),
    ),
    lustreTiB: at("scratch.capacityTiB"),
  };
}

function clusterOf(settings: Settings, names: Names, addresses: AddressPlan): TrainingClusterSettings {
  const { environment, location } = settings;
  const { version, ...upgrades } = environment.kubernetes;
  return {
    ...upgrades,
    ...(version !== undefined && { kubernetesVersion: version }),
    clusterName: names.cluster,
    location,
    isolation: environment.isolation,
    adminGroups: environment.adminGroups,
    podCidr: addresses.podCidr,
    serviceCidr: addresses.serviceCidr,
    dnsServiceIp: addresses.dnsServiceIp,
    maintenance: environment.maintenance,
    systemPool: environment.systemPool,
  };
}

/** The scratch file system, which is maintained when the cluster is, and on which the runners' root is root. */
function scratchOf({ environment, stack }: Settings, { subnets }: AddressPlan): LustreScratchSettings {
  const { dayOfWeek, startHourUtc } = resolveMaintenance(environment.maintenance);
  return {
    ...environment.scratch,
    fileSystemName: `${stack}-scratch`,
    zone: environment.zone,
    maintenance: { dayOfWeek, timeOfDayUtc: `${String(startHourUtc).padStart(2, "0")}:00` },
    rootSquash: { adminNetworks: [subnets.runner.cidr] },
    protect: environment.stage === "production",
  };
}

function firewallOf(
  { environment, stack }: Settings,
  addresses: AddressPlan,
): EgressFirewallSettings | undefined {
  if (environment.isolation === "isolated") return undefined;
  return { addresses, firewallName: `${stack}-egress`, allowedFqdns: environment.allowedFqdns };
}

/** The pool of one island. Its name tells its place, so that pools keep their identity while the cluster grows. */
function poolOf(
  { gpuPool, islandLimit, zone }: Environment,
  { index, nodes }: Island,
  islands: number,
): GpuNodePoolSettings {
  const { autoscaleFrom, ...pool } = gpuPool;
  const share = autoscaleFrom === undefined ? undefined : shareOf(autoscaleFrom, index, islands);
  return {
    ...pool,
    agentPoolName: `island${String(index + 1).padStart(2, "0")}`,
    nodes: share === undefined ? nodes : Math.min(Math.max(share, 1), nodes),
    zone,
    islandLimit,
    ...(share !== undefined && { autoscaling: { minCount: Math.min(share, nodes), maxCount: nodes } }),
  };
}

/** Divides a number over islands as evenly as their nodes are. */
function shareOf(total: number, index: number, islands: number): number {
  return Math.floor(total / islands) + (index < total % islands ? 1 : 0);
}
