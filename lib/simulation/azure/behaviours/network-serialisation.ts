import { sameId, subscriptionOf } from "../arm-id.ts";
import { regionKey } from "../places.ts";
import { guidOf } from "../types/rows.ts";
import { textAt } from "../types/values.ts";
import type { Behaviour, CloudView, Refusal, RunningOperation, Write } from "./behaviour.ts";
import { referencesOf } from "./existing.ts";

/** The pause that a report shows: https://github.com/pulumi/pulumi-azure-native/issues/3720 speaks of 14 seconds. */
const LONGEST_PAUSE_SECONDS = 14;

/**
 * Azure's network service changes one part of a virtual network at a time. Subnets, peerings and the network itself wait for
 * each other; private endpoints, interfaces and firewalls wait for their subnet and for each other in it.
 */
export const networkSerialisation: Behaviour = {
  name: "one change of a virtual network at a time",
  source:
    "https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling#network-throttling",
  admit: (write, cloud) => {
    const wanted = placeOf(write);
    for (const operation of cloud.running()) {
      const busy = placeOf(operation.write);
      if (wanted.part && busy.part) {
        if (sameId(wanted.network, busy.network)) return inProgress(operation, busy.network, cloud);
      } else if (meet(wanted, busy)) return retryable(operation, cloud.now);
    }
    return undefined;
  },
};

/** What a write locks: itself as a part of a network, or the subnets in which it puts something. */
type Place =
  | { readonly part: true; readonly id: string; readonly network: string }
  | { readonly part: false; readonly subnets: readonly string[] };

function placeOf(write: Pick<Write, "id" | "type" | "inputs">): Place {
  const { id, type } = write;
  if (!type.armType.startsWith("Microsoft.Network/")) return { part: false, subnets: [] };
  const network = networkOf(id);
  if (network !== undefined) return { part: true, id, network };
  const subnets = referencesOf(write).filter((reference) => /\/subnets\/[^/]+$/i.test(reference));
  return { part: false, subnets };
}

/** Whether what is put into subnets meets something in the same one, or a change of one of them or of their whole network. */
function meet(one: Place, other: Place): boolean {
  if (one.part) return !other.part && meet(other, one);
  const busy = other.part ? [other.id] : other.subnets;
  const wanted = other.part ? one.subnets.flatMap((id) => [id, networkOf(id) ?? id]) : one.subnets;
  return wanted.some((id) => busy.some((lock) => sameId(id, lock)));
}

function networkOf(id: string): string | undefined {
  return /^.*\/Microsoft\.Network\/virtualNetworks\/[^/]+/i.exec(id)?.[0];
}

/** https://github.com/pulumi/pulumi-azure-native/issues/1024 */
function inProgress({ write }: RunningOperation, network: string, cloud: CloudView): Refusal {
  const location = regionKey(textAt(cloud.resource(network)?.inputs, "location") ?? "global");
  const uri = `https://management.azure.com/subscriptions/${subscriptionOf(write.id)}/providers/Microsoft.Network/locations/${location}/operations/${guidOf(write.id, "operation")}?api-version=${write.type.apiVersion}`;
  const message = `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${uri}.`;
  return { status: 409, code: "AnotherOperationInProgress", message };
}

/** "Operation … (…) is updating resource …. The call can be retried in 12 seconds": Microsoft.Network's own words. */
function retryable({ write: { method, id, type }, endsAt }: RunningOperation, now: number): Refusal {
  const seconds = Math.max(1, Math.min(LONGEST_PAUSE_SECONDS, Math.ceil(endsAt - now)));
  const kind = type.token.slice(type.token.lastIndexOf(":") + 1);
  const name = `${method === "DELETE" ? "Delete" : "Put"}${kind}Operation`;
  const message = `Operation ${name} (${guidOf(id, "operation")}) is updating resource ${id}. The call can be retried in ${seconds} seconds.`;
  return { status: 429, code: "RetryableErrorDueToAnotherOperation", message, retryAfterSeconds: seconds };
}
