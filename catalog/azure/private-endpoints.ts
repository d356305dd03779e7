/** https://learn.microsoft.com/azure/private-link/private-endpoint-dns (page of 2023-10-11; zones are stable). */
const zones = {
  azuremonitor: [
    "privatelink.monitor.azure.com",
    "privatelink.oms.opinsights.azure.com",
    "privatelink.ods.opinsights.azure.com",
    "privatelink.agentsvc.azure-automation.net",
    "privatelink.blob.core.windows.net",
  ],
  blob: ["privatelink.blob.core.windows.net"],
  dfs: ["privatelink.dfs.core.windows.net"],
  file: ["privatelink.file.core.windows.net"],
  queue: ["privatelink.queue.core.windows.net"],
  table: ["privatelink.table.core.windows.net"],
  registry: ["privatelink.azurecr.io"],
  vault: ["privatelink.vaultcore.azure.net"],
  managedhsm: ["privatelink.managedhsm.azure.net"],
  namespace: ["privatelink.servicebus.windows.net"],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

/** What of a service a private endpoint leads to, as Azure spells it. */
export type GroupId = keyof typeof zones;

/** Private DNS zones that make a service's public host name resolve to its private endpoint, by group id. */
export const privateEndpointZones: Readonly<Record<GroupId, readonly [string, ...string[]]>> = zones;

/**
 * Private DNS zone of AKS API servers with virtual network integration.
 * https://learn.microsoft.com/azure/aks/private-clusters
 *
 * @param region Azure's short name, for example `eastus`.
 */
export function apiServerZone(region: string): string {
  return `private.${region}.azmk8s.io`;
}
