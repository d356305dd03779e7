import type { Resource } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

/** A load balancer inside the network, and the GPU Operator beside AKS's own driver. */
export const kubernetesNetworkResources: readonly Resource[] = [
  resource(types.SERVICE, "queue", {
    metadata: {
      namespace: "research",
      annotations: { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" },
    },
    spec: { type: "LoadBalancer", externalIPs: [] },
  }),
  resource(types.HELM_RELEASE, "gpu-operator", {
    chart: "oci://crtraining.azurecr.io/charts/gpu-operator",
    version: "26.3.3",
    namespace: "gpu-operator",
    values: {
      driver: { enabled: false },
      toolkit: { enabled: false },
      devicePlugin: {
        repository: "crtraining.azurecr.io/nvidia",
        image: "k8s-device-plugin",
        version: `sha256:${"0".repeat(64)}`,
      },
    },
  }),
];
