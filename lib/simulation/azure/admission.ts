import { isBelow, sameId, subscriptionOf } from "./arm-id.ts";
import type { Refusal, RunningOperation, Write } from "./behaviours/behaviour.ts";
import { deployerAssignments, deployerMay } from "./rights.ts";
import type { World } from "./world.ts";

/** What a deployer without the right hears: https://learn.microsoft.com/azure/role-based-access-control/troubleshooting */
export function missingRight({ method, id, type }: Write, world: World): Refusal | undefined {
  const subscription = subscriptionOf(id) ?? "";
  const kind = type.armType.replace(/^(Microsoft\.Resources)\/(resourceGroups)$/i, "$1/subscriptions/$2");
  const action = `${kind}/${method === "DELETE" ? "delete" : "write"}`;
  if (deployerMay(world, action, id, subscription)) return undefined;
  const own = deployerAssignments(world, subscription);
  const client = own === "unknown" ? "" : (own[0]?.principalId ?? "");
  const message = `The client '${client}' with object id '${client}' does not have authorization to perform action '${action}' over scope '${id}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  return { status: 403, code: "AuthorizationFailed", message };
}

/** What no service allows, where no behaviour has said so in the service's own words: two writes of one resource at a time. */
export function busyWith({ id }: Write, running: readonly RunningOperation[]): Refusal | undefined {
  const blocking = running.find(
    ({ write }) => sameId(write.id, id) || (write.method === "DELETE" && isBelow(id, write.id)),
  );
  if (blocking === undefined) return undefined;
  const message = `Another operation (${blocking.write.method} of ${blocking.write.id}) is in progress.`;
  return { status: 409, code: "AnotherOperationInProgress", message };
}
