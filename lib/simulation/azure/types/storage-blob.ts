import type { BodyProblem, FieldRule, Inputs, ResourceType } from "./resource-type.ts";
import { atOnce, group, NAME_RULES, problem, required, spec } from "./rows.ts";
import { ACCOUNT, accountName } from "./storage.ts";
import { isHidden, isObject, isTrueOrHidden, listAt, numberAt, placesOf, textAt, valueAt } from "./values.ts";

/** What has one instance per account is called so. */
function onlyDefault(path: string): FieldRule {
  return { path, required: true, oneOf: ["default"], source: NAME_RULES };
}

const onOff = [true, false] as const;

/** https://learn.microsoft.com/azure/storage/blobs/point-in-time-restore-overview */
function blobServiceProblems(inputs: Inputs): readonly BodyProblem[] {
  if (valueAt(inputs, "restorePolicy.enabled") !== true) return [];
  const needs = ["isVersioningEnabled", "changeFeed.enabled", "deleteRetentionPolicy.enabled"];
  const problems = needs
    .filter((path) => !isTrueOrHidden(inputs, path))
    .map((path) => problem("restorePolicy.enabled", `Point-in-time restore needs ${path}.`));
  const restore = numberAt(inputs, "restorePolicy.days");
  const retention = numberAt(inputs, "deleteRetentionPolicy.days");
  if (restore === undefined || retention === undefined || restore < retention) return problems;
  return [...problems, problem("restorePolicy.days", "It must be less than deleteRetentionPolicy.days.")];
}

function policyProblems(inputs: Inputs): readonly BodyProblem[] {
  const names = listAt(inputs, "policy.rules").map((rule) => textAt(rule, "name"));
  const twice = names.filter((name, index) => name !== undefined && names.indexOf(name) !== index);
  const idle = placesOf(inputs, "policy.rules[].definition.actions").filter(
    ({ value }) => isObject(value) && !isHidden(value) && Object.keys(value).length === 0,
  );
  return [
    ...twice.map((name) => problem("policy.rules", `The rule name ${name} is used more than once.`)),
    ...idle.map(({ at }) => problem(at, "A rule needs at least one action.")),
  ];
}

const retention = { range: [1, 365] } as const;

/** What an account of Microsoft.Storage holds: its blobs, and how long they are kept. */
export const blobTypes: readonly ResourceType[] = [
  {
    token: "azure-native:storage:BlobContainer",
    armType: "Microsoft.Storage/storageAccounts/blobServices/containers",
    id: `${ACCOUNT}/blobServices/default/containers/{containerName}`,
    apiVersion: "2024-01-01",
    ...spec("storage/resource-manager/Microsoft.Storage/stable/2024-01-01/blob.json"),
    fields: [
      group,
      accountName,
      {
        path: "containerName",
        required: true,
        pattern: /^(?=.{3,63}$)(?:\$root|\$web|[a-z0-9]+(?:-[a-z0-9]+)*)$/,
        code: "InvalidResourceName",
        rule: "3 to 63 lower-case letters, digits and single hyphens, the first and last a letter or digit",
      },
      { path: "publicAccess", oneOf: ["None", "Container", "Blob"] },
    ],
    durations: atOnce,
    outputs: () => ({
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
      leaseState: "Available",
      leaseStatus: "Unlocked",
    }),
  },
  {
    token: "azure-native:storage:BlobServiceProperties",
    armType: "Microsoft.Storage/storageAccounts/blobServices",
    id: `${ACCOUNT}/blobServices/{blobServicesName}`,
    apiVersion: "2024-01-01",
    ...spec("storage/resource-manager/Microsoft.Storage/stable/2024-01-01/blob.json"),
    fields: [
      group,
      accountName,
      onlyDefault("blobServicesName"),
      { path: "deleteRetentionPolicy.days", ...retention },
      { path: "containerDeleteRetentionPolicy.days", ...retention },
      { path: "restorePolicy.enabled", required: true, oneOf: onOff },
      { path: "restorePolicy.days", ...retention },
      { path: "changeFeed.retentionInDays", range: [1, 146_000] },
      ...required("lastAccessTimeTrackingPolicy.enable"),
    ],
    check: blobServiceProblems,
    durations: atOnce,
  },
  {
    token: "azure-native:storage:ManagementPolicy",
    armType: "Microsoft.Storage/storageAccounts/managementPolicies",
    id: `${ACCOUNT}/managementPolicies/{managementPolicyName}`,
    apiVersion: "2024-01-01",
    ...spec("storage/resource-manager/Microsoft.Storage/stable/2024-01-01/storage.json"),
    fields: [
      group,
      accountName,
      onlyDefault("managementPolicyName"),
      ...required("policy"),
      {
        path: "policy.rules",
        required: true,
        length: [1, 100],
        source: "https://learn.microsoft.com/azure/storage/blobs/lifecycle-management-policy-structure",
      },
      ...required("policy.rules[].name", "policy.rules[].definition", "policy.rules[].definition.actions"),
      { path: "policy.rules[].type", required: true, oneOf: ["Lifecycle"] },
      ...required("policy.rules[].definition.filters.blobTypes"),
      { path: "policy.rules[].definition.filters.blobTypes[]", oneOf: ["blockBlob", "appendBlob"] },
    ],
    check: policyProblems,
    durations: atOnce,
  },
];
