import { roles } from "../../../catalog/azure/roles.ts";
import type { Resource, Value } from "../../../lib/graph/graph.ts";
import { failed, notEvaluated, opaque, passed } from "../../answers.ts";
import { ROLE_ASSIGNMENT } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Roles with which one can take every other: by their ids, which are the same in all tenants. */
const PRIVILEGED: ReadonlyMap<string, string> = new Map([
  [roles.Owner, "Owner"],
  [roles.Contributor, "Contributor"],
  [roles["User Access Administrator"], "User Access Administrator"],
  ["f58310d9-a9f6-439a-9df8-f62e7b1b168e", "Role Based Access Control Administrator"],
]);

const MUST = "must be a role with fewer rights, or assigned to a resource group or less";

/** Who owns a subscription can undo every other rule. */
export const privilegedRoles: Rule = {
  id: "I08",
  name: "no-owner-of-subscriptions",
  title: "Nobody is given a whole subscription.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: { nist80053: ["AC-6"], nist800223: ["management"] },
  remediation:
    "Assign Owner, Contributor, User Access Administrator and Role Based Access Control Administrator to a resource group or less, or a role with fewer rights.",
  evidence: "https://learn.microsoft.com/azure/role-based-access-control/best-practices",
  scope: "resource",
  types: [ROLE_ASSIGNMENT],
  check: (assignment) => [judge(assignment)],
};

/** The last part of a role's id, in lower case. */
export function roleOf(roleDefinitionId: Value | undefined): string | undefined {
  return typeof roleDefinitionId === "string" ? roleDefinitionId.toLowerCase().split("/").at(-1) : undefined;
}

function judge({ inputs }: Resource): Answer {
  const path = "roleDefinitionId";
  const { roleDefinitionId, scope } = inputs;
  const role = roleOf(roleDefinitionId);
  const name = role === undefined ? undefined : PRIVILEGED.get(role);
  if (role !== undefined && name === undefined) return passed(path, "is no role of an owner");
  const called = name ?? "a role that is not known";
  if (typeof scope === "string") {
    if (/\/resourceGroups\/[^/]/i.test(scope))
      return passed(path, `is ${called}, of a resource group or less`);
    if (name !== undefined) return failed(path, `is ${name} of ${scope}`, MUST);
  }
  const reason = name === undefined ? opaque(roleDefinitionId) : opaque(scope);
  return reason === undefined
    ? failed(path, `is ${called}, without a scope`, MUST)
    : notEvaluated(path, name === undefined ? reason : `is ${name}, and its scope ${reason}`, MUST);
}
