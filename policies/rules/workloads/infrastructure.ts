import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { namespaceOf } from "../../namespaces.ts";
import type { Answer } from "../../rule.ts";

/** What workloads of the nodes' own may need, and no tenant's may have. */
export type Need =
  | "privileged"
  | "hostNetwork"
  | "hostPID"
  | "hostIPC"
  | "capabilities"
  | "default service account"
  | { readonly hostPath: string };

interface Consumer {
  readonly namespace: string;
  /** Names of the objects, as their makers ship them. */
  readonly workloads: readonly string[];
  readonly needs: readonly Exclude<Need, object>[];
  /** Paths of the node that it mounts. */
  readonly hostPaths: readonly string[];
  /** The manifest that asks for it. */
  readonly source: string;
}

const DEVICE_PLUGINS = "/var/lib/kubelet/device-plugins";

/** Who needs which relaxation. What is not in this table needs a waiver. Read 2026-11-24. */
const CONSUMERS: readonly Consumer[] = [
  {
    namespace: "kube-system",
    workloads: ["nvidia-device-plugin-daemonset"],
    needs: ["default service account"],
    hostPaths: [DEVICE_PLUGINS],
    source:
      "https://github.com/NVIDIA/k8s-device-plugin/blob/1c3a10be34f89d726eae027162b5a93417ae6851/deployments/static/nvidia-device-plugin.yml",
  },
  {
    namespace: "kube-system",
    workloads: ["rdma-shared-dp-ds"],
    needs: ["privileged", "hostNetwork", "capabilities", "default service account"],
    hostPaths: [DEVICE_PLUGINS, "/var/lib/kubelet/plugins_registry", "/dev/"],
    source:
      "https://github.com/Mellanox/k8s-rdma-shared-dev-plugin/blob/914cfde4b2698b82d8c2ba5699d8f60f2e145dba/deployment/k8s/base/daemonset.yaml",
  },
  {
    namespace: "kube-system",
    workloads: ["aws-efa-k8s-device-plugin-daemonset"],
    needs: ["hostNetwork", "default service account"],
    hostPaths: [DEVICE_PLUGINS, "/dev/infiniband"],
    source:
      "https://github.com/aws-samples/aws-efa-eks/blob/0e566173aa6101f33f3e986f81fbc872ab04705a/manifest/efa-k8s-device-plugin.yml",
  },
  {
    namespace: "kube-system",
    workloads: [
      "csi-azurelustre-node-jammy",
      "csi-azurelustre-node-noble",
      "csi-azurelustre-node-azurelinux3",
    ],
    needs: ["privileged", "hostNetwork", "capabilities"],
    hostPaths: [
      "/var/lib/kubelet/plugins/azurelustre.csi.azure.com",
      "/var/lib/kubelet/plugins_registry/",
      "/var/lib/kubelet/",
      "/etc/kubernetes/",
      "/dev",
      "/etc/os-release",
    ],
    source:
      "https://github.com/kubernetes-sigs/azurelustre-csi-driver/blob/0bc2bb62b05b88cff39e35ce630842405176ca0a/deploy/csi-azurelustre-node-jammy.yaml",
  },
];

/** Namespaces in which such workloads stand. */
export const INFRASTRUCTURE_NAMESPACES: ReadonlySet<string> = new Set(
  CONSUMERS.map(({ namespace }) => namespace),
);

/**
 * The answer, unless it is a failure for which the table knows a reason.
 *
 * @param workload the object that the answer is about.
 */
export function unlessNeeded(answer: Answer, need: Need, workload: Resource, graph: Graph): Answer {
  if (answer.status !== "failed") return answer;
  const name = valueAt(workload.inputs, "metadata.name");
  const consumer = CONSUMERS.find(
    (row) => typeof name === "string" && row.workloads.includes(name) && needs(row, need),
  );
  if (consumer === undefined) return answer;
  const namespace = namespaceOf(workload, graph);
  if (namespace === undefined) {
    const message = `${answer.message}, unless this is ${name} of ${consumer.namespace}: its namespace is unknown`;
    return { ...answer, status: "notEvaluated", message };
  }
  if (namespace !== consumer.namespace) return answer;
  return {
    ...answer,
    status: "notApplicable",
    message: `${name} of ${namespace} needs it (${consumer.source})`,
  };
}

function needs({ needs, hostPaths }: Consumer, need: Need): boolean {
  return typeof need === "string" ? needs.includes(need) : hostPaths.includes(need.hostPath);
}
