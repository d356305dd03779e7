import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { endpoints } from "../testing/references.ts";
import { KeyVault, type KeyVaultArgs, resolveKeyVaultArgs, type VaultPurpose } from "./index.ts";

const VAULT = "azure-native:keyvault:Vault";
const ID =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-disks";

const args: KeyVaultArgs<"disks"> = {
  resourceGroupName: "rg-keys",
  location: "eastus",
  vaultName: "kv-disks",
  purpose: "disks",
  tenantId: "00000000-0000-0000-0000-000000000002",
  endpoints,
};

async function vaultOf(change: Partial<KeyVaultArgs>): Promise<Resource | undefined> {
  const graph = await synth(() => new KeyVault<VaultPurpose>("keys", { ...args, ...change }));
  return ofType(graph, VAULT)[0];
}

describe("by default", () => {
  let graph: Graph;
  let vault: Resource | undefined;
  beforeAll(async () => {
    graph = await synth(() => new KeyVault("keys", args));
    vault = ofType(graph, VAULT)[0];
  });

  test.each<[string, string, unknown]>([
    ["E10 nobody purges it", "enablePurgeProtection", true],
    ["E10 it comes back", "enableSoftDelete", true],
    ["E10 for 90 days", "softDeleteRetentionInDays", 90],
    ["I10 roles decide", "enableRbacAuthorization", true],
    ["I10 and nothing else", "accessPolicies", []],
    ["E11 keys live in hardware", "sku", { family: "A", name: "premium" }],
    ["N14 no public access", "publicNetworkAccess", "Disabled"],
    ["N14 everybody is denied", "networkAcls.defaultAction", "Deny"],
    ["N14 from every address", "networkAcls.ipRules", []],
    ["N14 from every network", "networkAcls.virtualNetworkRules", []],
    ["virtual machines get no certificates", "enabledForDeployment", false],
    ["nor do disks", "enabledForDiskEncryption", false],
    ["nor do templates", "enabledForTemplateDeployment", false],
    ["one tenant", "tenantId", "00000000-0000-0000-0000-000000000002"],
  ])("%s", (_name, path, value) => {
    expect(valueAt(vault?.inputs, `properties.${path}`)).toEqual(value);
  });

  test("R19, D01 Pulumi keeps it", () => {
    expect(vault?.options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  test("N11 a private endpoint leads to it", () => {
    const [endpoint, ...others] = ofType(graph, "azure-native:network:PrivateEndpoint");
    expect(others).toEqual([]);
    expect(endpoint?.inputs).toMatchObject({
      resourceGroupName: "rg-network",
      subnet: { id: endpoints.subnetId },
      privateLinkServiceConnections: [{ privateLinkServiceId: ID, groupIds: ["vault"] }],
    });
  });

  test("names and place are the given ones, and it is tagged with its purpose", () => {
    expect(vault?.name).toBe("keys-vault");
    expect(vault?.inputs).toMatchObject({
      resourceGroupName: "rg-keys",
      vaultName: "kv-disks",
      location: "eastus",
      tags: { purpose: "disks", "exaform-stack": "exaform/test", "exaform-urn": vault?.urn },
    });
  });
});

/** Each purpose opens the vault as far as its service needs, and no further. */
test.each<[VaultPurpose, publicNetworkAccess: string, bypass: string]>([
  ["disks", "Disabled", "AzureServices"],
  ["storage", "Disabled", "AzureServices"],
  ["logs", "Disabled", "AzureServices"],
  ["lustre", "Enabled", "AzureServices"],
  ["etcd", "Disabled", "None"],
  ["runner", "Disabled", "None"],
])(
  "a vault for %s: public access %s, bypass %s, everybody else denied",
  async (purpose, publicNetworkAccess, bypass) => {
    const vault = await vaultOf({ purpose });
    expect(vault?.inputs).toMatchObject({
      properties: { publicNetworkAccess, networkAcls: { bypass, defaultAction: "Deny", ipRules: [] } },
      tags: { purpose },
    });
  },
);

test("the purpose of a vault cannot be tagged away", async () => {
  const vault = await vaultOf({ tags: { purpose: "something else", owner: "me" } });
  expect(vault?.inputs.tags).toMatchObject({ purpose: "disks", owner: "me" });
});

test("keys get name, id and address before the vault exists; who must reach the vault waits for its endpoint", async () => {
  const graph = await synth(() => {
    const { reference, vaultId } = new KeyVault("keys", args);
    new managedidentity.UserAssignedIdentity("key", { resourceGroupName: "rg", tags: { ...reference } });
    new managedidentity.UserAssignedIdentity("user", { resourceGroupName: "rg", tags: { vaultId } });
  });
  const [key, user] = ofType(graph, "azure-native:managedidentity:UserAssignedIdentity");
  expect(key?.inputs.tags).toEqual({
    purpose: "disks",
    vaultName: "kv-disks",
    vaultId: ID,
    vaultUri: "https://kv-disks.vault.azure.net/",
  });
  const [endpoint] = ofType(graph, "azure-native:network:PrivateEndpoint");
  expect(key?.dependencies).not.toContain(endpoint?.urn);
  expect(user?.dependencies).toContain(endpoint?.urn);
});

describe("refused", () => {
  test.each([
    ["B38 a digit first", "1vault", "write vault"],
    ["B38 two hyphens", "kv--x", "write kv-x"],
    ["B38 a hyphen last", "kv-x-", "write kv-x"],
    ["B38 25 characters", "k".repeat(25), `write ${"k".repeat(24)}`],
  ])("%s", (_name, vaultName, fix) => {
    expect(() => resolveKeyVaultArgs({ vaultName, purpose: "disks" }, "vault")).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ path: "vault.vaultName", value: vaultName, fix })],
      }),
    );
  });

  test("all problems come in one error, and nothing is registered", async () => {
    let refused: unknown;
    const graph = await synth(() => {
      try {
        new KeyVault("keys", { ...args, vaultName: "-", tags: { "a<b": "x" } });
      } catch (error) {
        refused = error;
      }
    });
    expect(refused).toBeInstanceOf(InvalidInput);
    expect((refused as InvalidInput).problems.map(({ path }) => path)).toEqual(["vaultName", "tags.a<b"]);
    expect(ofType(graph, VAULT)).toEqual([]);
  });
});
