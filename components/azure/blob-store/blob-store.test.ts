import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { expectEncryptionIdentity, keptOptions } from "../testing/encryption-identity.ts";
import { endpoints, keyReference } from "../testing/references.ts";
import { type BlobPurpose, BlobStore, type BlobStoreArgs, resolveBlobStoreArgs } from "./index.ts";

const ACCOUNT = "azure-native:storage:StorageAccount";
const SERVICE = "azure-native:storage:BlobServiceProperties";
const POLICY = "azure-native:storage:ManagementPolicy";
const CONTAINER = "azure-native:storage:BlobContainer";
const IN_GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-data/providers";
const ID = `${IN_GROUP}/Microsoft.Storage/storageAccounts/sttest`;
const IDENTITY_ID = `${IN_GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/sttest-identity`;
const KEPT = { protect: true, retainOnDelete: true };
const key = keyReference("storage");

const args: BlobStoreArgs = {
  resourceGroupName: "rg-data",
  location: "eastus",
  accountName: "sttest",
  purpose: "datasets",
  containers: ["raw", "tokens"],
  key,
  endpoints,
};

const storeWith = (change: Partial<BlobStoreArgs>): Promise<Graph> =>
  synth(() => new BlobStore("data", { ...args, ...change }));

describe("by default", () => {
  let graph: Graph;
  let account: Resource | undefined;
  beforeAll(async () => {
    graph = await synth(() => new BlobStore("data", args));
    account = ofType(graph, ACCOUNT)[0];
  });

  const wholeAccount = { enabled: true, keyType: "Account" };
  test.each<[string, string, unknown]>([
    ["N13 no public access", "publicNetworkAccess", "Disabled"],
    ["N13 everybody is denied", "networkRuleSet.defaultAction", "Deny"],
    ["N13 Azure's services too", "networkRuleSet.bypass", "None"],
    ["N13 from every address", "networkRuleSet.ipRules", []],
    ["N13 from every network", "networkRuleSet.virtualNetworkRules", []],
    ["E05 TLS only", "enableHttpsTrafficOnly", true],
    ["E05 of today", "minimumTlsVersion", "TLS1_2"],
    ["E06 no NFS", "enableNfsV3", false],
    ["I09 no account keys", "allowSharedKeyAccess", false],
    ["I09 no local users", "isLocalUserEnabled", false],
    ["I09 Entra identities first", "defaultToOAuthAuthentication", true],
    ["no SFTP", "isSftpEnabled", false],
    ["nothing is public", "allowBlobPublicAccess", false],
    ["no replication to other tenants", "allowCrossTenantReplication", false],
    ["no copies past the network", "allowedCopyScope", "PrivateLink"],
    ["E04 a key of ours", "encryption.keySource", "Microsoft.Keyvault"],
    ["E04 by name", "encryption.keyVaultProperties.keyName", "storage"],
    ["E04 in its vault", "encryption.keyVaultProperties.keyVaultUri", "https://kv-test.vault.azure.net/"],
    ["E04 in its newest version", "encryption.keyVaultProperties.keyVersion", undefined],
    ["E04 and a second layer", "encryption.requireInfrastructureEncryption", true],
    [
      "E04 reached with our identity",
      "encryption.encryptionIdentity.encryptionUserAssignedIdentity",
      IDENTITY_ID,
    ],
    [
      "I04 which exists before the account",
      "identity",
      { type: "UserAssigned", userAssignedIdentities: [IDENTITY_ID] },
    ],
    ["E04 for blobs", "encryption.services.blob", wholeAccount],
    ["E04 for files", "encryption.services.file", wholeAccount],
    ["E04 for queues", "encryption.services.queue", wholeAccount],
    ["E04 for tables", "encryption.services.table", wholeAccount],
    ["versions can be kept", "isHnsEnabled", false],
    ["data survives the loss of a zone", "sku.name", "Standard_ZRS"],
    ["kind", "kind", "StorageV2"],
    ["tier", "accessTier", "Hot"],
  ])("%s", (_name, path, value) => {
    expect(valueAt(account?.inputs, path)).toEqual(value);
  });

  test("I08, R20 its identity uses the one key, and all of it is kept", () => {
    expectEncryptionIdentity(graph, account, `${key.keyId}`);
  });

  test("D03 what is deleted or replaced comes back for 30 days", () => {
    const [service, ...others] = ofType(graph, SERVICE);
    expect(others).toEqual([]);
    expect(service?.inputs).toEqual({
      resourceGroupName: "rg-data",
      accountName: "sttest",
      blobServicesName: "default",
      deleteRetentionPolicy: { enabled: true, days: 30, allowPermanentDelete: false },
      containerDeleteRetentionPolicy: { enabled: true, days: 30 },
      isVersioningEnabled: true,
    });
    expect(keptOptions(service)).toEqual(KEPT);
  });

  test("earlier versions are not paid for forever, and the data itself is never deleted", () => {
    const [policy, ...others] = ofType(graph, POLICY);
    expect(others).toEqual([]);
    expect(policy?.inputs).toMatchObject({ accountName: "sttest", managementPolicyName: "default" });
    expect(valueAt(policy?.inputs, "policy.rules")).toEqual([
      {
        name: "delete-earlier-versions",
        enabled: true,
        type: "Lifecycle",
        definition: {
          filters: { blobTypes: ["blockBlob"] },
          actions: { version: { delete: { daysAfterCreationGreaterThan: 1 } } },
        },
      },
    ]);
  });

  test("D01 containers are private, and Pulumi keeps them", () => {
    const containers = ofType(graph, CONTAINER);
    expect(containers.map(({ name, inputs }) => [name, inputs])).toEqual(
      ["raw", "tokens"].map((containerName) => [
        `data-container-${containerName}`,
        { resourceGroupName: "rg-data", accountName: "sttest", containerName, publicAccess: "None" },
      ]),
    );
    expect(containers.map(keptOptions)).toEqual([KEPT, KEPT]);
    for (const { dependencies } of containers) expect(dependencies).toContain(account?.urn);
  });

  test("N11 a private endpoint leads to it", () => {
    expect(ofType(graph, "azure-native:network:PrivateEndpoint").map(({ inputs }) => inputs)).toMatchObject([
      {
        resourceGroupName: "rg-network",
        subnet: { id: endpoints.subnetId },
        privateLinkServiceConnections: [{ privateLinkServiceId: ID, groupIds: ["blob"] }],
      },
    ]);
  });

  test("names and place are the given ones, and it is tagged with its purpose", () => {
    expect(account).toMatchObject({
      name: "data-account",
      inputs: {
        resourceGroupName: "rg-data",
        accountName: "sttest",
        location: "eastus",
        tags: { purpose: "datasets", "exaform-stack": "exaform/test", "exaform-urn": account?.urn },
      },
    });
  });
});

/** The one relaxation, and how long what was replaced is paid for. */
test.each<[BlobPurpose, bypass: string, versioning: boolean, days: number]>([
  ["datasets", "None", true, 30],
  ["checkpoints", "None", true, 7],
  ["logs", "AzureServices", false, 30],
])("%s: bypass %s, versioning %s, back for %i days", async (purpose, bypass, versioning, days) => {
  const graph = await storeWith({ purpose });
  const [account] = ofType(graph, ACCOUNT);
  expect(account?.inputs).toMatchObject({
    publicNetworkAccess: "Disabled",
    networkRuleSet: { defaultAction: "Deny", bypass },
    tags: { purpose },
  });
  expect(ofType(graph, SERVICE)[0]?.inputs).toMatchObject({
    isVersioningEnabled: versioning,
    deleteRetentionPolicy: { enabled: true, days },
    containerDeleteRetentionPolicy: { enabled: true, days },
  });
  expect(ofType(graph, POLICY)).toHaveLength(versioning ? 1 : 0);
});

test("in one building, for longer", async () => {
  const graph = await storeWith({ redundancy: "LRS", recoverableDays: 365, containers: [] });
  expect(valueAt(ofType(graph, ACCOUNT)[0]?.inputs, "sku.name")).toBe("Standard_LRS");
  expect(valueAt(ofType(graph, SERVICE)[0]?.inputs, "deleteRetentionPolicy.days")).toBe(365);
  expect(ofType(graph, CONTAINER)).toEqual([]);
});

test("readers get names before the account exists, and wait for its endpoint", async () => {
  const graph = await synth(() => {
    const { accountId, accountName, blobEndpoint } = new BlobStore("data", args);
    new managedidentity.UserAssignedIdentity("reader", {
      resourceGroupName: "rg",
      tags: { accountId, accountName, blobEndpoint },
    });
  });
  const reader = graph.resources.find(({ name }) => name === "reader");
  expect(reader?.inputs.tags).toEqual({
    accountId: ID,
    accountName: "sttest",
    blobEndpoint: "https://sttest.blob.core.windows.net/",
  });
  const [endpoint] = ofType(graph, "azure-native:network:PrivateEndpoint");
  expect(reader?.dependencies).toContain(endpoint?.urn);
});

describe("refused", () => {
  const base = { accountName: "sttest", purpose: "datasets" } as const;
  const containerRule = "must be 3 to 63 lower-case letters, digits and single hyphens between them";
  const daysRule = "must be a whole number of days from 1 to 365";
  test.each<[string, Parameters<typeof resolveBlobStoreArgs>[0], object]>([
    [
      "B37 upper case",
      { ...base, accountName: "stTest" },
      { path: "store.accountName", fix: "write sttest" },
    ],
    ["B37 a hyphen", { ...base, accountName: "st-test" }, { path: "store.accountName", fix: "write sttest" }],
    ["B37 unicode", { ...base, accountName: "stdätä" }, { path: "store.accountName", fix: "write stdata" }],
    [
      "B37 25 characters",
      { ...base, accountName: "s".repeat(25) },
      { path: "store.accountName", fix: `write ${"s".repeat(24)}` },
    ],
    [
      "a container with upper case",
      { ...base, containers: ["raw", "My Tokens-"] },
      { path: "store.containers[1]", value: "My Tokens-", message: containerRule, fix: "write my-tokens" },
    ],
    [
      "a short container",
      { ...base, containers: ["a"] },
      { path: "store.containers[0]", value: "a", message: containerRule, fix: "write dataa" },
    ],
    [
      "a container with two hyphens",
      { ...base, containers: ["a--b"] },
      { path: "store.containers[0]", value: "a--b", message: containerRule, fix: "write a-b" },
    ],
    [
      "a container twice",
      { ...base, containers: ["raw", "raw"] },
      { path: "store.containers[1]", value: "raw", message: "stands here twice", fix: "remove one" },
    ],
    [
      "no days",
      { ...base, recoverableDays: 0 },
      { path: "store.recoverableDays", value: 0, message: daysRule, fix: "write 7" },
    ],
    [
      "too many days",
      { ...base, recoverableDays: 366 },
      { path: "store.recoverableDays", value: 366, message: daysRule, fix: "write 365" },
    ],
  ])("%s", (_name, bad, problem) => {
    expect(() => resolveBlobStoreArgs(bad, "store")).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining(problem)] }),
    );
  });

  test("all problems come in one error, and nothing is registered", async () => {
    let refused: unknown;
    const graph = await synth(() => {
      try {
        new BlobStore("data", { ...args, accountName: "-", containers: ["A"], recoverableDays: -1 });
      } catch (error) {
        refused = error;
      }
    });
    expect(refused).toBeInstanceOf(InvalidInput);
    expect((refused as InvalidInput).problems.map(({ path }) => path)).toEqual([
      "accountName",
      "containers[0]",
      "recoverableDays",
    ]);
    expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
  });
});
