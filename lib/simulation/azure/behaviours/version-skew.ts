import { armPathOf } from "../arm-id.ts";
import { textAt } from "../types/values.ts";
import type { Behaviour } from "./behaviour.ts";

/** A pool runs no newer minor version of Kubernetes than its control plane. */
export const versionSkew: Behaviour = {
  name: "versions of pool and control plane",
  source: "https://learn.microsoft.com/azure/aks/upgrade-node-pools",
  admit: ({ method, id, type, inputs }, cloud) => {
    if (method === "DELETE" || type.token !== "azure-native:containerservice:AgentPool") return undefined;
    const pool = textAt(inputs, "orchestratorVersion");
    const plane = textAt(cloud.resource(armPathOf(id)?.parent ?? "")?.inputs, "kubernetesVersion");
    if (pool === undefined || plane === undefined || minorOf(pool) <= minorOf(plane)) return undefined;
    // AKS's words: https://github.com/rancher/rancher/issues/33426
    const message = `Node pool version ${pool} and control plane version ${plane} are incompatible. Minor version of node pool version ${minorOf(pool)} is bigger than control plane version ${minorOf(plane)}. For more information, please check https://aka.ms/version-skew-policy`;
    return { status: 400, code: "NodePoolMcVersionIncompatible", message };
  },
};

/** The major version of Kubernetes has been 1 since 2015. */
function minorOf(version: string): number {
  return Number(version.split(".")[1]);
}
