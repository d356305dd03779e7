import { nameOf } from "../arm-id.ts";
import { textAt } from "../types/values.ts";
import type { Behaviour, CloudView, Refusal, Write } from "./behaviour.ts";

const same = (name: string) => (other: string) => other.toLowerCase() === name.toLowerCase();

/** Names that are unique in all of Azure: what another customer, another group or a deleted vault has cannot be had. */
export const existingNames: Behaviour = {
  name: "names that are taken",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
  admit: (write, cloud) => {
    const { method, id, type } = write;
    if (method !== "PUT" || cloud.resource(id) !== undefined) return undefined;
    switch (type.globalName) {
      case "storageAccount":
        return accountRefusal(nameOf(id), write, cloud);
      case "registry":
        return registryRefusal(nameOf(id), write, cloud);
      case "vault":
        return vaultRefusal(nameOf(id), write, cloud);
      default:
        return undefined;
    }
  },
};

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-storage-account-name */
function accountRefusal(name: string, write: Write, cloud: CloudView): Refusal | undefined {
  if (ownHas(name, write, cloud)) {
    const message = `The storage account named ${name} already exists under the subscription.`;
    return { status: 409, code: "StorageAccountAlreadyExists", message };
  }
  if (!cloud.world.takenNames.storageAccounts.some(same(name))) return undefined;
  const message = `The storage account named ${name} is already taken.`;
  return { status: 409, code: "StorageAccountAlreadyTaken", message };
}

/** https://learn.microsoft.com/rest/api/containerregistry/registries/check-name-availability */
function registryRefusal(name: string, write: Write, cloud: CloudView): Refusal | undefined {
  if (!ownHas(name, write, cloud) && !cloud.world.takenNames.registries.some(same(name))) return undefined;
  const message = `The registry DNS name ${name.toLowerCase()}.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability`;
  return { status: 409, code: "AlreadyInUse", message };
}

/** https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview */
function vaultRefusal(name: string, write: Write, cloud: CloudView): Refusal | undefined {
  if (ownHas(name, write, cloud) || cloud.world.takenNames.vaults.some(same(name))) {
    const message = `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`;
    return { status: 409, code: "VaultAlreadyExists", message };
  }
  const deleted = [...cloud.world.softDeletedVaults, ...[...cloud.softDeletedVaults()].map((v) => v.name)];
  if (!deleted.some(same(name)) || textAt(write.inputs, "properties.createMode") === "recover")
    return undefined;
  const message =
    "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.";
  return { status: 409, code: "ConflictError", message };
}

/** Whether something else of that kind in the simulation has the name. */
function ownHas(name: string, { type }: Write, cloud: CloudView): boolean {
  return [...cloud.resources()].some(
    (stored) => stored.type.globalName === type.globalName && same(name)(nameOf(stored.id)),
  );
}
