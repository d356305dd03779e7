import { nameOf, subscriptionOf } from "./arm-id.ts";
import type { CloudView, Stored } from "./behaviours/behaviour.ts";
import { recordOf } from "./envelope.ts";
import { regionKey } from "./places.ts";
import type { Change } from "./state-file.ts";
import { ingestionOf } from "./types/monitor.ts";

const DAY = 86_400;

/** Days for which a deleted vault keeps its name where it does not say: https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview */
const RETENTION_DAYS = 90;

/** What Azure makes by itself once a resource is there. */
export function afterWrite({ type, id, inputs }: Stored, cloud: CloudView): Change[] {
  if (typeof inputs.location !== "string") return [];
  const companions = companionsOf(type.token, id, inputs);
  return companions
    .filter((companion) => cloud.resource(companion) === undefined)
    .map((companion) => ({
      set: {
        id: companion,
        inputs: { location: regionKey(String(inputs.location)) },
        provisioningState: "Succeeded",
        createdAt: cloud.now,
      },
    }));
}

/** Ids of what comes with a resource, groups before what stands in them. */
function companionsOf(token: string, id: string, inputs: Stored["inputs"]): string[] {
  switch (token) {
    case "azure-native:network:VirtualNetwork":
      return networkWatcher(subscriptionOf(id) ?? "", regionKey(String(inputs.location)));
    case "azure-native:monitor:AzureMonitorWorkspace":
      return ingestion(ingestionOf(id, inputs));
    default:
      return [];
  }
}

/** A metrics workspace brings what takes its data in, in a group of their own. */
function ingestion(made: Readonly<Record<string, string>>): string[] {
  const endpoints = Object.values(made);
  return [...new Set(endpoints.map((endpoint) => endpoint.split("/").slice(0, 5).join("/"))), ...endpoints];
}

/** The first network of a region brings a network watcher: https://learn.microsoft.com/azure/network-watcher/network-watcher-create */
function networkWatcher(subscription: string, location: string): string[] {
  const group = `/subscriptions/${subscription}/resourceGroups/NetworkWatcherRG`;
  return [group, `${group}/providers/Microsoft.Network/networkWatchers/NetworkWatcher_${location}`];
}

/** What Azure keeps of a resource that was deleted. */
export function afterDelete({ type, id, inputs }: Stored, now: number): Change[] {
  if (type.token !== "azure-native:keyvault:Vault") return [];
  const { softDeleteRetentionInDays: days = RETENTION_DAYS, enablePurgeProtection } = recordOf(
    inputs.properties,
  );
  const retention = typeof days === "number" ? days : RETENTION_DAYS;
  return [
    {
      bury: {
        name: nameOf(id),
        id,
        location: String(inputs.location),
        purgeProtected: enablePurgeProtection === true,
        deletedAt: now,
        purgedAt: now + retention * DAY,
      },
    },
  ];
}
