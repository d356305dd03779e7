import { armPathOf, nameOf, sameId } from "../arm-id.ts";
import { regionKey } from "../places.ts";
import { textAt } from "../types/values.ts";
import type { Behaviour, CloudView, Refusal, Write } from "./behaviour.ts";
import { exists, groupIdOf } from "./existing.ts";

/** What Resource Manager asks before it forwards a write: where the resource goes, and whether it is somewhere else already. */
export const parents: Behaviour = {
  name: "groups, parents and regions",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-parent-resource",
  admit: (write, cloud) =>
    write.method === "DELETE"
      ? undefined
      : (groupRefusal(write, cloud) ?? parentRefusal(write, cloud) ?? regionRefusal(write, cloud)),
};

function groupRefusal({ id }: Write, cloud: CloudView): Refusal | undefined {
  const groupId = groupIdOf(id);
  if (groupId === undefined || sameId(groupId, id)) return undefined;
  const group = cloud.resource(groupId);
  const name = nameOf(groupId);
  if (group === undefined) {
    const message = `Resource group '${name}' could not be found.`;
    return { status: 404, code: "ResourceGroupNotFound", message };
  }
  if (group.provisioningState !== "Deleting") return undefined;
  const message = `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`;
  return { status: 409, code: "ResourceGroupBeingDeleted", message };
}

/** Only types of three parts and more have a parent of their own provider. */
function parentRefusal({ id, type }: Write, cloud: CloudView): Refusal | undefined {
  const parent = armPathOf(id)?.parent;
  if (parent === undefined || type.armType.split("/").length < 3 || exists(cloud, parent)) return undefined;
  const message = `Can not perform requested operation on nested resource. Parent resource '${nameOf(parent)}' not found.`;
  return { status: 404, code: "ParentResourceNotFound", message };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors, InvalidResourceLocation. */
function regionRefusal({ id, inputs }: Write, cloud: CloudView): Refusal | undefined {
  const wanted = textAt(inputs, "location");
  const location = textAt(cloud.resource(id)?.inputs, "location");
  if (wanted === undefined || location === undefined || regionKey(wanted) === regionKey(location))
    return undefined;
  const groupId = groupIdOf(id);
  if (groupId === undefined || sameId(groupId, id)) {
    const message = `Invalid resource group location '${wanted}'. The Resource group already exists in location '${location}'.`;
    return { status: 409, code: "InvalidResourceGroupLocation", message };
  }
  const message = `The resource '${nameOf(id)}' already exists in location '${location}' in resource group '${nameOf(groupId)}'. A resource with the same name cannot be created in location '${wanted}'. Please select a new resource name.`;
  return { status: 409, code: "InvalidResourceLocation", message };
}
