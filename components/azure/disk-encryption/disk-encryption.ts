import * as compute from "@pulumi/azure-native/compute/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { createEncryptionIdentity } from "../encryption-identity.ts";
import { knownId } from "../known.ts";
import { tagsOf } from "../tags.ts";
import { type DiskEncryptionArgs, resolveDiskEncryptionArgs } from "./disk-encryption.args.ts";

/**
 * A disk encryption set that encrypts disks twice, with a key of ours and with one of Azure's, and takes a new version of
 * ours within an hour. Nodes with ephemeral disks take it when they are reimaged, at the next node image upgrade.
 *
 * Disks cannot be read without it, so Pulumi keeps the set, its identity and its role when they leave the program.
 */
export class DiskEncryption extends pulumi.ComponentResource {
  /** Resource id of the disk encryption set. */
  readonly diskEncryptionSetId: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: DiskEncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { identityName, tags } = resolveDiskEncryptionArgs(args);
    super("exaform:azure:DiskEncryption", name, {}, opts);
    const { resourceGroupName, location, diskEncryptionSetName, key } = args;

    const identity = createEncryptionIdentity(
      name,
      { resourceGroupName, location, identityName, key, tags },
      { parent: this, protect: true },
    );
    const childName = `${name}-set`;
    const set = new compute.DiskEncryptionSet(
      childName,
      {
        resourceGroupName,
        diskEncryptionSetName,
        location,
        encryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys",
        identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
        // Azure wants a version to start from, though it follows the newest.
        activeKey: { keyUrl: key.keyUriWithVersion, sourceVault: { id: key.vaultId } },
        rotationToLatestKeyVersionEnabled: true,
        tags: tagsOf(this, "azure-native:compute:DiskEncryptionSet", childName, tags),
      },
      { parent: this, protect: true, retainOnDelete: true, hooks: conflictRetry() },
    );

    const path = `Microsoft.Compute/diskEncryptionSets/${diskEncryptionSetName}`;
    this.diskEncryptionSetId = knownId(set, resourceGroupName, path);
    this.registerOutputs({ diskEncryptionSetId: this.diskEncryptionSetId });
  }
}
