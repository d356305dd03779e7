import { type Answer, found, listed, refused } from "./answer.ts";
import { armPathOf, isBelow, sameId, subscriptionOf } from "./arm-id.ts";
import type { CloudView } from "./behaviours/behaviour.ts";
import { answerOf, type Body, recordOf } from "./envelope.ts";
import { deployerAssignments } from "./rights.ts";

const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

/** What whoever deploys may do at a scope. https://learn.microsoft.com/rest/api/authorization/permissions */
export function permissionsAt(cloud: CloudView, scope: string): Answer {
  const own = deployerAssignments(cloud.world, subscriptionOf(scope) ?? "");
  if (own === "unknown") return mayNotRead(scope, "Microsoft.Authorization/permissions/read");
  return listed(
    own
      .filter((role) => covers(role.scope, scope))
      .map(({ permission }) => ({ ...permission, dataActions: [], notDataActions: [] })),
  );
}

/**
 * Role assignments at a scope, above and below it.
 *
 * @param principal only those of one principal. @default - of all
 */
export function roleAssignmentsAt(cloud: CloudView, scope: string, principal: string | undefined): Answer {
  const subscription = subscriptionOf(scope) ?? "";
  const own = deployerAssignments(cloud.world, subscription);
  if (own === "unknown") return mayNotRead(scope, `${ASSIGNMENTS}/read`);
  const given = own.map(({ principalId, roleId, scope: at }, index): Body => {
    const name = `00000000-0000-0000-0000-00000000a${String(index).padStart(3, "0")}`;
    const roleDefinitionId = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleId}`;
    const properties = { principalId, roleDefinitionId, scope: at };
    return { id: `${at}/providers/${ASSIGNMENTS}/${name}`, name, type: ASSIGNMENTS, properties };
  });
  const made = [...cloud.resources()]
    .filter(({ type }) => type.armType === ASSIGNMENTS)
    .map((stored): Body => {
      const { properties, ...top } = answerOf(stored, (id) => cloud.resource(id)?.inputs);
      return { ...top, properties: { ...recordOf(properties), scope: armPathOf(stored.id)?.parent } };
    });
  return listed([...given, ...made].filter((row) => fits(row, scope, principal)));
}

function fits({ properties }: Body, scope: string, principal: string | undefined): boolean {
  const { scope: at, principalId } = recordOf(properties);
  const place = String(at);
  return (
    (covers(place, scope) || isBelow(place, scope)) && (principal === undefined || principalId === principal)
  );
}

function covers(outer: string, inner: string): boolean {
  return sameId(outer, inner) || isBelow(inner, outer);
}

function mayNotRead(scope: string, action: string): Answer {
  const message = `The client does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid.`;
  return refused({ status: 403, code: "AuthorizationFailed", message });
}

/** State of a feature flag; one that the world does not give is registered. */
function featureState({ world }: CloudView, namespace: string, feature: string): string {
  const key = `${namespace}/${feature}`.toLowerCase();
  return Object.entries(world.features).find(([name]) => name.toLowerCase() === key)?.[1] ?? "Registered";
}

/** A feature flag. https://learn.microsoft.com/rest/api/resources/features/get */
export function feature(cloud: CloudView, subscription: string, namespace: string, name: string): Answer {
  return found({
    id: `/subscriptions/${subscription}/providers/Microsoft.Features/providers/${namespace}/features/${name}`,
    name: `${namespace}/${name}`,
    type: "Microsoft.Features/providers/features",
    properties: { state: featureState(cloud, namespace, name) },
  });
}
