import * as authorization from "@pulumi/azure-native/authorization/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { v5 as uuidv5 } from "uuid";
import { type RoleName, roleDefinitionId } from "../../catalog/azure/roles.ts";
import { subscriptionId } from "./subscription.ts";
import { urnOf } from "./urn.ts";

/** Who gets which role where. */
export interface RoleAssignmentArgs {
  /** Object id of the principal. */
  principalId: pulumi.Input<string>;
  /** Built-in role, by Azure's own name for it. */
  role: RoleName;
  /** Resource id on which the role holds: the narrowest that works. */
  scope: pulumi.Input<string>;
}

/** Names of role assignments are UUIDs; ours derive from the URN, so that an interrupted create is found again. */
const NAMESPACE = "b1b2b1f3-2f0a-5c3e-9a64-0d6f3a1e7c55";

const TYPE = "azure-native:authorization:RoleAssignment";

/**
 * Assigns a built-in role to a service principal or managed identity.
 *
 * @param name logical name, `${component}-<role>`.
 * @param opts must name the parent.
 */
export function createRoleAssignment(
  name: string,
  args: RoleAssignmentArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): authorization.RoleAssignment {
  return new authorization.RoleAssignment(
    name,
    {
      roleAssignmentName: urnOf(opts.parent, TYPE, name).apply((urn) => uuidv5(urn, NAMESPACE)),
      principalId: args.principalId,
      // Stated, because Azure cannot look up a principal that it replicated a moment ago.
      principalType: "ServicePrincipal",
      roleDefinitionId: roleDefinitionId(args.role, subscriptionId()),
      scope: args.scope,
    },
    opts,
  );
}
