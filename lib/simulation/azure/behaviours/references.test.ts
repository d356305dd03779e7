import { describe, expect, test } from "vitest";
import { references } from "./references.ts";
import { group, ids, subnet } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const endpoint = put(ids.endpoint, { subnet: { id: ids.subnet } });
const role = `${ids.vault}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-00000000000a`;

describe("refused", () => {
  test.each([
    [
      "by Microsoft.Network",
      endpoint,
      400,
      "InvalidResourceReference",
      `Resource ${ids.subnet} referenced by resource ${ids.endpoint} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
    ],
    [
      "by other services",
      put(ids.cluster, { diskEncryptionSetID: ids.diskEncryptionSet }),
      404,
      "ResourceNotFound",
      "The Resource 'Microsoft.Compute/diskEncryptionSets/des' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    ],
    [
      "in a list",
      put(ids.cluster, { agentPoolProfiles: [{}, { vnetSubnetID: ids.subnet }] }),
      404,
      "ResourceNotFound",
      "The Resource 'Microsoft.Network/virtualNetworks/vnet/subnets/nodes' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    ],
    [
      "as the scope of a role",
      put(role, { scope: ids.vault }),
      404,
      "ResourceNotFound",
      "The Resource 'Microsoft.KeyVault/vaults/kv' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    ],
    [
      "a group as a scope",
      put(`${ids.group}/providers/Microsoft.Authorization/locks/keep`, { scope: ids.group }),
      404,
      "ResourceGroupNotFound",
      "Resource group 'rg' could not be found.",
    ],
  ])("%s", (_name, write, status, code, message) => {
    expect(answer(references, write)).toEqual({ status, code, message, retried: false });
  });
});

describe("let pass", () => {
  test.each([
    [
      "what is there, in other letters",
      put(ids.endpoint, {
        subnet: { id: ids.subnet.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions") },
      }),
      [subnet],
    ],
    [
      "a word in place of an id",
      put(ids.cluster, { apiServerAccessProfile: { privateDNSZone: "system" } }),
      [],
    ],
    [
      "another subscription, of which nothing is known",
      put(ids.endpoint, { subnet: { id: ids.subnet.replace("0001", "0002") } }),
      [],
    ],
    [
      "the blob service, which every account has",
      put(`${ids.account}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/audit`, {
        resourceUri: `${ids.account}/blobServices/default`,
      }),
      [stored(ids.account)],
    ],
    ["a group", put(`${ids.group}/providers/Microsoft.Authorization/locks/keep`), [group]],
    ["a deletion", remove(stored(ids.endpoint, { subnet: { id: ids.subnet } })), []],
  ])("%s", (_name, write, resources) => {
    expect(answer(references, write, { resources })).toBeUndefined();
  });
});
