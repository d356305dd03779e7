import { InvalidInput, type Problem } from "../../../lib/planning/problem.ts";
import { resolveTrainingClusterArgs, type TrainingClusterSettings } from "./training-cluster.args.ts";

/** An Entra group, for tests. */
export const admins = "11111111-2222-4333-8444-555555555555";

/** The least that a cluster must be told, for tests. */
export const cluster: TrainingClusterSettings = {
  clusterName: "aks-train",
  location: "eastus",
  adminGroups: [admins],
  podCidr: "10.244.0.0/14",
  serviceCidr: "10.0.0.0/20",
  dnsServiceIp: "10.0.0.10",
};

/** Everything that is wrong with {@link cluster} once it is changed. */
export function problemsOf(change: Partial<TrainingClusterSettings>, path?: string): readonly Problem[] {
  try {
    resolveTrainingClusterArgs({ ...cluster, ...change }, path);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}
