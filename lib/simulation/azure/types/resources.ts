import type { ResourceType } from "./resource-type.ts";
import { assumed, group, location, spec, succeeded } from "./rows.ts";

/** What Microsoft.Resources has: the groups that hold everything else. */
export const resourcesTypes: readonly ResourceType[] = [
  {
    token: "azure-native:resources:ResourceGroup",
    armType: "Microsoft.Resources/resourceGroups",
    id: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}",
    apiVersion: "2024-03-01",
    ...spec("resources/resource-manager/Microsoft.Resources/stable/2024-03-01/resources.json"),
    fields: [group, location, { path: "managedBy", length: [1, 1024] }],
    durations: assumed(0, 0, 30, "an empty group goes in seconds; what it holds goes first"),
    outputs: () => ({ properties: succeeded() }),
  },
];
