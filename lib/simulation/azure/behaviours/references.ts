import { nameOf, sameId, subscriptionOf } from "../arm-id.ts";
import type { Behaviour, Refusal, Write } from "./behaviour.ts";
import { exists, groupIdOf, referencesOf } from "./existing.ts";

/** What a resource refers to must be there. Of other subscriptions nothing is known: what lies there counts as there. */
export const references: Behaviour = {
  name: "references to what is not there",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-not-found",
  admit: (write, cloud) => {
    if (write.method === "DELETE") return undefined;
    const missing = referencesOf(write).find(
      (id) =>
        subscriptionOf(id)?.toLowerCase() === subscriptionOf(write.id)?.toLowerCase() && !exists(cloud, id),
    );
    return missing === undefined ? undefined : refusalOf(missing, write);
  },
};

function refusalOf(missing: string, { id, type }: Write): Refusal {
  // https://learn.microsoft.com/azure/virtual-desktop/troubleshoot-set-up-issues shows Microsoft.Network's answer.
  if (type.armType.startsWith("Microsoft.Network/")) {
    const message = `Resource ${missing} referenced by resource ${id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`;
    return { status: 400, code: "InvalidResourceReference", message };
  }
  const group = groupIdOf(missing) ?? "";
  if (sameId(group, missing)) {
    const message = `Resource group '${nameOf(missing)}' could not be found.`;
    return { status: 404, code: "ResourceGroupNotFound", message };
  }
  const resource = missing.slice(group.length).replace(/^\/providers\//i, "");
  const message = `The Resource '${resource}' under resource group '${nameOf(group)}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
  return { status: 404, code: "ResourceNotFound", message };
}
