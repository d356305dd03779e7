import { valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, listOf, notEvaluated, opaque } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { VAULT } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const POLICIES = "properties.accessPolicies";
const MUST = "must not be set, or an empty list";

const vaults = whole(VAULT);
const roleBased = equals("properties.enableRbacAuthorization", true);

/** An access policy opens every key of a vault, and a Contributor of the vault can write one for himself. */
export const vaultRoles: Rule = {
  id: "I10",
  name: "vault-by-roles",
  title: "A key vault opens by roles, and by no access policies.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["AC-3", "AC-6"] },
  remediation: "Set properties.enableRbacAuthorization: true on the Vault, and leave accessPolicies out.",
  evidence: "https://learn.microsoft.com/azure/key-vault/general/rbac-access-policy",
  scope: "resource",
  types: vaults.types,
  check: (resource, graph) => [
    ...vaults.partsOf(resource).map((part) => judge(roleBased, part, graph)),
    judgePolicies(valueAt(resource.inputs, POLICIES)),
  ],
};

function judgePolicies(policies: ReturnType<typeof valueAt>): Answer {
  const reason = opaque(policies);
  if (reason !== undefined) return notEvaluated(POLICIES, reason, MUST);
  if (isAbsent(policies)) return decided(true, POLICIES, "is not set", MUST);
  const { length } = listOf(policies);
  return decided(length === 0, POLICIES, length === 0 ? "is empty" : `opens the vault ${length} times`, MUST);
}
