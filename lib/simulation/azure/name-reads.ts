import { nameOf } from "./arm-id.ts";
import type { CloudView, Stored } from "./behaviours/behaviour.ts";
import type { Body } from "./envelope.ts";
import type { World } from "./world.ts";

/** Kinds of names that are unique in all of Azure. */
export type GlobalName = "storageAccount" | "vault" | "registry";

const takenBy: Readonly<Record<GlobalName, keyof World["takenNames"]>> = {
  registry: "registries",
  storageAccount: "storageAccounts",
  vault: "vaults",
};

/** Why a name cannot be had; `undefined`: it can. */
export function nameTaken(cloud: CloudView, kind: GlobalName, name: string): string | undefined {
  const same = (other: string): boolean => other.toLowerCase() === name.toLowerCase();
  const own = [...cloud.resources()].some(({ id, type }) => type.globalName === kind && same(nameOf(id)));
  if (own || cloud.world.takenNames[takenBy[kind]].some(same)) return `The name '${name}' is already in use.`;
  const deleted =
    kind === "vault" &&
    (cloud.world.softDeletedVaults.some(same) ||
      [...cloud.softDeletedVaults()].some((vault) => same(vault.name)));
  return deleted
    ? `The vault name '${name}' is already in use by a vault that was deleted but not purged.`
    : undefined;
}

/** What `checkNameAvailability` of storage, key vault and registry answers. */
export function nameAvailability(cloud: CloudView, kind: GlobalName, name: string): Body {
  const message = nameTaken(cloud, kind, name);
  return message === undefined
    ? { nameAvailable: true }
    : { nameAvailable: false, reason: "AlreadyExists", message };
}

/** Virtual time 0, for answers that show dates. */
const EPOCH = Date.UTC(2026, 0, 1);

/** Deleted vaults that keep their names. https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/list-deleted */
export function deletedVaults(cloud: CloudView, subscription: string): Body[] {
  const own = [...cloud.softDeletedVaults()].map(
    ({ name, id, location, purgeProtected, deletedAt, purgedAt }) => ({
      id: deletedVaultId(subscription, location, name),
      name,
      type: "Microsoft.KeyVault/deletedVaults",
      properties: {
        vaultId: id,
        location,
        deletionDate: dateOf(deletedAt),
        scheduledPurgeDate: dateOf(purgedAt),
        purgeProtectionEnabled: purgeProtected,
      },
    }),
  );
  const before = cloud.world.softDeletedVaults.map((name) => ({
    id: deletedVaultId(subscription, "unknown", name),
    name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: {},
  }));
  return [...before, ...own];
}

function deletedVaultId(subscription: string, location: string, name: string): string {
  return `/subscriptions/${subscription}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`;
}

function dateOf(virtualSeconds: number): string {
  return new Date(EPOCH + virtualSeconds * 1000).toISOString();
}

/** Whether reads show a resource already. */
export function isSeen({ now, world }: CloudView, { createdAt }: Stored): boolean {
  return now - createdAt >= world.readLagSeconds;
}
