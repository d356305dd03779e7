import { describe, expect, test } from "vitest";
import { parents } from "./parents.ts";
import { cluster, group, ids, vnet } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

describe("refused", () => {
  test.each([
    ["no group", put(ids.vnet), [], 404, "ResourceGroupNotFound", "Resource group 'rg' could not be found."],
    [
      "a group that goes",
      put(ids.vnet),
      [{ ...group, provisioningState: "Deleting" as const }],
      409,
      "ResourceGroupBeingDeleted",
      "The resource group 'rg' is in deprovisioning state and cannot perform this operation.",
    ],
    [
      "no parent",
      put(ids.pool),
      [group],
      404,
      "ParentResourceNotFound",
      "Can not perform requested operation on nested resource. Parent resource 'aks' not found.",
    ],
    [
      "another region",
      put(ids.vnet, { location: "West US" }),
      [group, vnet],
      409,
      "InvalidResourceLocation",
      "The resource 'vnet' already exists in location 'eastus' in resource group 'rg'. A resource with the same name cannot be created in location 'West US'. Please select a new resource name.",
    ],
    [
      "a group in another region",
      put(ids.group, { location: "westus" }),
      [group],
      409,
      "InvalidResourceGroupLocation",
      "Invalid resource group location 'westus'. The Resource group already exists in location 'eastus'.",
    ],
  ])("%s", (_name, write, resources, status, code, message) => {
    expect(answer(parents, write, { resources })).toEqual({ status, code, message, retried: false });
  });
});

describe("let pass", () => {
  test.each([
    ["a group", put(ids.group, { location: "eastus" }), []],
    ["what has group and parent", put(ids.pool), [group, cluster]],
    ["the same region, written otherwise", put(ids.vnet, { location: "East US" }), [group, vnet]],
    ["a deletion", remove(vnet), []],
    [
      "a role on what is not there, which is a reference",
      put(
        `${ids.vault}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-00000000000a`,
      ),
      [group],
    ],
    [
      "a container: every account has the blob service",
      put(`${ids.account}/blobServices/default/containers/data`),
      [group, stored(ids.account)],
    ],
  ])("%s", (_name, write, resources) => {
    expect(answer(parents, write, { resources })).toBeUndefined();
  });
});
