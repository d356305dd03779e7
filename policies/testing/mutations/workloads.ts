import type { Mutation } from "./mutation.ts";

/** What breaks the rules of the family workloads. */
export const workloadMutations: readonly Mutation[] = [];
