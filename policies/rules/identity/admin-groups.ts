import { valueAt } from "../../../lib/graph/graph.ts";
import { decided, notEvaluated, opaque } from "../../answers.ts";
import { MANAGED_CLUSTER } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const PATH = "aadProfile.adminGroupObjectIDs";
const MUST = "must name one or two groups";

/** Everybody in these groups can do everything in the cluster, so there are few of them, and never none. */
export const adminGroups: Rule = {
  id: "I03",
  name: "few-administrators",
  title: "One or two groups are named as the administrators of a cluster.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { cisAks: ["4.1.1"], nist80053: ["AC-2", "AC-6"], nist800223: ["management"] },
  remediation:
    "Set aadProfile.adminGroupObjectIDs of the ManagedCluster to the object ids of one or two groups of Entra ID.",
  evidence: "https://learn.microsoft.com/azure/aks/enable-authentication-microsoft-entra-id",
  scope: "resource",
  types: [MANAGED_CLUSTER],
  check: ({ inputs }) => {
    const groups = valueAt(inputs, PATH);
    const reason = opaque(groups);
    if (reason !== undefined) return [notEvaluated(PATH, reason, MUST)];
    const count = Array.isArray(groups) ? groups.filter((group) => group !== null && group !== "").length : 0;
    const found = count === 0 ? "names no group" : `names ${count} group${count === 1 ? "" : "s"}`;
    return [decided(count === 1 || count === 2, PATH, found, MUST)];
  },
};
