import type * as storage from "@pulumi/azure-native/storage/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { KeyReference } from "../encryption-key/index.ts";
import type { BlobPurpose } from "./blob-store.args.ts";

/** A part of a storage account's inputs. */
type Inputs = Partial<storage.StorageAccountArgs>;

/** Who reaches the account: its private endpoint, and for logs the service of Azure that writes them. */
export function network(purpose: BlobPurpose): Inputs {
  return {
    publicNetworkAccess: "Disabled",
    networkRuleSet: {
      defaultAction: "Deny",
      // Network Watcher has no private endpoint to write flow logs through.
      bypass: purpose === "logs" ? "AzureServices" : "None",
      ipRules: [],
      virtualNetworkRules: [],
    },
    enableHttpsTrafficOnly: true,
    // The API lists TLS1_3, but Azure Storage does not support it as a minimum.
    minimumTlsVersion: "TLS1_2",
  };
}

/** How callers prove who they are: Entra identities, and no other way. */
export const access: Inputs = {
  allowBlobPublicAccess: false,
  // Signatures (SAS) made with the account's keys fall with them; what is left are signatures of Entra identities.
  allowSharedKeyAccess: false,
  defaultToOAuthAuthentication: true,
  isLocalUserEnabled: false,
  isSftpEnabled: false,
  // NFS 3.0 has neither encryption nor identities: https://learn.microsoft.com/azure/storage/blobs/network-file-system-protocol-known-issues
  enableNfsV3: false,
  // Versions need the flat namespace: https://learn.microsoft.com/azure/storage/blobs/versioning-overview
  isHnsEnabled: false,
};

/** Where data can be copied to and from by the service itself, past every network rule. */
export const copies: Inputs = {
  allowCrossTenantReplication: false,
  allowedCopyScope: "PrivateLink",
};

/** Encryption with a key of ours, the newest version always, over a layer of Azure's own; fixed once the account exists. */
export function encryption(key: KeyReference, identityId: pulumi.Input<string>): Inputs {
  const account = { enabled: true, keyType: "Account" };
  return {
    identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
    encryption: {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyName: key.keyName, keyVaultUri: key.vaultUri },
      encryptionIdentity: { encryptionUserAssignedIdentity: identityId },
      requireInfrastructureEncryption: true,
      // Queues and tables take a key of ours only if the account is made so.
      services: { blob: account, file: account, queue: account, table: account },
    },
  };
}
