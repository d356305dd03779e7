import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { createIdentity } from "../identity.ts";
import { known } from "../known.ts";
import { createRoleAssignment } from "../role-assignment.ts";
import { tagsOf } from "../tags.ts";
import { type FlowLogArgs, resolveFlowLogArgs } from "./flow-log.args.ts";

/**
 * Records every connection of a virtual network, tried or made, in a storage account. It is a resource of its own, because
 * the account's private endpoint stands in the network that is recorded. Records are written with an identity of its own,
 * since accounts of a training cluster know no shared keys
 * (https://learn.microsoft.com/powershell/module/az.network/new-aznetworkwatcherflowlog, `-UserAssignedIdentityId`).
 */
export class FlowLog extends pulumi.ComponentResource {
  /** Azure's name of the flow log. */
  readonly flowLogName: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: FlowLogArgs, opts?: pulumi.ComponentResourceOptions) {
    const resolved = resolveFlowLogArgs(args);
    super("exaform:azure:FlowLog", name, {}, opts);

    const childName = `${name}-log`;
    new network.FlowLog(
      childName,
      {
        resourceGroupName: resolved.networkWatcherResourceGroupName,
        networkWatcherName: resolved.networkWatcherName,
        location: args.location,
        flowLogName: args.flowLogName,
        targetResourceId: args.vnetId,
        storageId: args.storageAccountId,
        identity: {
          type: "UserAssigned",
          userAssignedIdentities: [this.#createWriter(name, args, resolved.identityName)],
        },
        enabled: true,
        format: { type: "JSON", version: 2 },
        retentionPolicy: { enabled: true, days: resolved.retentionDays },
        tags: tagsOf(this, "azure-native:network:FlowLog", childName, args.tags),
      },
      { parent: this, hooks: conflictRetry() },
    );

    this.flowLogName = pulumi.output(args.flowLogName);
    this.registerOutputs({ flowLogName: this.flowLogName });
  }

  /** An identity that may write blobs of the account and nothing else; its id waits for the role. */
  #createWriter(name: string, args: FlowLogArgs, identityName: string): pulumi.Output<string> {
    const childName = `${name}-writer`;
    // A lock on the logs keeps what belongs to them.
    const kept = { parent: this, protect: true };
    const { id, principalId } = createIdentity(childName, { ...args, identityName }, kept);
    const role = createRoleAssignment(
      `${childName}-blobs`,
      { principalId, role: "Storage Blob Data Contributor", scope: args.storageAccountId },
      kept,
    );
    return known(role, id);
  }
}
