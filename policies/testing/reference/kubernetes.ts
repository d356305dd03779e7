import type { Resource } from "../../../lib/graph/graph.ts";
import { kubernetesIdentityResources } from "./kubernetes-identity.ts";
import { kubernetesNetworkResources } from "./kubernetes-network.ts";
import { workloadResources } from "./kubernetes-workloads.ts";

/** Compliant objects of Kubernetes, written by hand: no component declares them yet. */
export const kubernetesResources: readonly Resource[] = [
  ...workloadResources,
  ...kubernetesIdentityResources,
  ...kubernetesNetworkResources,
];
