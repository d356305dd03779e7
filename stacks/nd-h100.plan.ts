import { lustreSkuOf } from "../catalog/azure/managed-lustre.ts";
import { vmSizeOf } from "../catalog/azure/vm-sizes.ts";
import {
  type DeploymentRunnerSettings,
  packageArchives,
  resolveDeploymentRunnerArgs,
  runnerHosts,
} from "../components/azure/deployment-runner/index.ts";
import {
  type EgressFirewallSettings,
  resolveEgressFirewallArgs,
} from "../components/azure/egress-firewall/index.ts";
import { type GpuNodePoolSettings, resolveGpuNodePoolArgs } from "../components/azure/gpu-node-pool/index.ts";
import {
  type LustreScratchSettings,
  resolveLustreScratchArgs,
} from "../components/azure/lustre-scratch/index.ts";
import {
  resolveMaintenance,
  resolveTrainingClusterArgs,
  type TrainingClusterSettings,
} from "../components/azure/training-cluster/index.ts";
import { type AddressPlan, planAddresses } from "../lib/planning/addresses.ts";
import { type Island, type IslandRequest, planIslands } from "../lib/planning/islands.ts";
import { gather, type Problem, refuse } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";
import { planBudgets, type WatchedBudget } from "./nd-h100.budgets.ts";
import {
  allowedInsideProblems,
  crossProblems,
  gpuNodesOf,
  NO_TENANT,
  SYSTEM_NODES,
} from "./nd-h100.cross.ts";
import { type Names, namesOf } from "./nd-h100.names.ts";
import { gatherFromComponent } from "./nd-h100.paths.ts";
import type { Settings } from "./settings.ts";

/** Everything that decides the structure of an ND H100 stack, with every default filled in. */
export interface NdH100Plan {
  readonly names: Names;
  readonly addresses: AddressPlan;
  readonly scratch: LustreScratchSettings;
  readonly cluster: TrainingClusterSettings;
  /** Profile `connected` only. */
  readonly firewall?: EgressFirewallSettings;
  /** Where the environment has a runner: the machine, and the way out that it alone has. */
  readonly runner?: { readonly machine: DeploymentRunnerSettings; readonly firewall: EgressFirewallSettings };
  /** Those that Azure watches too. */
  readonly budgets: readonly WatchedBudget[];
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
  const problems = crossProblems(settings);
  const names = gather(problems, () => namesOf(settings));
  const islands = gather(problems, () => planIslands(islandRequest(environment), ENVIRONMENT_PATH));
  const addresses = gather(problems, () =>
    planAddresses(addressRequest(environment), addressPaths(environment)),
  );
  if (addresses !== undefined) problems.push(...allowedInsideProblems(environment, addresses));
  const pools = (islands ?? []).map((island, _, all) => poolOf(environment, island, all));
  problems.push(...poolProblems(environment, pools));

  // Where names or addresses were refused, some that work stand for them, so that the rest is checked all the same.
  const somewhere =
    addresses ?? planAddresses({ plannedMaxNodes: 1, rdma: true, firewall: true, runnerFirewall: true });
  const cluster = clusterOf(settings, names?.cluster ?? "cluster", somewhere);
  const scratch = scratchOf(settings, somewhere);
  const firewall = firewallOf(settings, somewhere);
  gatherFromComponent(problems, environment, () => resolveTrainingClusterArgs(cluster, ENVIRONMENT_PATH));
  gatherFromComponent(problems, environment, () => resolveLustreScratchArgs(scratch, at("scratch")));
  if (firewall !== undefined) {
    gatherFromComponent(problems, environment, () => resolveEgressFirewallArgs(firewall, ENVIRONMENT_PATH));
  }
  const runner = runnerOf(settings, somewhere);
  if (runner !== undefined) {
    gatherFromComponent(problems, environment, () =>
      resolveDeploymentRunnerArgs(runner.machine, at("runner")),
    );
    gatherFromComponent(problems, environment, () =>
      resolveEgressFirewallArgs(runner.firewall, at("runner")),
    );
  }
  const budgets = planBudgets(settings, problems);
  refuse("nd-h100", problems.filter(isFirst));
  if (names === undefined || addresses === undefined) throw new Error("a part was refused without a problem");
  return {
    names,
    addresses,
    scratch,
    cluster,
    pools,
    budgets,
    ...(firewall !== undefined && { firewall }),
    ...(runner !== undefined && { runner }),
  };
}

/** Whether nothing before says the same of the same place. */
function isFirst({ path, message }: Problem, index: number, all: readonly Problem[]): boolean {
  return all.findIndex((other) => other.path === path && other.message === message) === index;
}

function islandRequest({ nodes, tenants, islandLimit, systemPool }: Environment): IslandRequest {
  return { nodes, tenants, islandLimit, systemNodes: systemPool.nodes ?? SYSTEM_NODES };
}

/** The pools differ in their number of nodes only, which the islands have settled: the largest stands for all. */
function poolProblems(environment: Environment, pools: readonly GpuNodePoolSettings[]): Problem[] {
  const problems: Problem[] = [];
  for (const pool of pools.slice(0, 1)) {
    gatherFromComponent(problems, environment, () => resolveGpuNodePoolArgs(pool, at("gpuPool")));
  }
  const fewest = Math.min(...pools.map(({ nodes, autoscaling }) => autoscaling?.maxCount ?? nodes));
  const { maxUnavailable = "0" } = environment.gpuPool;
  if (/^\d+$/.test(maxUnavailable) && Number(maxUnavailable) > fewest) {
    const message = `more than the ${fewest} node${fewest === 1 ? "" : "s"} of a pool`;
    const path = at("gpuPool.maxUnavailable");
    problems.push({ path, value: maxUnavailable, message, fix: `write "${fewest}" or less` });
  }
  return problems;
}

function addressRequest(environment: Environment): Parameters<typeof planAddresses>[0] {
  const { plannedMaxNodes, network, scratch, isolation, gpuPool } = environment;
  const { peerings, ...ranges } = network;
  return {
    ...ranges,
    plannedMaxNodes,
    nodes: gpuNodesOf(environment),
    rdma: vmSizeOf(gpuPool.vmSize)?.infiniband !== undefined,
    surgeNodes: Math.max(1, gpuPool.spareNodes ?? 0),
    peeredCidrs: peerings.flatMap(({ cidrs }) => cidrs),
    lustreTiB: capacityOf(scratch),
    firewall: isolation === "connected",
    runnerFirewall: environment.runner !== undefined,
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

function clusterOf(settings: Settings, clusterName: string, addresses: AddressPlan): TrainingClusterSettings {
  const { environment, location } = settings;
  const { version, ...upgrades } = environment.kubernetes;
  return {
    ...upgrades,
    ...(version !== undefined && { kubernetesVersion: version }),
    clusterName,
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

/** The size that is given, or the smallest of the class. */
function capacityOf({ sku, capacityTiB }: Environment["scratch"]): number {
  const row = lustreSkuOf(`AMLFS-Durable-Premium-${sku}`);
  if (row === undefined) throw new Error(`the catalogue has no throughput class ${sku}`);
  return capacityTiB ?? row.minTiB;
}

/** The scratch file system, which is maintained when the cluster is, and on which the runners' root is root. */
function scratchOf({ environment, stack }: Settings, { subnets }: AddressPlan): LustreScratchSettings {
  const { dayOfWeek, startHourUtc } = resolveMaintenance(environment.maintenance);
  return {
    ...environment.scratch,
    capacityTiB: capacityOf(environment.scratch),
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

function runnerOf({ environment, stack }: Settings, addresses: AddressPlan): NdH100Plan["runner"] {
  if (environment.runner === undefined) return undefined;
  const { allowedFqdns, ...machine } = environment.runner;
  return {
    machine: { ...machine, runnerName: `${stack}-runner`, zone: environment.zone },
    firewall: {
      addresses,
      firewallName: `${stack}-runner-egress`,
      serves: "runner",
      allowedFqdns: [...runnerHosts, ...allowedFqdns],
      packageArchives,
    },
  };
}

/**
 * The pool of one island. Its name tells its tenant and place, so that pools keep their identity while the cluster grows.
 * The autoscaler has the islands of no tenant: a tenant's nodes are there for it.
 */
function poolOf(
  { gpuPool, islandLimit, zone, tenants }: Environment,
  { index, nodes, tenant }: Island,
  all: readonly Island[],
): GpuNodePoolSettings {
  const { autoscaleFrom, ...pool } = gpuPool;
  const shared = all.filter((island) => island.tenant === undefined).length;
  const share =
    autoscaleFrom === undefined || tenant !== undefined ? undefined : shareOf(autoscaleFrom, index, shared);
  return {
    ...pool,
    agentPoolName: `${tenant ?? "island"}${String(index + 1).padStart(2, "0")}`,
    ...(tenants.length > 0 && { tenant: tenant ?? NO_TENANT }),
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
