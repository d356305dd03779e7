import type { BodyProblem, Inputs, ResourceType } from "./resource-type.ts";
import {
  assumed,
  group,
  guidOf,
  identity,
  location,
  NAME_RULES,
  problem,
  required,
  spec,
  succeeded,
} from "./rows.ts";
import { isText, numberAt } from "./values.ts";

const RETENTION = "https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure";

/** The free tier keeps a week; every other from 30 days on, {@link RETENTION}. */
function retentionProblems(inputs: Inputs): readonly BodyProblem[] {
  const days = numberAt(inputs, "retentionInDays");
  if (days === undefined || isText(inputs, "sku.name", "Free") || days >= 30) return [];
  const message = `'RetentionInDays' property doesn't match the SKU limits: ${days} is less than 30.`;
  return [problem("retentionInDays", message, "InvalidParameter")];
}

/** What Microsoft.OperationalInsights has: where logs go. */
export const operationalInsightsTypes: readonly ResourceType[] = [
  {
    token: "azure-native:operationalinsights:Workspace",
    armType: "Microsoft.OperationalInsights/workspaces",
    id: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.OperationalInsights/workspaces/{workspaceName}",
    apiVersion: "2023-09-01",
    ...spec(
      "operationalinsights/resource-manager/Microsoft.OperationalInsights/stable/2023-09-01/Workspaces.json",
    ),
    fields: [
      group,
      location,
      {
        path: "workspaceName",
        required: true,
        pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
        rule: "4 to 63 letters, digits and hyphens, the first and last a letter or digit",
        source: NAME_RULES,
      },
      {
        path: "sku.name",
        required: true,
        oneOf: [
          "Free",
          "Standard",
          "Premium",
          "PerNode",
          "PerGB2018",
          "Standalone",
          "CapacityReservation",
          "LACluster",
        ],
      },
      { path: "retentionInDays", range: [7, 730], source: RETENTION },
      { path: "publicNetworkAccessForIngestion", oneOf: ["Enabled", "Disabled"] },
      { path: "publicNetworkAccessForQuery", oneOf: ["Enabled", "Disabled"] },
      ...required("identity.type"),
      identity("None", "SystemAssigned", "UserAssigned"),
    ],
    check: retentionProblems,
    durations: assumed(30, 15, 15, "no page says; a workspace stands within a minute"),
    outputs: (id) => ({ ...succeeded(), customerId: guidOf(id, "workspace") }),
  },
];
