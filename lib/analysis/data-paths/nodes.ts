import type { Graph } from "../../graph/graph.ts";
import { grouped } from "../../planning/numbers.ts";
import { type NodePool, nodePoolsOf } from "../node-pools.ts";
import { is, isGiven, type Truth, textAt } from "../reading.ts";
import { type DataPath, fold, NOT_KNOWN, NOTHING, type PathAnswer, say } from "./path.ts";

const HOST = "encryption at host";

/** Disks of nodes, and what leaves a GPU: over NVLink to its neighbours, over InfiniBand to other nodes. */
export function nodePaths(graph: Graph): DataPath[] {
  const subjects = nodePoolsOf(graph).map((pool) => ({
    urn: pool.resource.urn,
    name: pool.name,
    answers: pathsOfPool(graph, pool).map((path) => ({ from: "nodes of {}", ...path })),
  }));
  return fold(subjects, ["pool", "pools"]);
}

type PoolPath = Omit<PathAnswer, "from">;

function pathsOfPool(graph: Graph, pool: NodePool): PoolPath[] {
  const host = is(pool.inputs, "enableEncryptionAtHost", true);
  const { hardware } = pool;
  return [
    osDisk(graph, pool, host),
    temporaryDisk(host),
    ...(hardware?.nvme ? [localNvme(hardware.nvme.totalGiB)] : []),
    ...((hardware?.gpus?.count ?? 0) > 1 ? [NVLINK] : []),
    ...(hardware?.infiniband ? [INFINIBAND] : []),
  ];
}

function osDisk(graph: Graph, { inputs, cluster }: NodePool, host: Truth): PoolPath {
  const type = textAt(inputs, "osDiskType");
  const key = say(cluster === undefined ? "unknown" : isGiven(graph, cluster, "diskEncryptionSetID"), {
    yes: "customer-managed key",
    no: "platform-managed key",
    unknown: "whose key is not known",
  });
  if (type === "Managed") {
    const reason =
      "Azure encrypts managed disks where they are stored; encryption at host covers the way there and the cache";
    return {
      id: "osDisk",
      to: "OS disk",
      encrypted: true,
      by: host === true ? `${HOST} and storage, ${key}` : `storage, ${key}`,
      reason,
    };
  }
  if (type !== "Ephemeral" && host !== true) {
    return {
      id: "osDisk",
      to: "OS disk",
      encrypted: "unknown",
      by: NOT_KNOWN,
      reason: "osDiskType does not say Ephemeral or Managed, so Azure decides",
    };
  }
  return {
    id: "osDisk",
    to: "OS disk",
    encrypted: host,
    by: say(host, { yes: `${HOST}, ${key}`, no: NOTHING, unknown: NOT_KNOWN }),
    reason: say(host, {
      yes: "an ephemeral OS disk lies on the node; encryption at host covers it",
      no: "an ephemeral OS disk lies on the node, and enableEncryptionAtHost is not true",
      unknown: "enableEncryptionAtHost is not known",
    }),
  };
}

function temporaryDisk(host: Truth): PoolPath {
  return {
    id: "temporaryDisk",
    to: "temporary disk and disk caches",
    encrypted: host,
    by: say(host, {
      yes: `${HOST}, platform-managed key for the temporary disk`,
      no: NOTHING,
      unknown: NOT_KNOWN,
    }),
    reason: say(host, {
      yes: "encryption at host covers temporary disks and the caches of OS and data disks",
      no: "enableEncryptionAtHost is not true; without it neither temporary disks nor caches are encrypted",
      unknown: "enableEncryptionAtHost is not known",
    }),
  };
}

function localNvme(totalGiB: number): PoolPath {
  return {
    id: "localNvme",
    to: `local NVMe disks (${grouped(totalGiB)} GiB a node)`,
    encrypted: "unknown",
    by: NOT_KNOWN,
    reason:
      "Azure documents encryption at host for temporary disks and caches and does not say whether it covers local NVMe of this size; encrypt in the node (dm-crypt) what must not lie in the clear",
  };
}

const NVLINK: PoolPath = {
  id: "nvlink",
  to: "GPUs of the same node, over NVLink",
  encrypted: false,
  by: NOTHING,
  reason: "no encryption of NVLink is documented; the node is not shared with other customers",
};

const INFINIBAND: PoolPath = {
  id: "infiniband",
  to: "nodes of the same pool, over InfiniBand",
  encrypted: false,
  by: NOTHING,
  reason:
    "no encryption of RDMA is documented, and neither WireGuard, VNet encryption nor network policies see it; scale sets are isolated from each other, so one pool is one tenant",
};
