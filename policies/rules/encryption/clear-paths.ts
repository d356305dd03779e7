import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { acceptancesOf } from "../../acceptances.ts";
import { decided, notEvaluated, opaque } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { declaredOf, named } from "../../links.ts";
import { nodePools, type Part } from "../../parts.ts";
import {
  AGENT_POOL,
  ENVIRONMENT,
  LUSTRE_FILE_SYSTEM,
  MANAGED_CLUSTER,
  unversioned,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Paths that Azure or the hardware does not encrypt, as `acceptedPaths` names them, and what travels there. */
const CLEAR = {
  infiniband: "RDMA between nodes is in the clear: nothing encrypts InfiniBand",
  nvlink: "what GPUs of one node exchange is in the clear: nothing encrypts NVLink",
  podTraffic: "TCP between pods of different nodes is in the clear, unless applications bring TLS",
  lustreInTransit: "Azure does not say that it encrypts the way to Managed Lustre",
} as const;

type ClearPath = keyof typeof CLEAR;

/** A path in the clear, or why it is not known whether there is one. */
type Sight =
  | { readonly path: ClearPath; readonly by: Resource }
  | { readonly at: string; readonly reason: string };

const PODS_ENCRYPTED = "networkProfile.advancedNetworking.security.transitEncryption.type";
const MUST = "must be accepted by somebody, until a day";

/** What nobody can encrypt somebody must answer for. Whether that day is over is judged with the waivers. */
export const clearPaths: Rule = {
  id: "E14",
  name: "clear-paths-accepted",
  title: "Somebody has accepted each path on which data travels in the clear.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["RA-3", "SC-8"], nist800223: ["computing"] },
  remediation:
    "Name the path in acceptedPaths of the environment's file, with acceptedBy, until and reason, or encrypt in the application.",
  evidence: "https://csrc.nist.gov/pubs/sp/800/223/final",
  scope: "graph",
  types: [ENVIRONMENT, MANAGED_CLUSTER, AGENT_POOL, LUSTRE_FILE_SYSTEM],
  check: (resource, graph) =>
    resource.type === ENVIRONMENT ? judgeEnvironment(graph) : judgeUnseen(resource, graph),
};

/** One answer for each path of the stack: the acceptance is the environment's. */
function judgeEnvironment(graph: Graph): Answer[] {
  const { acceptedPaths } = acceptancesOf(graph, []);
  return [...clearPathsOf(graph)].map(([path, sights]) => {
    const having = sights.length === 1 ? "has it" : `and ${sights.length - 1} more have it`;
    const accepted = acceptedPaths.find((candidate) => candidate.path === path);
    const found = accepted
      ? `is accepted by ${accepted.acceptedBy} until ${accepted.until}`
      : `is not accepted, and ${sights.slice(0, 1).map(({ by }) => named(by))} ${having}: ${CLEAR[path]}`;
    return decided(accepted !== undefined, `acceptedPaths.${path}`, found, MUST);
  });
}

type Sightings = ReadonlyMap<ClearPath, readonly { readonly by: Resource }[]>;

const sightings = new WeakMap<Graph, Sightings>();

/** The paths in the clear of a stack, with what has them. */
function clearPathsOf(graph: Graph): Sightings {
  const known = sightings.get(graph);
  if (known !== undefined) return known;
  const seen = declaredOf(graph, MANAGED_CLUSTER, AGENT_POOL, LUSTRE_FILE_SYSTEM).flatMap(sightsOf);
  const byPath = Map.groupBy(
    seen.filter((sight) => "path" in sight),
    ({ path }) => path,
  );
  sightings.set(graph, byPath);
  return byPath;
}

/** What the environment cannot answer for: a path that may be there, or any where no environment is declared. */
function judgeUnseen(resource: Resource, graph: Graph): Answer[] {
  const undeclared = declaredOf(graph, ENVIRONMENT).length === 0;
  return sightsOf(resource).flatMap((sight) => {
    if ("reason" in sight) return [notEvaluated(sight.at, sight.reason, `what is in the clear ${MUST}`)];
    if (!undeclared) return [];
    return [notEvaluated("", `no environment says who accepted that ${CLEAR[sight.path]}`, MUST)];
  });
}

function sightsOf(resource: Resource): Sight[] {
  const type = unversioned(resource.type);
  if (type === LUSTRE_FILE_SYSTEM) return [{ path: "lustreInTransit", by: resource }];
  const ofPools = nodePools.partsOf(resource).flatMap(sightsOfPool);
  return type === MANAGED_CLUSTER ? [...ofPools, ...sightsOfPods(resource)] : ofPools;
}

/**
 * Sizes without GPUs and without InfiniBand, by the letter of their family: Azure has GPUs in N, InfiniBand in H and N alone.
 * Source: https://learn.microsoft.com/azure/virtual-machines/sizes/overview
 */
const GENERAL_PURPOSE = /^Standard_[ABDEFLM]\w*$/;

function sightsOfPool({ resource: by, prefix, value }: Part): Sight[] {
  const at = `${prefix}vmSize`;
  const vmSize: Value | undefined = valueAt(value, "vmSize");
  const size = typeof vmSize === "string" ? vmSizeOf(vmSize) : undefined;
  if (size === undefined && typeof vmSize === "string" && GENERAL_PURPOSE.test(vmSize)) return [];
  if (size === undefined) {
    const reason =
      opaque(vmSize) ??
      `is ${textOf(vmSize ?? null)}, of which the catalogue does not know what its nodes are linked by`;
    return [{ at, reason }];
  }
  return [
    ...(size.infiniband === undefined ? [] : [{ path: "infiniband", by } as const]),
    ...((size.gpus?.count ?? 0) > 1 ? [{ path: "nvlink", by } as const] : []),
  ];
}

function sightsOfPods(by: Resource): Sight[] {
  const encryption = valueAt(by.inputs, PODS_ENCRYPTED);
  const reason = opaque(encryption);
  if (reason !== undefined) return [{ at: PODS_ENCRYPTED, reason }];
  return encryption === "WireGuard" ? [] : [{ path: "podTraffic", by }];
}
