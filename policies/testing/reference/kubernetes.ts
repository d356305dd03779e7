import type { Resource } from "../../../lib/graph/graph.ts";

/** Compliant objects of Kubernetes, written by hand: no component declares them yet. */
export const kubernetesResources: readonly Resource[] = [];
