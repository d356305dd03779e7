import * as authorization from "@pulumi/azure-native/authorization/index.js";
import * as resources from "@pulumi/azure-native/resources/index.js";
import * as pulumi from "@pulumi/pulumi";
import { known } from "../known.ts";
import { subscriptionId } from "../subscription.ts";
import { tagsOf } from "../tags.ts";
import { type ProtectedResourceGroupArgs, resolveProtectedResourceGroupArgs } from "./resource-group.args.ts";

/**
 * A resource group that Azure itself guards: a lock keeps everybody from deleting the group or anything in it, role
 * assignments and private endpoints included, and Pulumi keeps both when they leave the program. Data and keys stand in
 * groups of their own, because deleting a group takes all of its contents with it.
 *
 * To delete something on purpose, pass `protect: false` in a change of its own, which takes the lock away, then delete.
 */
export class ProtectedResourceGroup extends pulumi.ComponentResource {
  /** Azure's name of the group; waits for the lock, so that nothing is ever in the group unguarded. */
  readonly resourceGroupName: pulumi.Output<string>;
  /** Resource id of the group; waits for the lock. */
  readonly resourceGroupId: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: ProtectedResourceGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    const { resourceGroupName, location, protect, tags } = resolveProtectedResourceGroupArgs(args);
    super("exaform:azure:ProtectedResourceGroup", name, {}, opts);

    const childName = `${name}-group`;
    const kept = { parent: this, protect, retainOnDelete: protect };
    const group = new resources.ResourceGroup(
      childName,
      {
        resourceGroupName,
        location,
        tags: tagsOf(this, "azure-native:resources:ResourceGroup", childName, tags),
      },
      kept,
    );
    const id = known(group, `/subscriptions/${subscriptionId()}/resourceGroups/${resourceGroupName}`);
    const guard = protect
      ? new authorization.ManagementLockByScope(
          `${name}-lock`,
          {
            scope: id,
            lockName: "keep",
            level: "CanNotDelete",
            notes:
              "What is in this group cannot be made again. Take the lock away only to delete it on purpose.",
          },
          kept,
        )
      : group;

    this.resourceGroupName = known(guard, known(group, resourceGroupName));
    this.resourceGroupId = known(guard, id);
    this.registerOutputs({
      resourceGroupName: this.resourceGroupName,
      resourceGroupId: this.resourceGroupId,
    });
  }
}
