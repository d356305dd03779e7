import { type Resource, SECRET } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

/** Tokens of what only these rules look at. */
export const JOB = "kubernetes:batch/v1:Job";
export const IMAGE_POLICY = "kubernetes:policies.kyverno.io/v1:ImageValidatingPolicy";
export const GPU_POLICY = "kubernetes:nvidia.com/v1:ClusterPolicy";

const ENFORCE = "pod-security.kubernetes.io/enforce";
const TENANT = "exaform.io/tenant";
const PURPOSE = "exaform.io/purpose";

/** A namespace of the tenant, with its quota, and closed to whatever no policy lets in. */
function tenantNamespace(name: string, labels: Readonly<Record<string, string>>): Resource[] {
  return [
    resource(types.NAMESPACE, name, { metadata: { name, labels: { [TENANT]: "research", ...labels } } }),
    resource(types.RESOURCE_QUOTA, `${name}-quota`, {
      metadata: { name: "tenant", namespace: name },
      spec: { hard: { "requests.nvidia.com/gpu": "512" } },
    }),
    resource(types.NETWORK_POLICY, `${name}-deny`, {
      metadata: { name: "deny", namespace: name },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    }),
  ];
}

const admission = resource(types.ADMISSION_POLICY_BINDING, "rdma-only", {
  metadata: { name: "rdma-only" },
  spec: {
    policyName: "rdma-only",
    validationActions: ["Deny"],
    matchResources: { namespaceSelector: { matchLabels: { [PURPOSE]: "rdma" } } },
  },
});

const resources = {
  "nvidia.com/gpu": 8,
  "rdma/ib": 8,
  memory: "1600Gi",
  "hugepages-2Mi": "5120Mi",
};

const training = resource(JOB, "train", {
  metadata: { name: "train", namespace: "research" },
  spec: {
    template: {
      spec: {
        serviceAccountName: "trainer",
        automountServiceAccountToken: false,
        volumes: [
          { name: "shm", emptyDir: { medium: "Memory", sizeLimit: "256Gi" } },
          { name: "topology", hostPath: { path: "/opt/microsoft/ndv5" } },
        ],
        containers: [
          {
            name: "node",
            image: `crtraining.azurecr.io/train@sha256:${"0".repeat(64)}`,
            env: [{ name: "NCCL_DEBUG", value: "WARN" }],
            envFrom: [{ configMapRef: { name: "settings" } }],
            resources: { requests: resources, limits: resources },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ["ALL"], add: ["IPC_LOCK"] },
            },
            volumeMounts: [
              { name: "shm", mountPath: "/dev/shm" },
              { name: "topology", mountPath: "/opt/microsoft/ndv5", readOnly: true },
            ],
          },
        ],
      },
    },
  },
});

/** A tenant's namespaces, and a training job in one of them. */
export const workloadResources: readonly Resource[] = [
  ...tenantNamespace("research", { [ENFORCE]: "privileged", [PURPOSE]: "rdma" }),
  ...tenantNamespace("research-data", { [ENFORCE]: "restricted" }),
  admission,
  training,
  resource(types.KUBERNETES_SECRET, "dataset-token", {
    metadata: { name: "dataset-token", namespace: "research" },
    stringData: { token: SECRET },
  }),
  resource(IMAGE_POLICY, "signed-images", {
    metadata: { name: "signed-images" },
    spec: { validationActions: ["Deny"] },
  }),
  resource(GPU_POLICY, "gpus", {
    metadata: { name: "cluster-policy" },
    spec: { toolkit: { enabled: true, version: "v1.19.1-ubuntu20.04" } },
  }),
];
