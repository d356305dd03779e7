import { InvalidInput, type Problem } from "../../../lib/planning/problem.ts";
import { type GpuNodePoolSettings, resolveGpuNodePoolArgs } from "./gpu-node-pool.args.ts";

/** A size that has everything, for tests. */
export const H100 = "Standard_ND96isr_H100_v5";

/** The least that a pool must be told, for tests. */
export const pool: GpuNodePoolSettings = { agentPoolName: "island0", vmSize: H100, nodes: 64, zone: "1" };

/** Everything that is wrong with {@link pool} once it is changed. */
export function problemsOf(change: Partial<GpuNodePoolSettings>, path?: string): readonly Problem[] {
  try {
    resolveGpuNodePoolArgs({ ...pool, ...change }, path);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}
