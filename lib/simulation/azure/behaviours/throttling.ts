import { limits } from "../../../../catalog/azure/limits.ts";
import { armPathOf, nameOf, subscriptionOf } from "../arm-id.ts";
import type { Behaviour, Refusal, RequestRecord, Write } from "./behaviour.ts";

/** Writes that AKS counts, with its words for the handler and the resource. Each kind has a bucket of its own. */
const throttled: ReadonlyMap<string, { readonly handler: string; readonly resource: string }> = new Map([
  [
    "microsoft.containerservice/managedclusters",
    { handler: "PutManagedClusterHandler", resource: "managed cluster" },
  ],
  [
    "microsoft.containerservice/managedclusters/agentpools",
    { handler: "PutAgentPoolHandler", resource: "agentpool" },
  ],
]);

/** What Resource Manager answers itself: such a call never reaches AKS. */
const ANSWERED_BEFORE = new Set([
  "AuthorizationFailed",
  "InvalidResourceLocation",
  "MissingSubscriptionRegistration",
  "ParentResourceNotFound",
  "ResourceGroupBeingDeleted",
  "ResourceGroupNotFound",
  "ScopeLocked",
]);

/** Seconds in which one token comes back. */
const REFILL_SECONDS = 60 / limits.agentPoolWriteRefill.value;

const FULL = limits.agentPoolWriteBurst.value * REFILL_SECONDS;

/**
 * AKS's token buckets: 20 writes at once, then one a minute. The page gives them per region and resource and leaves open
 * whether each pool has its own; here one subscription shares them, which is the stricter reading.
 */
export const throttling: Behaviour = {
  name: "throttling of AKS writes",
  source:
    "https://learn.microsoft.com/azure/aks/quotas-skus-regions#throttling-limits-on-aks-resource-provider-apis",
  admit: (write, { now, requests }) => {
    const kind = kindOf(write.id);
    if (write.method !== "PUT" || !throttled.has(kind)) return undefined;
    const level = levelAt(
      now,
      requests().filter((request) => counts(request, write, kind)),
    );
    return level >= REFILL_SECONDS ? undefined : tooMany(write, kind, Math.ceil(REFILL_SECONDS - level));
  },
};

function counts({ method, id, status, code }: RequestRecord, write: Write, kind: string): boolean {
  return (
    method === "PUT" &&
    status !== 429 &&
    (code === undefined || !ANSWERED_BEFORE.has(code)) &&
    subscriptionOf(id)?.toLowerCase() === subscriptionOf(write.id)?.toLowerCase() &&
    kindOf(id) === kind
  );
}

/** How full the bucket is, in seconds of refilling: a token is as much as comes back in {@link REFILL_SECONDS}. */
function levelAt(now: number, taken: readonly RequestRecord[]): number {
  let [level, at] = [FULL, 0];
  for (const { virtualSeconds } of taken) {
    level = Math.min(FULL, level + virtualSeconds - at) - REFILL_SECONDS;
    at = virtualSeconds;
  }
  return Math.min(FULL, level + now - at);
}

function kindOf(id: string): string {
  return armPathOf(id)?.armType.toLowerCase() ?? "";
}

function tooMany({ id }: Write, kind: string, seconds: number): Refusal {
  const { handler, resource } = throttled.get(kind) ?? { handler: "", resource: "" };
  const message = `The ${handler}.PUT request limit has been exceeded for ${resource} ${nameOf(id)}, please retry again in ${seconds} seconds`;
  return { status: 429, code: "Throttled", message, retryAfterSeconds: seconds };
}
