import { armPathOf, isBelow, sameId } from "../arm-id.ts";
import { textAt } from "../types/values.ts";
import type { Behaviour, Refusal, Stored, Write } from "./behaviour.ts";

const LOCK = "azure-native:authorization:ManagementLockByScope";

/**
 * A lock holds for its scope and for everything below, extension resources such as role assignments and diagnostic settings
 * among them; what contains a locked scope cannot be deleted either. Locks themselves can.
 */
export const locks: Behaviour = {
  name: "management locks",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  admit: (write, cloud) => {
    if (write.type.token === LOCK) return undefined;
    const scopes = [...cloud.resources()]
      .filter((lock) => lock.type.token === LOCK && stops(lock, write))
      .map(scopeOf);
    return scopes.length === 0 ? undefined : scopeLocked(write, scopes);
  },
};

function stops(lock: Stored, { method, id }: Write): boolean {
  const scope = scopeOf(lock);
  const within = sameId(scope, id) || isBelow(id, scope);
  const level = textAt(lock.inputs, "level");
  if (method !== "DELETE") return level === "ReadOnly" && within;
  return (level === "ReadOnly" || level === "CanNotDelete") && (within || isBelow(scope, id));
}

function scopeOf(lock: Stored): string {
  return armPathOf(lock.id)?.parent ?? lock.id;
}

/** The words: https://github.com/Azure/azure-cli/issues/20232 */
function scopeLocked({ method, id }: Write, scopes: readonly string[]): Refusal {
  const operation = method === "DELETE" ? "delete" : "write";
  const list = scopes.map((scope) => `'${scope}'`).join(", ");
  const message = `The scope '${id}' cannot perform ${operation} operation because following scope(s) are locked: ${list}. Please remove the lock and try again.`;
  return { status: 409, code: "ScopeLocked", message };
}
