import { describe, expect, test } from "vitest";
import { lustreSkus } from "../../../../catalog/azure/managed-lustre.ts";
import { expectRefused, problemsOf, type Refused, type Taken } from "./testing/refusals.ts";

/** One row for each rule that joins fields. */
const refused: readonly Refused[] = [
  [
    "keyvault:Vault",
    { "properties.enablePurgeProtection": false },
    "properties.enablePurgeProtection",
    'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
  ],
  [
    "keyvault:Vault",
    { "properties.enableSoftDelete": false },
    "properties.enableSoftDelete",
    "cannot be set to false",
  ],
  [
    "keyvault:Vault",
    { "properties.enableRbacAuthorization": false },
    "properties.accessPolicies",
    '"accessPolicies" is not specified',
  ],
  ["keyvault:Key", { "properties.keySize": 1024 }, "properties.keySize", "must be one of 2048, 3072, 4096"],
  ["keyvault:Key", { "properties.kty": "EC-HSM" }, "properties.keySize", "has a curve, no size"],
  [
    "keyvault:Key",
    { "properties.curveName": "P-256" },
    "properties.curveName",
    "An RSA key has a size, no curve.",
  ],
  [
    "keyvault:Key",
    { "properties.rotationPolicy.attributes.expiryTime": "P27D" },
    "properties.rotationPolicy.attributes.expiryTime",
    "at least 28 days",
  ],
  [
    "keyvault:Key",
    { "properties.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate": "P6D" },
    "properties.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate",
    "at the earliest 7 days",
  ],
  [
    "keyvault:Key",
    { "properties.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate": "P94D" },
    "properties.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate",
    "at the latest 7 days before",
  ],
  [
    "keyvault:Key",
    { "properties.rotationPolicy.lifetimeActions[0].action.type": "notify" },
    "properties.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate",
    "It only applies to rotate.",
  ],
  [
    "keyvault:Key",
    { "properties.rotationPolicy.lifetimeActions[0].trigger": { timeBeforeExpiry: "P6D" } },
    "properties.rotationPolicy.lifetimeActions[0].trigger.timeBeforeExpiry",
    "at least 7 days",
  ],
  ["storage:StorageAccount", { enableNfsV3: true }, "enableNfsV3", "needs a hierarchical namespace"],
  ["storage:StorageAccount", { kind: "BlobStorage" }, "accessTier", "required for the kind BlobStorage"],
  ["storage:StorageAccount", { kind: "BlockBlobStorage" }, "sku.name", "takes a Premium SKU"],
  [
    "storage:StorageAccount",
    { "encryption.keyVaultProperties.keyName": undefined },
    "encryption.keyVaultProperties.keyName",
    "the key source is a vault",
  ],
  ["storage:StorageAccount", { identity: undefined }, "identity", "needs an identity of the account"],
  [
    "storage:BlobServiceProperties",
    { restorePolicy: { enabled: true, days: 6 } },
    "restorePolicy.enabled",
    "Point-in-time restore needs isVersioningEnabled.",
  ],
  [
    "storage:BlobServiceProperties",
    { restorePolicy: { enabled: true, days: 7 }, deleteRetentionPolicy: { enabled: true, days: 7 } },
    "restorePolicy.days",
    "less than deleteRetentionPolicy.days",
  ],
  [
    "storage:ManagementPolicy",
    { "policy.rules[0].definition.actions": {} },
    "policy.rules[0].definition.actions",
    "at least one action",
  ],
  [
    "storagecache:AmlFilesystem",
    { "encryptionSettings.keyEncryptionKey": { keyUrl: "u", sourceVault: {} } },
    "identity",
    "needs a user-assigned identity",
  ],
  [
    "storagecache:AmlFilesystem",
    { rootSquashSettings: { mode: "All", squashUID: 1, squashGID: 1 } },
    "rootSquashSettings.noSquashNidLists",
    "the mode is All",
  ],
  ["storagecache:AmlFilesystem", { zones: ["1", "2"] }, "zones", "must be 1 items long"],
  [
    "containerregistry:Registry",
    { "sku.name": "Standard" },
    "publicNetworkAccess",
    "The SKU Standard does not offer disabling public network access",
  ],
  [
    "containerregistry:Registry",
    { publicNetworkAccess: "Enabled" },
    "policies.exportPolicy.status",
    "only where public network access is disabled",
  ],
  [
    "compute:DiskEncryptionSet",
    { "identity.userAssignedIdentities": undefined },
    "identity.userAssignedIdentities",
    "must be named",
  ],
  [
    "compute:VirtualMachine",
    { "osProfile.linuxConfiguration": undefined },
    "osProfile.linuxConfiguration",
    "Authentication using either SSH or by user name and password",
  ],
  [
    "monitor:DiagnosticSetting",
    { workspaceId: undefined },
    "workspaceId",
    "At least one data sink needs to be specified.",
  ],
  ["monitor:DiagnosticSetting", { logs: [] }, "logs", "At least one category"],
  [
    "monitor:DiagnosticSetting",
    { "logs[0].categoryGroup": "audit" },
    "logs[0]",
    "Exactly one of category and categoryGroup",
  ],
  [
    "operationalinsights:Workspace",
    { retentionInDays: 29 },
    "retentionInDays",
    "doesn't match the SKU limits",
  ],
];

/** The other side of these rules. */
const taken: readonly Taken[] = [
  ["keyvault:Vault", { "properties.enablePurgeProtection": undefined }],
  ["keyvault:Key", { "properties.rotationPolicy.lifetimeActions[0].trigger.timeAfterCreate": "P93D" }],
  [
    "keyvault:Key",
    {
      "properties.rotationPolicy.attributes.expiryTime": "P28D",
      "properties.rotationPolicy.lifetimeActions": undefined,
    },
  ],
  [
    "keyvault:Key",
    { "properties.kty": "EC-HSM", "properties.keySize": undefined, "properties.curveName": "P-256" },
  ],
  ["operationalinsights:Workspace", { retentionInDays: 7, "sku.name": "Free" }],
];

test.each(refused.map((row) => [row[0], row[1], row] as const))(
  "%s %o is refused",
  (_type, _changes, row) => {
    expectRefused(row);
  },
);

test.each(taken)("%s %o is taken", (type, changes) => {
  expect(problemsOf(type, changes)).toEqual([]);
});

describe.each(lustreSkus.map((sku) => [sku.sku, sku] as const))(
  "a file system of %s",
  (sku, { minTiB, stepTiB, maxTiB }) => {
    test.each([
      [minTiB, false],
      [maxTiB, false],
      [minTiB + stepTiB, false],
      [minTiB - 1, true],
      [minTiB + 1, true],
      [maxTiB + stepTiB, true],
    ])("of %s TiB", (storageCapacityTiB, isRefused) => {
      const found = problemsOf("storagecache:AmlFilesystem", { "sku.name": sku, storageCapacityTiB });
      expect(found.map(({ target }) => target)).toEqual(isRefused ? ["storageCapacityTiB"] : []);
    });
  },
);
