import type { Resource } from "../../../lib/graph/graph.ts";
import { CLUSTER_ROLE, CLUSTER_ROLE_BINDING, ROLE, ROLE_BINDING } from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

const RBAC = "rbac.authorization.k8s.io";

/** Who may do what in a cluster. */
export const kubernetesIdentityResources: readonly Resource[] = [
  resource(ROLE, "train", {
    metadata: { name: "train", namespace: "research" },
    rules: [
      { apiGroups: ["trainer.kubeflow.org"], resources: ["trainjobs"], verbs: ["get", "list", "create"] },
    ],
  }),
  resource(ROLE_BINDING, "train", {
    metadata: { name: "train", namespace: "research" },
    roleRef: { apiGroup: RBAC, kind: "Role", name: "train" },
    subjects: [{ apiGroup: RBAC, kind: "Group", name: "00000000-0000-0000-0000-000000000004" }],
  }),
  resource(CLUSTER_ROLE, "see-queues", {
    metadata: { name: "see-queues" },
    rules: [{ apiGroups: ["kueue.x-k8s.io"], resources: ["clusterqueues"], verbs: ["get", "list", "watch"] }],
  }),
  resource(CLUSTER_ROLE_BINDING, "see-queues", {
    metadata: { name: "see-queues" },
    roleRef: { apiGroup: RBAC, kind: "ClusterRole", name: "see-queues" },
    subjects: [{ apiGroup: RBAC, kind: "Group", name: "00000000-0000-0000-0000-000000000004" }],
  }),
];
