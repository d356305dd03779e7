import { isDeepStrictEqual } from "node:util";
import { propertyChanges } from "../../../../catalog/azure/property-changes.ts";
import { nameOf } from "../arm-id.ts";
import { isAbsent, isHidden, valueAt } from "../types/values.ts";
import type { Behaviour, CloudView, Inputs, Refusal, Stored, Write } from "./behaviour.ts";
import { usersOf } from "./existing.ts";

const KEY = "azure-native:keyvault:Key";
const SUBNET = "azure-native:network:Subnet";
const VAULT = "azure-native:keyvault:Vault";

const fixed = Map.groupBy(
  // A region that differs is refused by Resource Manager before the service hears of it.
  propertyChanges.filter(
    ({ change, property }) => (change === "refused" || change === "newPool") && property !== "location",
  ),
  ({ type }) => type,
);

/** Inputs that ARM has at the top of a body and not under `properties`. */
const TOP = /^(?:identity|kind|location|properties|sku|tags|zones)\b/;

/** What a service fixes when it makes a resource; the catalogue's rows `refused` and `newPool` say what that is. */
export const propertyChangesRefused: Behaviour = {
  name: "properties that cannot change",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors",
  admit: (write, cloud) => {
    const existing = cloud.resource(write.id);
    if (write.method === "DELETE" || existing === undefined) return undefined;
    const row = fixed
      .get(write.type.token)
      ?.find(({ property }) => differs(existing.inputs, write.inputs, property));
    return row && refusalOf(row.property, existing, write, cloud);
  },
};

function differs(before: Inputs, after: Inputs, property: string): boolean {
  const [old, wanted] = [valueAt(before, property), valueAt(after, property)];
  if (isHidden(old) || isHidden(wanted) || (isAbsent(old) && isAbsent(wanted))) return false;
  return !isDeepStrictEqual(old, wanted);
}

/** Three services do not simply refuse. */
function refusalOf(property: string, existing: Stored, write: Write, cloud: CloudView): Refusal | undefined {
  switch (write.type.token) {
    // What is written for a key that exists is ignored (https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist).
    case KEY:
      return undefined;
    // Left out, purge protection stays; `false` is refused with the body.
    case VAULT:
      return undefined;
    case SUBNET:
      if (property.startsWith("addressPrefix")) return prefixInUse(existing, cloud);
  }
  // AKS's words, and Resource Manager's general ones: no page shows those of every service.
  const path = TOP.test(property) ? property : `properties.${property}`;
  const message = `Changing property '${path}' is not allowed.`;
  return { status: 400, code: "PropertyChangeNotAllowed", message, target: path };
}

/** Microsoft.Network's words: https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet says when. */
function prefixInUse({ id, inputs }: Stored, cloud: CloudView): Refusal | undefined {
  if (usersOf(cloud, id).length === 0) return undefined;
  const prefix = valueAt(inputs, "addressPrefix") ?? valueAt(inputs, "addressPrefixes");
  const message = `IpPrefix ${prefix} on Subnet ${nameOf(id)} has active allocations and cannot be deleted.`;
  return { status: 400, code: "InUsePrefixCannotBeDeleted", message };
}
