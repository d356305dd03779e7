import { expect, test } from "vitest";
import { roleDefinitionId } from "../../../catalog/azure/roles.ts";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { ROLE_ASSIGNMENT } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { privilegedRoles } from "./privileged-roles.ts";

const SUBSCRIPTION = "/subscriptions/s";
const GROUP = `${SUBSCRIPTION}/resourceGroups/g`;
const OWNER = roleDefinitionId("Owner", "s");
const MUST = "must be a role with fewer rights, or assigned to a resource group or less";
const RBAC_ADMINISTRATOR =
  "/providers/Microsoft.Authorization/roleDefinitions/F58310D9-A9F6-439A-9DF8-F62E7B1B168E";

test.each<[string, Properties, string]>([
  [
    "a role of less",
    { roleDefinitionId: roleDefinitionId("Reader", "s"), scope: SUBSCRIPTION },
    "passed: roleDefinitionId is no role of an owner",
  ],
  [
    "a role of less, anywhere",
    { roleDefinitionId: roleDefinitionId("Reader", "s"), scope: UNKNOWN },
    "passed: roleDefinitionId is no role of an owner",
  ],
  [
    "Owner of a group",
    { roleDefinitionId: OWNER, scope: GROUP },
    "passed: roleDefinitionId is Owner, of a resource group or less",
  ],
  [
    "Owner of a vault",
    { roleDefinitionId: OWNER, scope: `${GROUP}/providers/Microsoft.KeyVault/vaults/v` },
    "passed: roleDefinitionId is Owner, of a resource group or less",
  ],
  [
    "Owner of a subscription",
    { roleDefinitionId: OWNER, scope: SUBSCRIPTION },
    `failed: roleDefinitionId is Owner of ${SUBSCRIPTION}; ${MUST}`,
  ],
  [
    "Contributor of all",
    { roleDefinitionId: roleDefinitionId("Contributor", "s"), scope: "/" },
    `failed: roleDefinitionId is Contributor of /; ${MUST}`,
  ],
  [
    "User Access Administrator",
    { roleDefinitionId: roleDefinitionId("User Access Administrator", "s"), scope: SUBSCRIPTION },
    `failed: roleDefinitionId is User Access Administrator of ${SUBSCRIPTION}; ${MUST}`,
  ],
  [
    "another spelling",
    { roleDefinitionId: RBAC_ADMINISTRATOR, scope: SUBSCRIPTION },
    `failed: roleDefinitionId is Role Based Access Control Administrator of ${SUBSCRIPTION}; ${MUST}`,
  ],
  [
    "Owner of the unknown",
    { roleDefinitionId: OWNER, scope: UNKNOWN },
    `notEvaluated: roleDefinitionId is Owner, and its scope is unknown until the cloud answers; ${MUST}`,
  ],
  [
    "Owner without scope",
    { roleDefinitionId: OWNER },
    `failed: roleDefinitionId is Owner, without a scope; ${MUST}`,
  ],
  [
    "an unknown role of a group",
    { roleDefinitionId: UNKNOWN, scope: GROUP },
    "passed: roleDefinitionId is a role that is not known, of a resource group or less",
  ],
  [
    "an unknown role of a subscription",
    { roleDefinitionId: UNKNOWN, scope: SUBSCRIPTION },
    `notEvaluated: roleDefinitionId is unknown until the cloud answers; ${MUST}`,
  ],
  [
    "a secret role of a subscription",
    { roleDefinitionId: SECRET, scope: SUBSCRIPTION },
    `notEvaluated: roleDefinitionId is a secret and was not looked at; ${MUST}`,
  ],
])("%s", (_, inputs, expected) => {
  expect(answersOf([privilegedRoles], "I08", resource(ROLE_ASSIGNMENT, "it", inputs))).toEqual([expected]);
});
