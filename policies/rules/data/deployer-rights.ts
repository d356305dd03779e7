import { type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, listOf, notEvaluated, opaque } from "../../answers.ts";
import { ROLE_DEFINITION, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Passwords of applications, which anybody who finds one can use from anywhere. */
const PASSWORDS = [
  "azuread:index/applicationPassword:ApplicationPassword",
  "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
];

/** What nobody who deploys may do, by the list that an operation is allowed in. Source: https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations */
const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  actions: [
    "Microsoft.KeyVault/vaults/delete",
    "Microsoft.KeyVault/managedHSMs/delete",
    "Microsoft.KeyVault/locations/deletedVaults/purge/action",
    "Microsoft.Storage/storageAccounts/delete",
    "Microsoft.Storage/storageAccounts/blobServices/containers/delete",
    "Microsoft.StorageCache/amlFilesystems/delete",
    "Microsoft.ContainerRegistry/registries/delete",
    "Microsoft.OperationalInsights/workspaces/delete",
    "Microsoft.Authorization/locks/delete",
  ],
  dataActions: ["Microsoft.KeyVault/vaults/keys/delete", "Microsoft.KeyVault/vaults/keys/purge/action"],
};

/** Who may deploy cannot destroy what is protected: what the stack declares in roles and credentials. Who runs Pulumi, no graph says. */
export const deployerRights: Rule = {
  id: "D09",
  name: "deployers-cannot-destroy",
  title:
    "No custom role may delete data or keys, purge vaults or remove locks, and nobody signs in with a password.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["AC-6", "IA-5"], nist800223: ["access", "management"] },
  remediation:
    "Name the operations one by one in the RoleDefinition's permissions, or take the deletions out by notActions and notDataActions; sign in with a federated identity credential.",
  evidence: "https://learn.microsoft.com/azure/role-based-access-control/custom-roles",
  scope: "resource",
  types: [ROLE_DEFINITION, ...PASSWORDS],
  check: (resource) =>
    unversioned(resource.type) === ROLE_DEFINITION ? judgeRole(resource) : [judgePassword()],
};

function judgePassword(): Answer {
  return failed(
    "",
    "is a password of an application",
    "it must sign in with a federated identity credential",
  );
}

function judgeRole({ inputs }: Resource): Answer[] {
  const permissions = valueAt(inputs, "permissions");
  const reason = opaque(permissions);
  if (reason !== undefined)
    return [notEvaluated("permissions", reason, "must not allow to destroy data or keys")];
  return listOf(permissions).flatMap((permission, index) =>
    Object.entries(FORBIDDEN).map(([list, operations]) =>
      judgeList(`permissions[${index}].${list}`, permission, list, operations),
    ),
  );
}

function judgeList(path: string, permission: Value, list: string, operations: readonly string[]): Answer {
  const must = "must allow nothing that destroys data or keys";
  const allowed = valueAt(permission, list);
  const excepted = valueAt(permission, list === "actions" ? "notActions" : "notDataActions");
  const both = [permission, allowed, excepted, ...listOf(allowed), ...listOf(excepted)];
  const reason = both.map(opaque).find((found) => found !== undefined);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  const harm = operations.filter((name) => matches(allowed, name) && !matches(excepted, name));
  return decided(
    harm.length === 0,
    path,
    harm.length === 0 ? "allows none" : `allows ${harm.join(", ")}`,
    must,
  );
}

/** Whether a list of operations, in which `*` stands for any text, has one. */
function matches(patterns: Value | undefined, operation: string): boolean {
  return listOf(patterns).some((pattern) => {
    const parts = String(pattern)
      .split("*")
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`, "i").test(operation);
  });
}
