import { kubernetesVersionOf, kubernetesVersions } from "../../catalog/azure/kubernetes-versions.ts";
import type { Problem } from "../../lib/planning/problem.ts";

/** The Kubernetes version of new clusters. */
export const DEFAULT_KUBERNETES_VERSION = "1.36";

/** Why AKS would not run this version, given as `1.36` or `1.36.2`. */
export function kubernetesVersionProblems(version: string, path: string): Problem[] {
  if (/^\d+\.\d+(?:\.\d+)?$/.test(version) && kubernetesVersionOf(version) !== undefined) return [];
  const known = kubernetesVersions.map((row) => row.version);
  const message = `AKS runs ${known.join(", ")}, each also with a patch as ${DEFAULT_KUBERNETES_VERSION}.2`;
  const fix = `write "${DEFAULT_KUBERNETES_VERSION}"; in quotes, or YAML reads 1.30 as the number 1.3`;
  return [{ path, value: version, message, fix }];
}
