import type { Rule } from "../../rule.ts";

/** Workloads, supply chain and tenants: W. */
export const workloadRules: readonly Rule[] = [];
