import type { BodyProblem, Inputs, ResourceType } from "./resource-type.ts";
import { assumed, group, identity, location, problem, required, spec, succeeded } from "./rows.ts";
import { isGiven, isText, textAt, valueAt } from "./values.ts";

const REGISTRY =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerRegistry/registries/{registryName}";

const registryName = {
  path: "registryName",
  required: true,
  pattern: /^[A-Za-z0-9]{5,50}$/,
  rule: "5 to 50 letters and digits",
} as const;

/** What only the Premium SKU has (https://learn.microsoft.com/azure/container-registry/container-registry-skus). */
const PREMIUM: readonly (readonly [path: string, feature: string, wants: (value: unknown) => boolean])[] = [
  ["publicNetworkAccess", "disabling public network access", (value) => value === "Disabled"],
  ["dataEndpointEnabled", "dedicated data endpoints", (value) => value === true],
  ["zoneRedundancy", "zone redundancy", (value) => value === "Enabled"],
  ["encryption.status", "customer-managed keys", (value) => value === "enabled"],
  ["networkRuleSet.defaultAction", "network rules", (value) => value === "Deny"],
  ["policies.retentionPolicy.status", "a retention policy", (value) => value === "enabled"],
];

function registryProblems(inputs: Inputs): readonly BodyProblem[] {
  const problems =
    isText(inputs, "sku.name", "Premium") || textAt(inputs, "sku.name") === undefined
      ? []
      : skuProblems(inputs);
  const exportsOff = isText(inputs, "policies.exportPolicy.status", "disabled");
  if (
    exportsOff &&
    (!isGiven(inputs, "publicNetworkAccess") || isText(inputs, "publicNetworkAccess", "Enabled"))
  ) {
    // https://learn.microsoft.com/azure/container-registry/data-loss-prevention
    const message = "The export policy can be disabled only where public network access is disabled.";
    return [...problems, problem("policies.exportPolicy.status", message, "BadRequest")];
  }
  return problems;
}

function skuProblems(inputs: Inputs): readonly BodyProblem[] {
  return PREMIUM.filter(([path, , wants]) => wants(valueAt(inputs, path))).map(([path, feature]) =>
    problem(
      path,
      `The SKU ${textAt(inputs, "sku.name")} does not offer ${feature}; Premium does.`,
      "BadRequest",
    ),
  );
}

/** What Microsoft.ContainerRegistry has. */
export const containerRegistryTypes: readonly ResourceType[] = [
  {
    token: "azure-native:containerregistry:Registry",
    armType: "Microsoft.ContainerRegistry/registries",
    id: REGISTRY,
    apiVersion: "2023-01-01-preview",
    ...spec(
      "containerregistry/resource-manager/Microsoft.ContainerRegistry/preview/2023-01-01-preview/containerregistry.json",
    ),
    fields: [
      group,
      location,
      registryName,
      ...required("sku", "networkRuleSet.defaultAction", "networkRuleSet.ipRules[].iPAddressOrRange"),
      { path: "sku.name", required: true, oneOf: ["Classic", "Basic", "Standard", "Premium"] },
      { path: "publicNetworkAccess", oneOf: ["Enabled", "Disabled"] },
      { path: "networkRuleBypassOptions", oneOf: ["AzureServices", "None"] },
      { path: "networkRuleSet.defaultAction", oneOf: ["Allow", "Deny"] },
      { path: "zoneRedundancy", oneOf: ["Enabled", "Disabled"] },
      { path: "encryption.status", oneOf: ["enabled", "disabled"] },
      { path: "policies.exportPolicy.status", oneOf: ["enabled", "disabled"] },
      { path: "policies.azureADAuthenticationAsArmPolicy.status", oneOf: ["enabled", "disabled"] },
      { path: "policies.retentionPolicy.status", oneOf: ["enabled", "disabled"] },
      {
        path: "policies.retentionPolicy.days",
        range: [0, 365],
        source: "https://learn.microsoft.com/azure/container-registry/container-registry-retention-policy",
      },
      { path: "policies.softDeletePolicy.status", oneOf: ["enabled", "disabled"] },
      {
        path: "policies.softDeletePolicy.retentionDays",
        range: [1, 90],
        source: "https://learn.microsoft.com/azure/container-registry/container-registry-soft-delete-policy",
      },
      identity("None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"),
    ],
    check: registryProblems,
    durations: assumed(30, 30, 30, "no page says; a registry stands within a minute"),
    globalName: "registry",
    outputs: (_, inputs) => ({
      ...succeeded(),
      loginServer: `${inputs.registryName}.azurecr.io`.toLowerCase(),
      dataEndpointHostNames:
        inputs.dataEndpointEnabled === true
          ? [`${inputs.registryName}.${inputs.location}.data.azurecr.io`.toLowerCase()]
          : [],
    }),
  },
  {
    token: "azure-native:containerregistry:CacheRule",
    armType: "Microsoft.ContainerRegistry/registries/cacheRules",
    id: `${REGISTRY}/cacheRules/{cacheRuleName}`,
    apiVersion: "2024-11-01-preview",
    ...spec(
      "containerregistry/resource-manager/Microsoft.ContainerRegistry/preview/2024-11-01-preview/containerregistry.json",
    ),
    fields: [
      group,
      registryName,
      {
        path: "cacheRuleName",
        required: true,
        pattern: /^[A-Za-z0-9-]{5,50}$/,
        rule: "5 to 50 letters, digits and hyphens",
      },
      ...required("sourceRepository", "targetRepository"),
    ],
    durations: assumed(10, 10, 10, "no page says; a rule is a record of the registry"),
    references: ["credentialSetResourceId"],
    outputs: succeeded,
  },
];
