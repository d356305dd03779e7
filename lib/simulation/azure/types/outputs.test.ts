import { describe, expect, test } from "vitest";
import {
  armIdOf,
  type Inputs,
  namesIn,
  type ResourceType,
  resourceTypeOf,
  resourceTypeOfId,
  resourceTypes,
} from "./index.ts";
import { bodies } from "./testing/bodies.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

function row(type: string): ResourceType {
  const found = resourceTypeOf(`azure-native:${type}`);
  if (found === undefined) throw new Error(`no row of ${type}`);
  return found;
}

function outputs(type: string, changes: Inputs = {}, inputsOf?: (id: string) => Inputs | undefined): Inputs {
  const inputs = { ...bodies[type], ...changes };
  const id = armIdOf(row(type), SUBSCRIPTION, inputs) ?? "";
  return row(type).outputs?.(id, inputs, inputsOf) ?? {};
}

const GUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);

describe("what the program reads", () => {
  test("of an identity", () => {
    const identity = { resourceGroupName: "group", resourceName: "kubelet" };
    const read = outputs("managedidentity:UserAssignedIdentity", identity);
    expect(read).toEqual({ principalId: GUID, clientId: GUID, tenantId: GUID });
    expect(new Set(Object.values(read)).size).toBe(3);
    expect(
      outputs("managedidentity:UserAssignedIdentity", { ...identity, resourceName: "other" }),
    ).not.toEqual(read);
  });

  test("of a vault and its key", () => {
    expect(outputs("keyvault:Vault", { vaultName: "Vault-1" })).toMatchObject({
      properties: { vaultUri: "https://vault-1.vault.azure.net/", enablePurgeProtection: true },
    });
    expect(outputs("keyvault:Key", { vaultName: "vault-1" })).toMatchObject({
      keyUri: "https://vault-1.vault.azure.net/keys/key",
      keyUriWithVersion: expect.stringMatching(
        /^https:\/\/vault-1\.vault\.azure\.net\/keys\/key\/[0-9a-f]{32}$/,
      ),
      keySize: 3072,
    });
  });

  test("of a cluster", () => {
    expect(outputs("containerservice:ManagedCluster")).toMatchObject({
      provisioningState: "Succeeded",
      oidcIssuerProfile: {
        enabled: true,
        issuerURL: expect.stringMatching(
          /^https:\/\/eastus\.oic\.prod-aks\.azure\.com\/[0-9a-f-]{36}\/[0-9a-f-]{36}\/$/,
        ),
      },
      privateFQDN: expect.stringMatching(/^cluster-[0-9a-f]{8}\.private\.eastus\.azmk8s\.io$/),
      nodeResourceGroup: "MC_group_cluster_eastus",
      agentPoolProfiles: [
        { name: "system", provisioningState: "Succeeded", powerState: { code: "Running" } },
      ],
    });
    expect(outputs("containerservice:ManagedCluster")).not.toHaveProperty("fqdn");
    expect(
      outputs("containerservice:ManagedCluster", { oidcIssuerProfile: { enabled: false } }),
    ).not.toHaveProperty("oidcIssuerProfile");
  });

  test("of a registry, an account and a workspace", () => {
    expect(outputs("containerregistry:Registry")).toMatchObject({
      loginServer: "registry.azurecr.io",
      dataEndpointHostNames: ["registry.eastus.data.azurecr.io"],
    });
    expect(outputs("storage:StorageAccount")).toMatchObject({
      primaryEndpoints: { blob: "https://account.blob.core.windows.net/" },
    });
    expect(outputs("operationalinsights:Workspace")).toMatchObject({ customerId: GUID });
  });

  test("of what lies in a subnet: its first address that is free", () => {
    const inSubnet = (addressPrefix: string) => () => ({ addressPrefix });
    expect(outputs("network:AzureFirewall", {}, inSubnet("10.0.4.0/26"))).toMatchObject({
      ipConfigurations: [{ name: "out", privateIPAddress: "10.0.4.4" }],
    });
    expect(outputs("storagecache:AmlFilesystem", {}, inSubnet("10.0.1.0/27"))).toMatchObject({
      clientInfo: { mgsAddress: "10.0.1.4" },
      throughputProvisionedMBps: 4000,
    });
    expect(outputs("network:AzureFirewall")).toMatchObject({
      ipConfigurations: [{ privateIPAddress: "192.0.2.4" }],
    });
  });
});

test.each(resourceTypes.map((type) => [type.token, type] as const))(
  "%s answers the same each time",
  (token, type) => {
    const inputs = bodies[token.slice("azure-native:".length)] ?? {};
    const answer = (id: string): string => JSON.stringify(type.outputs?.(id, inputs) ?? {}).toLowerCase();
    expect(answer("/SUBSCRIPTIONS/s/ONE")).toBe(answer("/subscriptions/s/one"));
  },
);

describe("ids", () => {
  const vault = { resourceGroupName: "group", vaultName: "vault" };
  const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/group/providers/Microsoft.KeyVault/vaults/vault`;

  test("are filled from inputs, and tell them", () => {
    expect(armIdOf(row("keyvault:Vault"), SUBSCRIPTION, vault)).toBe(id);
    expect(namesIn(row("keyvault:Vault"), id)).toEqual({ subscriptionId: SUBSCRIPTION, ...vault });
  });

  test("are none while a name is not known", () => {
    expect(
      armIdOf(row("keyvault:Vault"), SUBSCRIPTION, { ...vault, vaultName: { $unknown: true } }),
    ).toBeUndefined();
    expect(armIdOf(row("keyvault:Vault"), SUBSCRIPTION, { vaultName: "vault" })).toBeUndefined();
  });

  test("of what belongs to another resource hold the whole of its id", () => {
    const lock = row("authorization:ManagementLockByScope");
    expect(armIdOf(lock, SUBSCRIPTION, { scope: id, lockName: "keep" })).toBe(
      `${id}/providers/Microsoft.Authorization/locks/keep`,
    );
    expect(namesIn(lock, `${id}/providers/Microsoft.Authorization/locks/keep`)).toEqual({
      scope: id,
      lockName: "keep",
    });
  });

  test("lead to their kind without regard to case, and others to none", () => {
    expect(resourceTypeOfId(id.toUpperCase())).toBe(row("keyvault:Vault"));
    expect(resourceTypeOfId(`${id}/keys/one`)).toBe(row("keyvault:Key"));
    expect(resourceTypeOfId(`${id}/secrets/one`)).toBeUndefined();
    expect(resourceTypeOfId(`/subscriptions/${SUBSCRIPTION}`)).toBeUndefined();
  });
});
