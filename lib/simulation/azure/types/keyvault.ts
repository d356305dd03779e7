import type { BodyProblem, Inputs, ResourceType } from "./resource-type.ts";
import { assumed, GUID, group, hexOf, location, problem, required, spec, succeeded } from "./rows.ts";
import { isGiven, isObject, numberAt, placesOf, textAt, valueAt } from "./values.ts";

const VAULT =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.KeyVault/vaults/{vaultName}";

const ROTATION = "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation";

const vaultName = {
  path: "vaultName",
  required: true,
  pattern: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
  code: "VaultNameNotValid",
  rule: "3 to 24 letters, digits and single hyphens, the first a letter, the last a letter or digit",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
} as const;

function vaultProblems(inputs: Inputs): readonly BodyProblem[] {
  const problems: BodyProblem[] = [];
  for (const [property, irreversible] of [
    ["enablePurgeProtection", "Enabling the purge protection for a vault is an irreversible action."],
    ["enableSoftDelete", "Soft delete is on for every vault."],
  ] as const) {
    if (valueAt(inputs, `properties.${property}`) !== false) continue;
    // https://github.com/Azure/azure-rest-api-specs/issues/18106
    const message = `The property "${property}" cannot be set to false. ${irreversible}`;
    problems.push(problem(`properties.${property}`, message, "BadRequest"));
  }
  const byRole = valueAt(inputs, "properties.enableRbacAuthorization");
  const needsPolicies = byRole === undefined || byRole === null || byRole === false;
  if (
    needsPolicies &&
    !isGiven(inputs, "properties.accessPolicies") &&
    textAt(inputs, "properties.createMode") !== "recover"
  ) {
    const message =
      'The parameter "accessPolicies" is not specified. Without RBAC authorization a vault needs it.';
    problems.push(problem("properties.accessPolicies", message, "BadRequest"));
  }
  return problems;
}

function keyProblems(inputs: Inputs): readonly BodyProblem[] {
  const kty = textAt(inputs, "properties.kty") ?? "";
  const size = numberAt(inputs, "properties.keySize");
  const problems: BodyProblem[] = [];
  if (kty.startsWith("EC") && size !== undefined) {
    problems.push(
      problem("properties.keySize", "A key on an elliptic curve has a curve, no size.", "BadParameter"),
    );
  }
  if (kty.startsWith("RSA") && isGiven(inputs, "properties.curveName")) {
    problems.push(problem("properties.curveName", "An RSA key has a size, no curve.", "BadParameter"));
  }
  return [...problems, ...rotationProblems(inputs)];
}

/** Days of the shortest life and of the earliest renewal, {@link ROTATION}. */
const LEAST_LIFE = 28;
const LEAST_RENEWAL = 7;

function rotationProblems(inputs: Inputs): readonly BodyProblem[] {
  const at = "properties.rotationPolicy";
  const life = daysOf(valueAt(inputs, `${at}.attributes.expiryTime`));
  const problems: BodyProblem[] = [];
  if (life !== undefined && life < LEAST_LIFE) {
    problems.push(
      problem(
        `${at}.attributes.expiryTime`,
        `The expiry time must be at least ${LEAST_LIFE} days.`,
        "BadParameter",
      ),
    );
  }
  for (const action of placesOf(inputs, `${at}.lifetimeActions[]`)) {
    problems.push(...actionProblems(action.value, action.at, life));
  }
  return problems;
}

function actionProblems(action: unknown, at: string, life: number | undefined): readonly BodyProblem[] {
  if (!isObject(action)) return [];
  const after = daysOf(valueAt(action, "trigger.timeAfterCreate"));
  const before = daysOf(valueAt(action, "trigger.timeBeforeExpiry"));
  const problems: BodyProblem[] = [];
  if (
    textAt(action, "action.type")?.toLowerCase() === "notify" &&
    isGiven(action, "trigger.timeAfterCreate")
  ) {
    problems.push(problem(`${at}.trigger.timeAfterCreate`, "It only applies to rotate.", "BadParameter"));
  }
  if (after !== undefined && after < LEAST_RENEWAL) {
    const message = `A key is rotated at the earliest ${LEAST_RENEWAL} days after its creation.`;
    problems.push(problem(`${at}.trigger.timeAfterCreate`, message, "BadParameter"));
  }
  if (after !== undefined && life !== undefined && after > life - LEAST_RENEWAL) {
    const message = `A key is rotated at the latest ${LEAST_RENEWAL} days before it expires.`;
    problems.push(problem(`${at}.trigger.timeAfterCreate`, message, "BadParameter"));
  }
  if (before !== undefined && before < LEAST_RENEWAL) {
    const message = `It must be at least ${LEAST_RENEWAL} days.`;
    problems.push(problem(`${at}.trigger.timeBeforeExpiry`, message, "BadParameter"));
  }
  return problems;
}

const DURATION = /^P(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<weeks>\d+)W)?(?:(?<days>\d+)D)?$/;

/** The days of an ISO 8601 duration, months as 30 and years as 365. */
function daysOf(value: unknown): number | undefined {
  const parts = typeof value === "string" ? DURATION.exec(value)?.groups : undefined;
  if (parts === undefined) return undefined;
  const { years = 0, months = 0, weeks = 0, days = 0 } = parts;
  return Number(years) * 365 + Number(months) * 30 + Number(weeks) * 7 + Number(days);
}

function keyOutputs(id: string, inputs: Inputs): Inputs {
  const keyUri = `https://${inputs.vaultName}.vault.azure.net/keys/${inputs.keyName}`.toLowerCase();
  const {
    kty = "RSA",
    keySize,
    keyOps,
    curveName,
    rotationPolicy,
  } = isObject(inputs.properties) ? inputs.properties : {};
  return {
    keyUri,
    keyUriWithVersion: `${keyUri}/${hexOf(id, "version", 32)}`,
    kty,
    attributes: { enabled: true, exportable: false },
    ...(keySize !== undefined && { keySize }),
    ...(keyOps !== undefined && { keyOps }),
    ...(curveName !== undefined && { curveName }),
    ...(rotationPolicy !== undefined && { rotationPolicy }),
  };
}

/** What Microsoft.KeyVault has. */
export const keyVaultTypes: readonly ResourceType[] = [
  {
    token: "azure-native:keyvault:Vault",
    armType: "Microsoft.KeyVault/vaults",
    id: VAULT,
    apiVersion: "2024-11-01",
    ...spec("keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01/keyvault.json", "high"),
    fields: [
      group,
      location,
      vaultName,
      ...required("properties", "properties.sku"),
      { path: "properties.tenantId", required: true, pattern: GUID, rule: "a GUID" },
      { path: "properties.sku.family", required: true, oneOf: ["A"] },
      { path: "properties.sku.name", required: true, oneOf: ["standard", "premium"] },
      { path: "properties.softDeleteRetentionInDays", range: [7, 90] },
      { path: "properties.accessPolicies", length: [0, 1024] },
      ...required("tenantId", "objectId", "permissions").map((rule) => ({
        ...rule,
        path: `properties.accessPolicies[].${rule.path}`,
      })),
      { path: "properties.publicNetworkAccess", oneOf: ["Enabled", "Disabled"] },
      { path: "properties.networkAcls.defaultAction", oneOf: ["Allow", "Deny"] },
      { path: "properties.networkAcls.bypass", oneOf: ["AzureServices", "None"] },
      ...required(
        "properties.networkAcls.ipRules[].value",
        "properties.networkAcls.virtualNetworkRules[].id",
      ),
      { path: "properties.createMode", oneOf: ["recover", "default"] },
    ],
    check: vaultProblems,
    durations: assumed(30, 15, 10, "no page says; until then its name is registered in DNS"),
    globalName: "vault",
    references: ["properties.networkAcls.virtualNetworkRules[].id"],
    outputs: (_, inputs) => ({
      properties: {
        ...(isObject(inputs.properties) ? inputs.properties : {}),
        ...succeeded(),
        vaultUri: `https://${inputs.vaultName}.vault.azure.net/`.toLowerCase(),
      },
    }),
  },
  {
    token: "azure-native:keyvault:Key",
    armType: "Microsoft.KeyVault/vaults/keys",
    id: `${VAULT}/keys/{keyName}`,
    apiVersion: "2024-11-01",
    ...spec("keyvault/resource-manager/Microsoft.KeyVault/stable/2024-11-01/keys.json", "high"),
    fields: [
      group,
      vaultName,
      {
        path: "keyName",
        required: true,
        pattern: /^[A-Za-z0-9-]{1,127}$/,
        rule: "1 to 127 letters, digits and hyphens",
      },
      ...required("properties"),
      { path: "properties.kty", required: true, oneOf: ["EC", "EC-HSM", "RSA", "RSA-HSM"] },
      { path: "properties.keySize", oneOf: [2048, 3072, 4096], code: "BadParameter" },
      { path: "properties.curveName", oneOf: ["P-256", "P-384", "P-521", "P-256K"] },
      {
        path: "properties.keyOps[]",
        oneOf: ["encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey", "import", "release"],
      },
      {
        path: "properties.rotationPolicy.attributes.expiryTime",
        pattern: DURATION,
        rule: "a duration, P90D",
        source: ROTATION,
      },
      { path: "properties.rotationPolicy.lifetimeActions[].action.type", oneOf: ["rotate", "notify"] },
    ],
    check: keyProblems,
    durations: assumed(5, 5, 0, "no page says; deleting the ARM resource leaves the key in its vault"),
    outputs: keyOutputs,
  },
];
