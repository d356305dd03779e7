import type { KeyReference } from "../encryption-key/index.ts";
import type { KeyPurpose } from "../key-vault/index.ts";

const VAULT =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-test";

/** A key that exists already, for components that are tested without the vault and key that a stack would make. */
export function keyReference<Purpose extends KeyPurpose>(purpose: Purpose): KeyReference<Purpose> {
  return {
    purpose,
    vaultId: VAULT,
    vaultUri: "https://kv-test.vault.azure.net/",
    keyName: purpose,
    keyId: `${VAULT}/keys/${purpose}`,
    keyUri: `https://kv-test.vault.azure.net/keys/${purpose}`,
    keyUriWithVersion: `https://kv-test.vault.azure.net/keys/${purpose}/0123456789abcdef`,
  };
}

/** Where a private endpoint stands, and where its names are written. */
export const endpoints = {
  resourceGroupName: "rg-network",
  subnetId: "/subscriptions/s/virtualNetworks/v/subnets/endpoints",
  privateDnsZoneIds: {
    "privatelink.vaultcore.azure.net": "/zones/vault",
    "privatelink.azurecr.io": "/zones/registry",
    "privatelink.blob.core.windows.net": "/zones/blob",
  },
};
