import type { ResourceType } from "./resource-type.ts";
import { atOnce, group, guidOf, location, NAME_RULES, spec, tenantOf } from "./rows.ts";

/** What Microsoft.ManagedIdentity has: identities of services. */
export const managedIdentityTypes: readonly ResourceType[] = [
  {
    token: "azure-native:managedidentity:UserAssignedIdentity",
    armType: "Microsoft.ManagedIdentity/userAssignedIdentities",
    id: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/{resourceName}",
    apiVersion: "2023-01-31",
    ...spec("msi/resource-manager/Microsoft.ManagedIdentity/stable/2023-01-31/ManagedIdentity.json"),
    fields: [
      group,
      location,
      {
        path: "resourceName",
        required: true,
        pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/,
        rule: "3 to 128 letters, digits, hyphens and underscores, the first a letter or digit",
        source: NAME_RULES,
      },
    ],
    durations: atOnce,
    outputs: (id) => ({
      principalId: guidOf(id, "principal"),
      clientId: guidOf(id, "client"),
      tenantId: tenantOf(id),
    }),
  },
];
