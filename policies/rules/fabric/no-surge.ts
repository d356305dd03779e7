import { judge, oneOf } from "../../demand.ts";
import { nodePools } from "../../parts.ts";
import type { Rule } from "../../rule.ts";
import { gpuPoolsOf } from "./machine-groups.ts";

const UPGRADES = "https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling";

const noSurge = oneOf("upgradeSettings.maxSurge", ["0", "0%"], { value: "10%", source: UPGRADES });

/** An upgrade that first makes another node waits for GPUs that nobody has, and blocks. */
export const surgeless: Rule = {
  id: "F06",
  name: "upgrade-without-more-gpus",
  title: "An upgrade of a GPU pool needs no more GPUs than the pool has.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: { nist80053: ["CP-2", "SC-6", "SI-2"], nist800223: ["computing"] },
  remediation: 'Set upgradeSettings: { maxSurge: "0", maxUnavailable: "1" } on the node pool.',
  evidence: UPGRADES,
  scope: "resource",
  types: nodePools.types,
  check: (resource, graph) =>
    gpuPoolsOf(resource).map((pool) => {
      const answer = judge(noSurge, pool, graph);
      if (pool.gpus === true || answer.status !== "failed") return answer;
      return {
        ...answer,
        status: "notEvaluated",
        message: `${answer.message}, if the size has GPUs: ${pool.paths.size} is not known`,
      };
    }),
};
