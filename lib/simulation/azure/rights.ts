import { roles } from "../../../catalog/azure/roles.ts";
import { isBelow, sameId } from "./arm-id.ts";
import type { World } from "./world.ts";

/** What a role allows, in ARM's form. */
export interface Permission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

type DeployerRole = Exclude<NonNullable<World["deployer"]>, "unknown">["roles"][number]["role"];

/**
 * What the roles of a deployer allow, as far as a deployment needs it.
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged and …/built-in-roles/networking
 */
const permissions: Readonly<Record<DeployerRole, Permission & { readonly id: string }>> = {
  Owner: { id: roles.Owner, actions: ["*"], notActions: [] },
  Contributor: {
    id: roles.Contributor,
    actions: ["*"],
    notActions: [
      "Microsoft.Authorization/*/Delete",
      "Microsoft.Authorization/*/Write",
      "Microsoft.Authorization/elevateAccess/Action",
      "Microsoft.Blueprint/blueprintAssignments/write",
      "Microsoft.Blueprint/blueprintAssignments/delete",
      "Microsoft.Compute/galleries/share/action",
      "Microsoft.Purview/consents/write",
      "Microsoft.Purview/consents/delete",
    ],
  },
  Reader: { id: roles.Reader, actions: ["*/read"], notActions: [] },
  "User Access Administrator": {
    id: roles["User Access Administrator"],
    actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"],
    notActions: [],
  },
  "Role Based Access Control Administrator": {
    id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168",
    actions: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
      "*/read",
      "Microsoft.Support/*",
    ],
    notActions: [],
  },
  "Network Contributor": {
    id: roles["Network Contributor"],
    actions: [
      "Microsoft.Authorization/*/read",
      "Microsoft.Insights/alertRules/*",
      "Microsoft.Network/*",
      "Microsoft.ResourceHealth/availabilityStatuses/read",
      "Microsoft.Resources/deployments/*",
      "Microsoft.Resources/subscriptions/resourceGroups/read",
      "Microsoft.Support/*",
    ],
    notActions: [],
  },
};

/** Object id of a deployer about whom the world says nothing. */
const UNNAMED = "00000000-0000-0000-0000-00000000d0e5";

/** A role that the deployer has. */
export interface DeployerAssignment {
  readonly principalId: string;
  readonly roleId: string;
  readonly scope: string;
  readonly permission: Permission;
}

/** Roles of whoever deploys; `unknown` where Azure does not show them. */
export function deployerAssignments(
  { deployer }: World,
  subscription: string,
): DeployerAssignment[] | "unknown" {
  if (deployer === "unknown") return "unknown";
  const { principalId, roles: given } = deployer ?? {
    principalId: UNNAMED,
    roles: [{ role: "Owner" as const, scope: `/subscriptions/${subscription}` }],
  };
  return given.map(({ role, scope }) => {
    const { id: roleId, ...permission } = permissions[role];
    return { principalId, roleId, scope, permission };
  });
}

/** Whether the deployer may do something; who is `unknown` may: only a refusal could show otherwise. */
export function deployerMay(world: World, action: string, scope: string, subscription: string): boolean {
  const own = deployerAssignments(world, subscription);
  if (own === "unknown") return true;
  return own
    .filter((assignment) => sameId(assignment.scope, scope) || isBelow(scope, assignment.scope))
    .some(({ permission }) => allows(permission, action));
}

function allows({ actions, notActions }: Permission, action: string): boolean {
  const fits = (pattern: string): boolean =>
    new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "i").test(action);
  return actions.some(fits) && !notActions.some(fits);
}
