import type { FieldRule, ResourceType } from "./resource-type.ts";
import { assumed, atOnce, GUID, NAME_RULES, spec } from "./rows.ts";

/** A subscription, a resource group or a resource. */
const scope: FieldRule = {
  path: "scope",
  required: true,
  pattern: /^\/(?:subscriptions|providers)\/.+/i,
  rule: "the id of a subscription, a resource group or a resource",
};

/** What Microsoft.Authorization has: who may do what, and what nobody may delete. */
export const authorizationTypes: readonly ResourceType[] = [
  {
    token: "azure-native:authorization:ManagementLockByScope",
    armType: "Microsoft.Authorization/locks",
    id: "/{scope}/providers/Microsoft.Authorization/locks/{lockName}",
    apiVersion: "2020-05-01",
    ...spec("resources/resource-manager/Microsoft.Authorization/stable/2020-05-01/locks.json"),
    fields: [
      scope,
      {
        path: "lockName",
        required: true,
        pattern: /^[\w.()-]{0,89}[\w()-]$/,
        rule: "1 to 90 letters, digits, periods, underscores, hyphens and parentheses, the last no period",
        source: NAME_RULES,
      },
      { path: "level", required: true, oneOf: ["NotSpecified", "CanNotDelete", "ReadOnly"] },
      { path: "notes", length: [0, 512] },
    ],
    durations: atOnce,
    references: ["scope"],
  },
  {
    token: "azure-native:authorization:RoleAssignment",
    armType: "Microsoft.Authorization/roleAssignments",
    id: "/{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
    apiVersion: "2022-04-01",
    ...spec(
      "authorization/resource-manager/Microsoft.Authorization/stable/2022-04-01/authorization-RoleAssignmentsCalls.json",
    ),
    fields: [
      scope,
      {
        path: "roleAssignmentName",
        required: true,
        pattern: GUID,
        code: "InvalidRoleAssignmentId",
        rule: "a GUID",
      },
      { path: "principalId", required: true, pattern: GUID, code: "InvalidPrincipalId", rule: "a GUID" },
      {
        path: "principalType",
        oneOf: ["User", "Group", "ServicePrincipal", "ForeignGroup", "Device"],
      },
      {
        path: "roleDefinitionId",
        required: true,
        pattern: /\/providers\/Microsoft\.Authorization\/roleDefinitions\/[0-9a-f-]{36}$/i,
        rule: "the id of a role definition",
      },
    ],
    durations: assumed(0, 0, 0, "the assignment is written at once; when it takes effect is another matter"),
    references: ["scope"],
  },
];
