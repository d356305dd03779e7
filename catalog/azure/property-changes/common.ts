import { armTypes } from "../arm-types.ts";
import { type ChangeOrigin, changes, type PropertyChange, packageDocs } from "./property-change.ts";

/** What Azure Resource Manager demands of every resource provider. */
const contract: ChangeOrigin = {
  source: "https://github.com/Azure/azure-resource-manager-rpc/blob/master/v1.0/resource-api-reference.md",
  asOf: "undated",
};

/** Types with a location and tags, of which the other files have no row of their own. */
const TRACKED = [
  "managedidentity:UserAssignedIdentity",
  "monitor:AzureMonitorWorkspace",
  "monitor:PrivateLinkScope",
  "network:AzureFirewall",
  "network:FirewallPolicy",
  "network:FlowLog",
  "network:NetworkSecurityGroup",
  "network:PrivateEndpoint",
  "network:RouteTable",
  "operationalinsights:Workspace",
  "privatedns:PrivateZone",
  "privatedns:VirtualNetworkLink",
];

const BUDGET = "azure-native:consumption:Budget";

const LOCATED = [...TRACKED, "compute:DiskEncryptionSet", "keyvault:Vault", "storagecache:AmlFilesystem"];

const TAGGED = [...TRACKED, "network:PublicIPAddress", "resources:ResourceGroup"];

/** What every type has: an id, and most a location and tags. */
export const commonChanges: readonly PropertyChange[] = [
  ...Object.keys(armTypes).flatMap((type) =>
    changes(type, "replace", idInputs(type), "part of the resource's id", contract),
  ),
  ...LOCATED.flatMap((type) =>
    changes(
      `azure-native:${type}`,
      "refused",
      ["location"],
      "a resource never leaves the region in which it was made",
      contract,
    ),
  ),
  ...changes(
    BUDGET,
    "inPlace",
    ["amount", "category", "filter", "notifications", "timeGrain"],
    "a budget is put as a whole",
    packageDocs,
  ),
  ...changes(
    BUDGET,
    "refused",
    ["timePeriod"],
    "a month that has passed is not accepted again: remove the budget and make another",
    packageDocs,
  ),
  ...TAGGED.flatMap((type) =>
    changes(`azure-native:${type}`, "inPlace", ["tags"], "tags are updated", contract),
  ),
];

/**
 * The inputs that make up the id of a type, from the outermost to its own name, without the subscription; empty for a type
 * that the catalogue does not have.
 */
export function idInputs(type: string): readonly string[] {
  const names = [...(armTypes[type]?.id ?? "").matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  return names.filter((name) => name !== "subscriptionId");
}
