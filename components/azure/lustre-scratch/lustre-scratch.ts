import * as storagecache from "@pulumi/azure-native/storagecache/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { createEncryptionIdentity } from "../encryption-identity.ts";
import { knownId } from "../known.ts";
import { tagsOf } from "../tags.ts";
import { type LustreScratchArgs, resolveLustreScratchArgs } from "./lustre-scratch.args.ts";
import { nidList } from "./root-squash.ts";

/**
 * A Managed Lustre file system for the files of running jobs, in the zone of the nodes, encrypted with a key of ours, on
 * which root of a node is nobody.
 *
 * Neither size, class, zone, subnet nor key can change afterwards. What travels to it is not encrypted: Lustre has no
 * encryption of its own, and Azure documents none, so its subnet must be closed.
 */
export class LustreScratch extends pulumi.ComponentResource {
  /** Resource id of the file system. */
  readonly fileSystemId: pulumi.Output<string>;
  /** Address that clients mount: that of the management service; unknown until the file system is made. */
  readonly mgsAddress: pulumi.Output<string>;
  /** Size, TiB. */
  readonly capacityTiB: number;
  /** Nominal throughput, MB/s, read and write. */
  readonly throughputMBps: number;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: LustreScratchArgs, opts?: pulumi.ComponentResourceOptions) {
    const { size, rootSquash, protect, identityName, tags } = resolveLustreScratchArgs(args);
    super("exaform:azure:LustreScratch", name, {}, opts);
    const { resourceGroupName, location, fileSystemName, zone, maintenance, key } = args;

    const identity = createEncryptionIdentity(
      name,
      { resourceGroupName, location, identityName, key, tags },
      { parent: this, protect },
    );
    const childName = `${name}-filesystem`;
    const fileSystem = new storagecache.AmlFilesystem(
      childName,
      {
        resourceGroupName,
        amlFilesystemName: fileSystemName,
        location,
        sku: { name: size.sku },
        storageCapacityTiB: size.capacityTiB,
        zones: [zone],
        filesystemSubnet: args.subnetId,
        maintenanceWindow: { dayOfWeek: maintenance.dayOfWeek, timeOfDayUTC: maintenance.timeOfDayUtc },
        rootSquashSettings: {
          mode: rootSquash.mode,
          noSquashNidLists: nidList(rootSquash.adminNetworks),
          squashUID: rootSquash.squashUid,
          squashGID: rootSquash.squashGid,
        },
        identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
        // Managed Lustre wants a version, and stays with it.
        encryptionSettings: {
          keyEncryptionKey: { keyUrl: key.keyUriWithVersion, sourceVault: { id: key.vaultId } },
        },
        tags: tagsOf(this, "azure-native:storagecache:AmlFilesystem", childName, tags),
      },
      {
        parent: this,
        protect,
        retainOnDelete: protect,
        hooks: conflictRetry(),
        // A version that rotation made since is a change that Azure refuses.
        ignoreChanges: ["encryptionSettings.keyEncryptionKey.keyUrl"],
        customTimeouts: { create: "2h", delete: "2h" },
      },
    );

    this.fileSystemId = knownId(
      fileSystem,
      resourceGroupName,
      `Microsoft.StorageCache/amlFilesystems/${fileSystemName}`,
    );
    this.mgsAddress = fileSystem.clientInfo.apply(({ mgsAddress }) => mgsAddress);
    this.capacityTiB = size.capacityTiB;
    this.throughputMBps = size.throughputMBps;
    this.registerOutputs({
      fileSystemId: this.fileSystemId,
      mgsAddress: this.mgsAddress,
      capacityTiB: this.capacityTiB,
      throughputMBps: this.throughputMBps,
    });
  }
}
