import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { keptOptions } from "../testing/encryption-identity.ts";
import { endpoints } from "../testing/references.ts";
import { PrivateRegistry, type PrivateRegistryArgs, resolvePrivateRegistryArgs } from "./index.ts";

const REGISTRY = "azure-native:containerregistry:Registry";
const CACHE = "azure-native:containerregistry:CacheRule";
const IN_GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-images/providers";
const ID = `${IN_GROUP}/Microsoft.ContainerRegistry/registries/crTest`;
const args: PrivateRegistryArgs = {
  resourceGroupName: "rg-images",
  location: "eastus",
  registryName: "crTest",
  endpoints,
};

describe("by default", () => {
  let graph: Graph;
  let registry: Resource | undefined;
  beforeAll(async () => {
    graph = await synth(() => new PrivateRegistry("images", args));
    registry = ofType(graph, REGISTRY)[0];
  });

  test.each<[string, string, unknown]>([
    ["the tier that can be private", "sku.name", "Premium"],
    ["N15 no public access", "publicNetworkAccess", "Disabled"],
    ["N15 everybody is denied", "networkRuleSet.defaultAction", "Deny"],
    ["N15 from every address", "networkRuleSet.ipRules", []],
    ["N15 Azure's services too", "networkRuleBypassOptions", "None"],
    ["I11 no password", "adminUserEnabled", false],
    ["N15 nobody without an identity", "anonymousPullEnabled", false],
    ["image data has an endpoint of its own", "dataEndpointEnabled", true],
    ["it survives the loss of a zone", "zoneRedundancy", "Enabled"],
    ["kubelets can log in", "policies.azureADAuthenticationAsArmPolicy.status", "enabled"],
    ["images are not exported", "policies.exportPolicy.status", "disabled"],
    ["images pulled by digest stay", "policies.retentionPolicy.status", "disabled"],
    ["the cache can fetch again what was deleted", "policies.softDeletePolicy.status", "disabled"],
  ])("%s", (_name, path, value) => {
    expect(valueAt(registry?.inputs, path)).toEqual(value);
  });

  test("what AKS cannot have is absent", () => {
    for (const policy of ["trustPolicy", "quarantinePolicy"])
      expect(registry?.inputs.policies).not.toHaveProperty(policy);
  });

  test("N05 AKS finds the cache that it looks for, and Pulumi keeps it", () => {
    const [cache, ...others] = ofType(graph, CACHE);
    expect(others).toEqual([]);
    expect(cache?.inputs).toEqual({
      resourceGroupName: "rg-images",
      registryName: "crTest",
      cacheRuleName: "aks-managed-mcr",
      sourceRepository: "mcr.microsoft.com/*",
      targetRepository: "aks-managed-repository/*",
    });
    expect(cache?.dependencies).toContain(registry?.urn);
    expect(keptOptions(cache)).toEqual({ protect: true, retainOnDelete: true });
  });

  test("N11 a private endpoint leads to it", () => {
    expect(ofType(graph, "azure-native:network:PrivateEndpoint").map(({ inputs }) => inputs)).toMatchObject([
      {
        resourceGroupName: "rg-network",
        subnet: { id: endpoints.subnetId },
        privateLinkServiceConnections: [{ privateLinkServiceId: ID, groupIds: ["registry"] }],
      },
    ]);
  });

  test("names and place are the given ones, and it is tagged as ours", () => {
    expect(registry).toMatchObject({
      name: "images-registry",
      inputs: {
        resourceGroupName: "rg-images",
        registryName: "crTest",
        location: "eastus",
        tags: { "exaform-stack": "exaform/test", "exaform-urn": registry?.urn },
      },
    });
  });
});

test("a cluster gets the id before the registry exists, and waits for endpoint and cache", async () => {
  const graph = await synth(() => {
    const { registryId, registryName, loginServer } = new PrivateRegistry("images", args);
    new managedidentity.UserAssignedIdentity("cluster", {
      resourceGroupName: "rg",
      tags: { registryId, registryName, loginServer },
    });
  });
  const cluster = graph.resources.find(({ name }) => name === "cluster");
  expect(cluster?.inputs.tags).toEqual({
    registryId: ID,
    registryName: "crTest",
    loginServer: "crtest.azurecr.io",
  });
  for (const type of [
    CACHE,
    "azure-native:network:PrivateEndpoint",
    "azure-native:network:PrivateDnsZoneGroup",
  ]) {
    expect(cluster?.dependencies).toContain(ofType(graph, type)[0]?.urn);
  }
});

describe("refused", () => {
  test.each([
    ["B39 a hyphen", "cr-test", "write crtest"],
    ["B39 four characters", "cr12", "write registrycr12"],
    ["B39 51 characters", "c".repeat(51), `write ${"c".repeat(50)}`],
  ])("%s", (_name, registryName, fix) => {
    expect(() => resolvePrivateRegistryArgs({ registryName }, "registry")).toThrow(
      expect.objectContaining({
        problems: [expect.objectContaining({ path: "registry.registryName", value: registryName, fix })],
      }),
    );
  });

  test("nothing is registered", async () => {
    const graph = await synth(() => {
      expect(() => new PrivateRegistry("images", { ...args, registryName: "x" })).toThrow(InvalidInput);
    });
    expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
  });
});
