import type { Limit } from "../../../../catalog/azure/limits.ts";
import { type RoleName, roles } from "../../../../catalog/azure/roles.ts";
import { armPathOf, isBelow, nameOf, sameId } from "../arm-id.ts";
import { textAt } from "../types/values.ts";
import type { Behaviour, CloudView } from "./behaviour.ts";
import { type Demand, demandsOf } from "./role-demands.ts";

/**
 * How long an assignment needs until services see it. The page says up to 10 minutes and nothing of what is usual.
 */
export const roleDelay: Limit = {
  value: 120,
  unit: "seconds",
  source: "https://learn.microsoft.com/azure/role-based-access-control/troubleshooting",
  asOf: "2025-12-11",
  confidence: "low",
};

/** What a service may do only with a role: without it, and for a while after it was assigned, the service answers with its error of access. */
export const rolePropagation: Behaviour = {
  name: "roles that do not hold yet",
  source: roleDelay.source,
  admit: (write, cloud) => demandsOf(write, cloud).find((demand) => !isMet(demand, cloud))?.refusal,
};

function isMet({ identityId, scope, anyOf }: Demand, cloud: CloudView): boolean {
  const principalId = principalOf(identityId, cloud);
  return [...cloud.resources()].some(
    ({ id, type, inputs, createdAt }) =>
      type.token === "azure-native:authorization:RoleAssignment" &&
      textAt(inputs, "principalId")?.toLowerCase() === principalId?.toLowerCase() &&
      isOneOf(anyOf, textAt(inputs, "roleDefinitionId") ?? "") &&
      covers(armPathOf(id)?.parent ?? id, scope) &&
      createdAt + roleDelay.value <= cloud.now,
  );
}

/** The principal that Azure makes with an identity. */
function principalOf(identityId: string, cloud: CloudView): string | undefined {
  const identity = cloud.resource(identityId);
  const outputs = identity?.type.outputs?.(identity.id, identity.inputs);
  return textAt({ ...outputs, ...identity?.inputs }, "principalId");
}

function isOneOf(names: readonly RoleName[], roleDefinitionId: string): boolean {
  const role = nameOf(roleDefinitionId).toLowerCase();
  return names.some((name) => roles[name] === role);
}

/** A role holds at its scope and below. */
function covers(assigned: string, scope: string): boolean {
  return sameId(assigned, scope) || isBelow(scope, assigned);
}
