import type { BodyProblem, FieldRule, Inputs, ResourceType } from "./resource-type.ts";
import { assumed, group, identity, location, problem, required, spec, succeeded } from "./rows.ts";
import { isGiven, isText, isTrueOrHidden, textAt, valueAt } from "./values.ts";

/** ARM id of an account. */
export const ACCOUNT =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Storage/storageAccounts/{accountName}";

/** Name of an account, in its own body and in those of what it holds. */
export const accountName: FieldRule = {
  path: "accountName",
  required: true,
  pattern: /^[a-z0-9]{3,24}$/,
  code: "AccountNameInvalid",
  rule: "3 to 24 lower-case letters and digits",
};

const onOff = [true, false] as const;

function accountProblems(inputs: Inputs): readonly BodyProblem[] {
  const problems: BodyProblem[] = [];
  for (const feature of ["enableNfsV3", "isSftpEnabled"]) {
    if (valueAt(inputs, feature) !== true || isTrueOrHidden(inputs, "isHnsEnabled")) continue;
    problems.push(
      problem(
        feature,
        `${feature} needs a hierarchical namespace (isHnsEnabled).`,
        "InvalidValuesForRequestParameters",
      ),
    );
  }
  if (isText(inputs, "kind", "BlobStorage") && !isGiven(inputs, "accessTier")) {
    problems.push(
      problem(
        "accessTier",
        "The access tier is required for the kind BlobStorage.",
        "InvalidValuesForRequestParameters",
      ),
    );
  }
  const premiumOnly = ["BlockBlobStorage", "FileStorage"].some((kind) => isText(inputs, "kind", kind));
  const sku = textAt(inputs, "sku.name");
  if (premiumOnly && sku?.startsWith("Standard_")) {
    problems.push(
      problem(
        "sku.name",
        `The kind ${textAt(inputs, "kind")} takes a Premium SKU; got ${sku}.`,
        "InvalidValuesForRequestParameters",
      ),
    );
  }
  return [...problems, ...encryptionProblems(inputs)];
}

/** A key of one's own has a name and a vault, and somebody who may use it. */
function encryptionProblems(inputs: Inputs): readonly BodyProblem[] {
  if (!isText(inputs, "encryption.keySource", "Microsoft.Keyvault")) return [];
  const paths = ["keyName", "keyVaultUri"].map((field) => `encryption.keyVaultProperties.${field}`);
  const missing = paths
    .filter((path) => !isGiven(inputs, path))
    .map((path) => problem(path, `Required parameter ${path} is missing (null): the key source is a vault.`));
  if (isGiven(inputs, "identity")) return missing;
  return [
    ...missing,
    problem("identity", "A key in a vault needs an identity of the account that may use it."),
  ];
}

function accountOutputs(_: string, inputs: Inputs): Inputs {
  const endpoint = (service: string): string => `https://${inputs.accountName}.${service}.core.windows.net/`;
  const services = ["blob", "dfs", "file", "queue", "table"];
  return {
    ...succeeded(),
    primaryEndpoints: Object.fromEntries(services.map((service) => [service, endpoint(service)])),
    primaryLocation: inputs.location,
    statusOfPrimary: "available",
  };
}

/** Accounts of Microsoft.Storage. */
export const storageTypes: readonly ResourceType[] = [
  {
    token: "azure-native:storage:StorageAccount",
    armType: "Microsoft.Storage/storageAccounts",
    id: ACCOUNT,
    apiVersion: "2024-01-01",
    ...spec("storage/resource-manager/Microsoft.Storage/stable/2024-01-01/storage.json"),
    fields: [
      group,
      location,
      accountName,
      ...required("sku"),
      {
        path: "kind",
        required: true,
        oneOf: ["Storage", "StorageV2", "BlobStorage", "FileStorage", "BlockBlobStorage"],
      },
      {
        path: "sku.name",
        required: true,
        oneOf: [
          ...["LRS", "GRS", "RAGRS", "ZRS", "GZRS", "RAGZRS"].map((name) => `Standard_${name}`),
          ...["LRS", "ZRS"].flatMap((name) => [`Premium_${name}`, `PremiumV2_${name}`, `StandardV2_${name}`]),
          "StandardV2_GRS",
          "StandardV2_GZRS",
        ],
      },
      { path: "accessTier", oneOf: ["Hot", "Cool", "Premium", "Cold"] },
      { path: "minimumTlsVersion", oneOf: ["TLS1_0", "TLS1_1", "TLS1_2"] },
      { path: "publicNetworkAccess", oneOf: ["Enabled", "Disabled", "SecuredByPerimeter"] },
      { path: "allowedCopyScope", oneOf: ["PrivateLink", "AAD"] },
      { path: "networkRuleSet.defaultAction", required: true, oneOf: ["Allow", "Deny"] },
      {
        path: "networkRuleSet.bypass",
        pattern: /^(?:None|(?:Logging|Metrics|AzureServices)(?:, ?(?:Logging|Metrics|AzureServices))*)$/,
        rule: "None or any of Logging, Metrics, AzureServices",
      },
      ...required("networkRuleSet.ipRules[].iPAddressOrRange", "identity.type"),
      ...required("networkRuleSet.virtualNetworkRules[].virtualNetworkResourceId"),
      { path: "encryption.keySource", oneOf: ["Microsoft.Storage", "Microsoft.Keyvault"] },
      identity("None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"),
      ...["allowBlobPublicAccess", "allowSharedKeyAccess", "enableHttpsTrafficOnly", "isHnsEnabled"].map(
        (path) => ({
          path,
          oneOf: onOff,
        }),
      ),
    ],
    check: accountProblems,
    durations: assumed(30, 10, 10, "no page says; an account stands within a minute"),
    globalName: "storageAccount",
    references: [
      "encryption.encryptionIdentity.encryptionUserAssignedIdentity",
      "identity.userAssignedIdentities[]",
      "networkRuleSet.virtualNetworkRules[].virtualNetworkResourceId",
    ],
    outputs: accountOutputs,
  },
];
