import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { change, withInput } from "../build-graph.ts";
import { referenceGraph } from "../reference/index.ts";
import { GPU_POLICY, IMAGE_POLICY, JOB } from "../reference/kubernetes-workloads.ts";
import { without } from "./change.ts";
import { broken, input, type Mutation } from "./mutation.ts";

const LEVEL = "pod-security.kubernetes.io/enforce";
const TENANT = "exaform.io/tenant";
const POD = "spec.template.spec";
const NODE = `${POD}.containers.0`;
const NODE_PATH = `${POD}.containers[0]`;

const LIMITS = {
  "nvidia.com/gpu": 8,
  "rdma/ib": 8,
  memory: "1600Gi",
  "hugepages-2Mi": "5120Mi",
};

const all = (type: string): Resource[] => referenceGraph.resources.filter((found) => found.type === type);

/** An input of the job, and below which path of it the finding is. */
function ofJob(rule: string, path: string, value: Parameters<typeof input>[4], found = path): Mutation {
  const { apply } = input(rule, JOB, "train", path, value);
  return broken(rule, JOB, "train", found.replaceAll(/\.(\d+)(?=\.|$)/g, "[$1]"), apply);
}

function withLabel(graph: Graph, name: string, label: string, value: string | undefined): Graph {
  return change(graph, types.NAMESPACE, name, (found) => {
    const metadata = found.inputs.metadata as { readonly labels: { readonly [key: string]: string } };
    const { [label]: _, ...labels } = metadata.labels;
    return withInput(found, "metadata.labels", value === undefined ? labels : { ...labels, [label]: value });
  });
}

const tenantNamespaces = ["research", "research-data"];

/** What breaks the rules of the family workloads. */
export const workloadMutations: readonly Mutation[] = [
  ...all(types.NAMESPACE).flatMap(({ type, name }) =>
    [undefined, "privileged-by-mistake"].map((level) =>
      broken("W01", type, name, `metadata.labels["${LEVEL}"]`, (graph) =>
        withLabel(graph, name, LEVEL, level),
      ),
    ),
  ),
  broken(
    "W01",
    types.NAMESPACE,
    "research",
    `metadata.labels["${LEVEL}"]`,
    without(types.ADMISSION_POLICY_BINDING, "rdma-only"),
  ),
  ofJob("W02", `${NODE}.securityContext.privileged`, true),
  ofJob("W02", `${NODE}.securityContext.allowPrivilegeEscalation`, undefined),
  ofJob("W03", `${NODE}.securityContext.capabilities.drop`, ["NET_RAW"]),
  ofJob("W03", `${NODE}.securityContext.capabilities.add`, ["IPC_LOCK", "SYS_ADMIN"]),
  ofJob(
    "W03",
    `${NODE}.resources.limits`,
    { ...LIMITS, "rdma/ib": null, "rdma.example.com/ib": 8 },
    `${NODE}.securityContext.capabilities.add`,
  ),
  ...["hostPID", "hostIPC", "hostNetwork"].map((name) => ofJob("W04", `${POD}.${name}`, true)),
  ofJob("W05", `${POD}.volumes.1.hostPath.path`, "/opt/microsoft/../.."),
  ofJob("W05", `${NODE}.volumeMounts.1.readOnly`, undefined, `${POD}.volumes.1.hostPath.path`),
  ofJob("W06", `${POD}.volumes.0.emptyDir.sizeLimit`, undefined, `${NODE}.volumeMounts`),
  ofJob(
    "W06",
    `${NODE}.resources.limits`,
    { ...LIMITS, "hugepages-2Mi": "1Gi" },
    `${NODE}.resources.limits.hugepages-2Mi`,
  ),
  broken(
    "W07",
    JOB,
    "train",
    `${NODE_PATH}.resources.limits["nvidia.com/gpu"]`,
    ofJob("W07", `${NODE}.resources.limits`, { ...LIMITS, "nvidia.com/gpu": 4 }).apply,
  ),
  ofJob("W07", `${NODE}.resources.limits.memory`, undefined),
  ofJob("W08", `${NODE}.image`, "crtraining.azurecr.io/train:latest"),
  ofJob("W08", `${NODE}.image`, `docker.io/library/train@sha256:${"0".repeat(64)}`),
  broken("W09", types.STACK, "exaform-test", "", without(IMAGE_POLICY, "signed-images")),
  input("W09", IMAGE_POLICY, "signed-images", "spec.validationActions", ["Audit"]),
  input("W09", IMAGE_POLICY, "signed-images", "spec.failurePolicy", "Ignore"),
  ...all(types.REGISTRY).map(({ type, name }) =>
    broken("W10", type, name, "", input("W10", types.DEFENDER_PLAN, "defender", "pricingTier", "Free").apply),
  ),
  ...all(types.ECR_REPOSITORY).map(({ type, name }) =>
    input("W10", type, name, "imageScanningConfiguration.scanOnPush", false),
  ),
  broken("W11", types.ENVIRONMENT, "environment", "tenants[0].name", (graph) =>
    tenantNamespaces.reduce((changed, name) => withLabel(changed, name, TENANT, undefined), graph),
  ),
  ...tenantNamespaces.flatMap((name) => [
    broken("W11", types.NAMESPACE, name, `metadata.labels["${TENANT}"]`, (graph) =>
      withLabel(graph, name, TENANT, "nobody"),
    ),
    broken("W11", types.NAMESPACE, name, "metadata.name", without(types.RESOURCE_QUOTA, `${name}-quota`)),
  ]),
  ...all(types.AGENT_POOL).map(({ type, name }) => input("W11", type, name, "nodeTaints", [])),
  ofJob("W12", "metadata.namespace", undefined),
  ofJob("W12", `${POD}.serviceAccountName`, "default"),
  ofJob("W12", `${POD}.automountServiceAccountToken`, undefined),
  ofJob("W13", `${NODE}.env`, [{ name: "HF_TOKEN", valueFrom: { secretKeyRef: { name: "s", key: "k" } } }]),
  ofJob("W13", `${NODE}.envFrom`, [{ secretRef: { name: "s" } }]),
  input("W14", GPU_POLICY, "gpus", "spec.toolkit.version", "v1.17.8"),
  input("W14", types.HELM_RELEASE, "gpu-operator", "version", "26.3.2"),
];
