import type { BodyProblem, FieldRule, Inputs, ResourceType } from "./resource-type.ts";
import {
  assumed,
  atOnce,
  group,
  guidOf,
  hexOf,
  location,
  problem,
  required,
  spec,
  succeeded,
} from "./rows.ts";
import { isGiven, isHidden, isObject, listAt, placesOf, valueAt } from "./values.ts";

const SCOPE =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Insights/privateLinkScopes/{scopeName}";

const scopeName: FieldRule = {
  path: "scopeName",
  required: true,
  pattern: /^[\w().-]{0,254}[\w()-]$/,
  rule: "1 to 255 letters, digits, underscores, hyphens, periods and parentheses, the last no period",
};

/** Where a diagnostic setting may send to. */
const SINKS: readonly string[] = [
  "workspaceId",
  "storageAccountId",
  "eventHubAuthorizationRuleId",
  "marketplacePartnerId",
  "serviceBusRuleId",
];

function diagnosticProblems(inputs: Inputs): readonly BodyProblem[] {
  const problems: BodyProblem[] = [];
  if (!SINKS.some((sink) => isGiven(inputs, sink))) {
    const message = "At least one data sink needs to be specified.";
    problems.push(problem("workspaceId", message, "BadRequest"));
  }
  const hidden = ["logs", "metrics"].some((list) => isHidden(valueAt(inputs, list)));
  if (!hidden && listAt(inputs, "logs").length === 0 && listAt(inputs, "metrics").length === 0) {
    problems.push(problem("logs", "At least one category of logs or metrics must be named.", "BadRequest"));
  }
  for (const { at, value } of placesOf(inputs, "logs[]")) {
    if (!isObject(value) || isHidden(value)) continue;
    if (isGiven(value, "category") !== isGiven(value, "categoryGroup")) continue;
    problems.push(problem(at, "Exactly one of category and categoryGroup must be named.", "BadRequest"));
  }
  return problems;
}

/**
 * The data collection endpoint and rule that Azure makes with a workspace, in a managed resource group.
 * Source: https://learn.microsoft.com/azure/azure-monitor/metrics/azure-monitor-workspace-overview
 */
export function ingestionOf(
  id: string,
  { azureMonitorWorkspaceName: name, location }: Readonly<Record<string, unknown>>,
): Readonly<Record<string, string>> {
  const subscription = id.split("/").slice(0, 3).join("/");
  const managed = `${subscription}/resourceGroups/MA_${name}_${location}_managed/providers/Microsoft.Insights`;
  return {
    dataCollectionEndpointResourceId: `${managed}/dataCollectionEndpoints/${name}`,
    dataCollectionRuleResourceId: `${managed}/dataCollectionRules/${name}`,
  };
}

/** What Azure Monitor has. */
export const monitorTypes: readonly ResourceType[] = [
  {
    token: "azure-native:monitor:AzureMonitorWorkspace",
    armType: "Microsoft.Monitor/accounts",
    id: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Monitor/accounts/{azureMonitorWorkspaceName}",
    apiVersion: "2023-04-03",
    ...spec("monitor/resource-manager/Microsoft.Monitor/stable/2023-04-03/monitoringAccounts_API.json"),
    fields: [
      group,
      location,
      {
        path: "azureMonitorWorkspaceName",
        required: true,
        pattern: /^(?!-)[A-Za-z0-9-]+[^-]$/,
        length: [3, 44],
        rule: "3 to 44 letters, digits and hyphens, the first and last no hyphen",
        source: "https://learn.microsoft.com/azure/azure-monitor/metrics/azure-monitor-workspace-manage",
      },
      { path: "publicNetworkAccess", oneOf: ["Enabled", "Disabled"] },
    ],
    durations: assumed(30, 15, 30, "no page says; a workspace stands within a minute"),
    outputs: (id, inputs) => ({
      ...succeeded(),
      accountId: guidOf(id, "monitor"),
      metrics: {
        internalId: `mac_${guidOf(id, "metrics")}`,
        prometheusQueryEndpoint:
          `https://${inputs.azureMonitorWorkspaceName}-${hexOf(id, "endpoint", 4)}.${inputs.location}.prometheus.monitor.azure.com`.toLowerCase(),
      },
      defaultIngestionSettings: ingestionOf(id, inputs),
    }),
  },
  {
    token: "azure-native:monitor:DiagnosticSetting",
    armType: "Microsoft.Insights/diagnosticSettings",
    id: "/{resourceUri}/providers/Microsoft.Insights/diagnosticSettings/{name}",
    apiVersion: "2021-05-01-preview",
    ...spec(
      "monitor/resource-manager/Microsoft.Insights/preview/2021-05-01-preview/diagnosticsSettings_API.json",
    ),
    fields: [
      {
        path: "resourceUri",
        required: true,
        pattern: /^\/(?:subscriptions|providers)\/.+/i,
        rule: "the id of a resource",
      },
      {
        path: "name",
        required: true,
        pattern: /^[^<>*%&:\\?+/\s][^<>*%&:\\?+/]{0,259}$/,
        rule: "1 to 260 characters without <>*%&:\\?+/",
        source: "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
      },
      ...required("logs[].enabled", "metrics[].enabled"),
      ...required("logs[].retentionPolicy.days", "logs[].retentionPolicy.enabled"),
      { path: "logs[].retentionPolicy.days", range: [0, 365] },
    ],
    check: diagnosticProblems,
    durations: atOnce,
    references: ["resourceUri", "workspaceId", "storageAccountId"],
  },
  {
    token: "azure-native:monitor:PrivateLinkScope",
    armType: "Microsoft.Insights/privateLinkScopes",
    id: SCOPE,
    apiVersion: "2023-06-01-preview",
    ...spec(
      "monitor/resource-manager/Microsoft.Insights/preview/2023-06-01-preview/privateLinkScopes_API.json",
    ),
    fields: [
      group,
      { ...location, oneOf: ["global"] },
      scopeName,
      ...required("accessModeSettings"),
      ...["ingestionAccessMode", "queryAccessMode"].map((mode) => ({
        path: `accessModeSettings.${mode}`,
        required: true,
        oneOf: ["Open", "PrivateOnly"],
      })),
    ],
    durations: assumed(15, 15, 15, "no page says; a scope is a record"),
    outputs: succeeded,
  },
  {
    token: "azure-native:monitor:PrivateLinkScopedResource",
    armType: "Microsoft.Insights/privateLinkScopes/scopedResources",
    id: `${SCOPE}/scopedResources/{name}`,
    apiVersion: "2023-06-01-preview",
    ...spec(
      "monitor/resource-manager/Microsoft.Insights/preview/2023-06-01-preview/privateLinkScopes_API.json",
    ),
    fields: [
      group,
      scopeName,
      ...required("name", "linkedResourceId"),
      { path: "kind", oneOf: ["Resource", "Metrics"] },
    ],
    durations: assumed(30, 15, 30, "no page says; a link to a resource stands within a minute"),
    references: ["linkedResourceId"],
    outputs: succeeded,
  },
];
