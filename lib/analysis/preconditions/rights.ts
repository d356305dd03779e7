import { type Graph, ofType } from "../../graph/graph.ts";
import { grouped } from "../../planning/numbers.ts";
import { textAt } from "../reading.ts";
import type { Precondition } from "./precondition.ts";

const SHOW_ROLES =
  "az role assignment list --assignee <deployer> --all --include-groups --query '[].{role: roleDefinitionName, scope: scope}'";

/** What whoever runs `pulumi up` must be allowed to do besides what Contributor of the stack's own groups may. */
export function rightsPreconditions(graph: Graph): Precondition[] {
  return [...roleAssignments(graph), ...locks(graph), ...flowLogs(graph), ...budgets(graph)];
}

/** https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/privileged */
function roleAssignments(graph: Graph): Precondition[] {
  const roles = ofType(graph, "azure-native:authorization:RoleAssignment").length;
  if (roles === 0) return [];
  return [
    right(
      "Microsoft.Authorization/roleAssignments/write",
      "wherever the stack assigns a role",
      `the stack makes ${counted(roles, "role assignment")}, and Contributor alone may make none: Owner suffices, or Contributor with User Access Administrator or Role Based Access Control Administrator`,
    ),
  ];
}

/**
 * Role Based Access Control Administrator may write role assignments but no locks:
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
function locks(graph: Graph): Precondition[] {
  const guards = ofType(graph, "azure-native:authorization:ManagementLockByScope").length;
  if (guards === 0) return [];
  return [
    right(
      "Microsoft.Authorization/locks/write",
      "wherever the stack sets a lock",
      `the stack sets ${counted(guards, "lock")}, and Contributor alone may set none: Owner suffices, or Contributor with User Access Administrator; Role Based Access Control Administrator does not include it`,
    ),
  ];
}

/** https://learn.microsoft.com/azure/network-watcher/required-rbac-permissions */
function flowLogs(graph: Graph): Precondition[] {
  const logs = ofType(graph, "azure-native:network:FlowLog");
  if (logs.length === 0) return [];
  const groups = new Set(
    logs.map(({ inputs }) => textAt(inputs, "resourceGroupName") ?? "that is not known"),
  );
  return [
    right(
      "Microsoft.Network/networkWatchers/flowLogs/write",
      `in resource group ${[...groups].join(", ")}`,
      `the stack makes ${counted(logs.length, "flow log")} in the group of the network watcher, where Contributor of the stack's own groups alone is not enough: Owner, Contributor or Network Contributor of that group suffices`,
    ),
  ];
}

/**
 * A budget covers the subscription, not the stack's groups:
 * https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/management-and-governance
 */
function budgets(graph: Graph): Precondition[] {
  const declared = ofType(graph, "azure-native:consumption:Budget").length;
  if (declared === 0) return [];
  return [
    right(
      "Microsoft.Consumption/budgets/write",
      "on the subscription",
      `the stack declares ${counted(declared, "budget")} of the whole subscription, where Contributor of the stack's own groups alone is not enough: Owner, Contributor or Cost Management Contributor of the subscription suffices`,
    ),
  ];
}

function right(action: string, place: string, reason: string): Precondition {
  return {
    id: `rights/${action}`,
    kind: "rights",
    needed: `${action} for whoever runs \`pulumi up\`, ${place}`,
    state: "unknown",
    reason,
    check: SHOW_ROLES,
  };
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}
