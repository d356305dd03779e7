import * as storage from "@pulumi/azure-native/storage/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { createEncryptionIdentity } from "../encryption-identity.ts";
import { known, knownId } from "../known.ts";
import { PrivateEndpoint } from "../private-endpoint/index.ts";
import { tagsOf } from "../tags.ts";
import { access, copies, encryption, network } from "./account.ts";
import { type BlobStoreArgs, type ResolvedBlobStore, resolveBlobStoreArgs } from "./blob-store.args.ts";

/**
 * A storage account for blobs that is reached through its private endpoint only, by Entra identities only, over TLS only,
 * encrypted twice, once with a key of ours. What is deleted or replaced can come back for a while, and Pulumi keeps
 * account and containers when they leave the program.
 */
export class BlobStore extends pulumi.ComponentResource {
  /** Azure's name of the storage account. */
  readonly accountName: pulumi.Output<string>;
  /** Resource id of the storage account; waits for its private endpoint. */
  readonly accountId: pulumi.Output<string>;
  /** Address of the blobs, with a slash at the end. */
  readonly blobEndpoint: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: BlobStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const store = resolveBlobStoreArgs(args);
    super("exaform:azure:BlobStore", name, {}, opts);
    const { resourceGroupName, location, key } = args;
    const { accountName, identityName, purpose, tags } = store;

    const identity = createEncryptionIdentity(
      name,
      { resourceGroupName, location, identityName, key, tags },
      { parent: this, protect: true },
    );
    const childName = `${name}-account`;
    const account = new storage.StorageAccount(
      childName,
      {
        resourceGroupName,
        accountName,
        location,
        kind: "StorageV2",
        sku: { name: `Standard_${store.redundancy}` },
        accessTier: "Hot",
        ...network(purpose),
        ...access,
        ...copies,
        ...encryption(key, identity.id),
        tags: tagsOf(this, "azure-native:storage:StorageAccount", childName, tags),
      },
      { parent: this, protect: true, retainOnDelete: true, hooks: conflictRetry() },
    );
    this.accountName = known(account, accountName);
    this.declareContents(name, resourceGroupName, store);
    const accountId = knownId(account, resourceGroupName, `Microsoft.Storage/storageAccounts/${accountName}`);
    const endpoint = new PrivateEndpoint(
      `${name}-private`,
      {
        ...args.endpoints,
        location,
        endpointName: `${accountName}-blob`,
        targetId: accountId,
        groupId: "blob",
        tags,
      },
      { parent: this },
    );

    this.accountId = known(endpoint, accountId);
    this.blobEndpoint = known(account, `https://${accountName}.blob.core.windows.net/`);
    this.registerOutputs({
      accountName: this.accountName,
      accountId: this.accountId,
      blobEndpoint: this.blobEndpoint,
    });
  }

  /** Declares how long deleted and replaced blobs stay, and the containers. */
  private declareContents(
    name: string,
    resourceGroupName: pulumi.Input<string>,
    store: ResolvedBlobStore,
  ): void {
    const { accountName } = this;
    const kept = { parent: this, protect: true, retainOnDelete: true };
    const recoverable = { enabled: true, days: store.recoverableDays };
    new storage.BlobServiceProperties(
      `${name}-recovery`,
      {
        resourceGroupName,
        accountName,
        blobServicesName: "default",
        deleteRetentionPolicy: { ...recoverable, allowPermanentDelete: false },
        containerDeleteRetentionPolicy: recoverable,
        isVersioningEnabled: store.versioning,
      },
      kept,
    );
    if (store.versioning) {
      new storage.ManagementPolicy(
        `${name}-versions`,
        { resourceGroupName, accountName, managementPolicyName: "default", policy: { rules: [versionRule] } },
        { parent: this, protect: true },
      );
    }
    for (const containerName of store.containers) {
      new storage.BlobContainer(
        `${name}-container-${containerName}`,
        { resourceGroupName, accountName, containerName, publicAccess: "None" },
        kept,
      );
    }
  }
}

/**
 * Without it an earlier version stays for ever and is paid for. Deleted a day after it was written or later, it still
 * can come back for the days of the soft delete.
 */
const versionRule = {
  name: "delete-earlier-versions",
  enabled: true,
  type: "Lifecycle",
  definition: {
    filters: { blobTypes: ["blockBlob"] },
    actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } },
  },
};
