import { vmSizeOf } from "../catalog/azure/vm-sizes.ts";
import { type GpuNodePoolSettings, resolveGpuNodePoolArgs } from "../components/azure/gpu-node-pool/index.ts";
import { resolveTrainingClusterArgs, type TrainingClusterSettings } from "../components/azure/training-cluster/index.ts";
import { type AddressPlan, planAddresses } from "../lib/planning/addresses.ts";
import { type Island, planIslands } from "../lib/planning/islands.ts";
import { type LustrePlan, planLustre } from "../lib/planning/lustre.ts";
import { gather, type Problem, refuse } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";
import { type Names, namesOf } from "./nd-h100.names.ts";
import type { Settings } from "./settings.ts";

/** Everything that decides the structure of an ND H100 stack, with every default filled in. */
export interface NdH100Plan {
  readonly names: Names;
  readonly addresses: AddressPlan;
  readonly lustre: LustrePlan;
  readonly cluster: TrainingClusterSettings;
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
  const problems = crossProblems(environment);
  const names = gather(problems, () => namesOf(settings));
  const islands = gather(problems, () => planIslands({ ...environment, systemNodes: environment.systemPool.nodes ?? 3 }, ENVIRONMENT_PATH));
  const lustre = gather(problems, () => planLustre(environment.scratch, at("scratch")));
  const addresses = gather(problems, () => planAddresses(addressRequest(environment), addressPaths(environment)));
  const pools = islands?.map((island) => poolOf(environment, island, islands));
  for (const pool of pools?.slice(0, 1) ?? []) gather(problems, () => resolveGpuNodePoolArgs(pool, at("gpuPool")));
  const cluster = names && addresses && clusterOf(settings, names, addresses);
  if (cluster !== undefined) gather(problems, () => resolveTrainingClusterArgs(cluster, at("kubernetes")));
  refuse("nd-h100", problems);
  if (!names || !addresses || !lustre || !cluster || !pools) throw new Error("a plan that was refused without a problem");
  return { names, addresses, lustre, cluster, pools };
}

/** What only several properties together can get wrong. */
function crossProblems({ nodes, gpuPool, isolation, allowedFqdns }: Environment): Problem[] {
  const problems: Problem[] = [];
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
    tags: environment.tags,
  };
}

/** The pool of one island. Its name tells its place, so that pools keep their identity while the cluster grows. */
function poolOf({ gpuPool, islandLimit, zone, tags }: Environment, { index, nodes }: Island, islands: readonly Island[]): GpuNodePoolSettings {
  const { autoscaleFrom, ...pool } = gpuPool;
  const share = autoscaleFrom === undefined ? undefined : shareOf(autoscaleFrom, index, islands.length);
  return {
    ...pool,
    agentPoolName: `island${String(index + 1).padStart(2, "0")}`,
    nodes: share === undefined ? nodes : Math.max(share, 1),
    zone,
    islandLimit,
    tags,
    ...(share !== undefined && { autoscaling: { minCount: share, maxCount: nodes } }),
  };
}

/** Divides a number over islands as evenly as their nodes are. */
function shareOf(total: number, index: number, islands: number): number {
  return Math.floor(total / islands) + (index < total % islands ? 1 : 0);
}
