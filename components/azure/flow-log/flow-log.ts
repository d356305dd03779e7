import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { tagsOf } from "../tags.ts";
import { type FlowLogArgs, resolveFlowLogArgs } from "./flow-log.args.ts";

/**
 * Records every connection of a virtual network, tried or made, in a storage account. It is a resource of its own, because
 * the account's private endpoint stands in the network that is recorded.
 */
export class FlowLog extends pulumi.ComponentResource {
  /** Azure's name of the flow log. */
  readonly flowLogName: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: FlowLogArgs, opts?: pulumi.ComponentResourceOptions) {
    const { retentionDays, networkWatcherName, networkWatcherResourceGroupName } = resolveFlowLogArgs(args);
    super("exaform:azure:FlowLog", name, args, opts);

    const childName = `${name}-log`;
    new network.FlowLog(
      childName,
      {
        resourceGroupName: networkWatcherResourceGroupName,
        networkWatcherName,
        location: args.location,
        flowLogName: args.flowLogName,
        targetResourceId: args.vnetId,
        storageId: args.storageAccountId,
        enabled: true,
        format: { type: "JSON", version: 2 },
        retentionPolicy: { enabled: true, days: retentionDays },
        tags: tagsOf(this, "azure-native:network:FlowLog", childName, args.tags),
      },
      { parent: this },
    );

    this.flowLogName = pulumi.output(args.flowLogName);
    this.registerOutputs({ flowLogName: this.flowLogName });
  }
}
