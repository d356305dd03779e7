import { limits } from "../../catalog/azure/limits.ts";
import { grouped } from "./numbers.ts";
import { type Problem, refuse } from "./problem.ts";

/** Nodes that InfiniBand joins: one scale set, hence one node pool. No job spans two islands. */
export interface Island {
  /** 0, 1, 2, …: with the tenant, the island's identity. */
  readonly index: number;
  readonly nodes: number;
  /** The one tenant whose jobs run there. @default - no tenant's own */
  readonly tenant?: string;
}

/** A tenant with islands of its own: a scale set is what keeps the InfiniBand of others out. */
export interface Tenant {
  readonly name: string;
  /** GPU nodes of its own, at least 1. */
  readonly nodes: number;
}

/** How many nodes, and how many of them one island may hold. */
export interface IslandRequest {
  /** GPU nodes that are no tenant's own, at least 1. */
  readonly nodes: number;
  /** Tenants with nodes of their own. @default [] */
  readonly tenants?: readonly Tenant[];
  /** Most nodes of one island: more than 100, up to 300, only where Microsoft has agreed. @default 100 */
  readonly islandLimit?: number;
  /** Nodes of the cluster that are in no island: they count for the limits of a cluster. @default 0 */
  readonly systemNodes?: number;
}

const { islandNodes, islandNodesAgreed, clusterNodes, poolsPerCluster, scaleOutFrom, scaleOutStep } = limits;

/**
 * Divides nodes into as few islands as the limit allows, of sizes that differ by at most one, larger ones first; then the
 * nodes of each tenant in the same way, so that a tenant more or less moves nobody else's nodes.
 *
 * An island is known by its tenant and index. As long as the number of islands stays, growing `nodes` adds nodes to them and moves
 * nothing. One island more takes its nodes from the others: they shrink by the difference, which Azure does by deleting
 * nodes, so drain them first.
 *
 * @param path where the request stands in the user's input; stands before each problem's property.
 * @throws InvalidInput with everything that is wrong.
 */
export function planIslands(request: IslandRequest, path = ""): Island[] {
  const { nodes, tenants = [], islandLimit = islandNodes.value } = request;
  refuse(
    "InfiniBand islands",
    islandProblems(request, (property) => (path === "" ? property : `${path}.${property}`)),
  );
  return [
    ...divided(nodes, islandLimit),
    ...tenants.flatMap((tenant) =>
      divided(tenant.nodes, islandLimit).map((island) => ({ ...island, tenant: tenant.name })),
    ),
  ];
}

function divided(nodes: number, islandLimit: number): Island[] {
  const count = Math.ceil(nodes / islandLimit);
  const least = Math.floor(nodes / count);
  return Array.from({ length: count }, (_, index) => ({
    index,
    nodes: index < nodes % count ? least + 1 : least,
  }));
}

/**
 * Numbers of nodes through which a cluster grows. AKS wants clusters above 1,000 nodes to grow by 500 to 700 at a time,
 * with minutes between: https://learn.microsoft.com/azure/aks/best-practices-performance-scale-large (2026-08).
 *
 * @param from nodes of now.
 * @param to nodes that are wanted.
 * @returns the numbers after `from` in order, the last of them `to`; empty where nothing grows.
 */
export function scaleOutSteps(from: number, to: number): number[] {
  if (to <= from) return [];
  if (to <= scaleOutFrom.value) return [to];
  const start = Math.max(from, scaleOutFrom.value);
  const count = Math.ceil((to - start) / scaleOutStep.value);
  const steps = Array.from(
    { length: count },
    (_, index) => start + Math.ceil(((to - start) * (index + 1)) / count),
  );
  return from < start ? [start, ...steps] : steps;
}

function islandProblems(request: IslandRequest, at: (property: string) => string): Problem[] {
  const limit = limitProblem(request, at("islandLimit"));
  const nodes = nodesProblem(request, at("nodes"));
  const tenants = (request.tenants ?? []).map(({ nodes }, index) =>
    nodesProblem({ ...request, nodes }, at(`tenants[${index}].nodes`)),
  );
  const found = [limit, nodes, ...tenants].filter((problem) => problem !== undefined);
  return found.length > 0
    ? found
    : [...sumProblems(request, at("tenants")), ...poolProblems(request, at("islandLimit"))];
}

/** Each number fits a cluster by itself: together they must, too. */
function sumProblems({ nodes, tenants = [], systemNodes = 0 }: IslandRequest, path: string): Problem[] {
  const own = tenants.reduce((sum, tenant) => sum + tenant.nodes, 0);
  const most = clusterNodes.value - systemNodes;
  if (nodes + own <= most) return [];
  const message = `${grouped(own)} nodes of tenants and ${grouped(nodes)} others are more than the ${grouped(most)} that an AKS cluster has room for beside its system nodes`;
  return [
    {
      path,
      value: own,
      message,
      fix: `keep ${grouped(most - nodes)} nodes or fewer, or make several clusters`,
    },
  ];
}

function limitProblem(
  { nodes, islandLimit = islandNodes.value }: IslandRequest,
  path: string,
): Problem | undefined {
  const most = islandNodesAgreed.value;
  if (Number.isSafeInteger(islandLimit) && islandLimit >= 1 && islandLimit <= most) return undefined;
  const message = `an InfiniBand island is one scale set: ${islandNodes.value} nodes, or up to ${most} where Microsoft has agreed`;
  const several =
    Number.isSafeInteger(nodes) && nodes > most
      ? `; ${grouped(nodes)} nodes are several islands, and each job stays in one`
      : "";
  return {
    path,
    value: islandLimit,
    message: message + several,
    fix: `write ${islandNodes.value}, or ${most} with Microsoft's agreement`,
  };
}

function nodesProblem({ nodes, systemNodes = 0 }: IslandRequest, path: string): Problem | undefined {
  const most = clusterNodes.value - systemNodes;
  if (Number.isSafeInteger(nodes) && nodes >= 1 && nodes <= most) return undefined;
  const others = systemNodes === 0 ? "" : ` and ${systemNodes} of them are system nodes`;
  const message = `must be a whole number from 1 to ${grouped(most)}: an AKS cluster has at most ${grouped(clusterNodes.value)} nodes${others && `,${others}`}`;
  const fix =
    nodes > most ? `write ${most}, or make several clusters` : `write ${Math.max(1, Math.round(nodes) || 1)}`;
  return { path, value: nodes, message, fix };
}

/** One pool of a cluster is its system pool. */
function poolProblems(
  { nodes, tenants = [], islandLimit = islandNodes.value }: IslandRequest,
  path: string,
): Problem[] {
  const most = poolsPerCluster.value - 1;
  const parts = [nodes, ...tenants.map((tenant) => tenant.nodes)];
  const poolsAt = (limit: number): number => parts.reduce((sum, part) => sum + Math.ceil(part / limit), 0);
  const count = poolsAt(islandLimit);
  if (count <= most) return [];
  const all = parts.reduce((sum, part) => sum + part, 0);
  const message = `${grouped(all)} nodes in islands of ${islandLimit} are ${grouped(count)} node pools, and a cluster has room for ${most} beside its system pool`;
  const enough = range(islandLimit + 1, islandNodesAgreed.value).find((limit) => poolsAt(limit) <= most);
  const fix =
    enough === undefined ? "have fewer tenants, or make several clusters" : `write ${enough} or more`;
  return [{ path, value: islandLimit, message, fix }];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
