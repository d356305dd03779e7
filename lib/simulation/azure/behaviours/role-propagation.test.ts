import { describe, expect, test } from "vitest";
import { type RoleName, roleDefinitionId } from "../../../../catalog/azure/roles.ts";
import type { Inputs, Stored, Write } from "./behaviour.ts";
import { roleDelay, rolePropagation } from "./role-propagation.ts";
import { ids } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const identity = stored(ids.identity);
const vault = stored(ids.vault, { properties: { enableRbacAuthorization: true } });
const keyUrl = "https://kv.vault.azure.net/keys/disks/0123456789abcdef0123456789abcdef";
const userAssigned = { type: "UserAssigned", userAssignedIdentities: [ids.identity] };

/** A role that the identity got at the time 0. */
function roleOn(scope: string, role: RoleName, principal: Stored = identity): Stored {
  const { principalId } = principal.type.outputs?.(principal.id, principal.inputs) ?? {};
  const roleDefinitionIdOf = roleDefinitionId(role, "00000000-0000-0000-0000-000000000001");
  const name = `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-00000000000a`;
  return stored(name, { scope, principalId, roleDefinitionId: roleDefinitionIdOf });
}

const diskEncryptionSet = put(ids.diskEncryptionSet, {
  identity: userAssigned,
  activeKey: { keyUrl, sourceVault: { id: ids.vault } },
});
const account = put(ids.account, {
  identity: userAssigned,
  encryption: {
    encryptionIdentity: { encryptionUserAssignedIdentity: ids.identity },
    keyVaultProperties: { keyName: "disks", keyVaultUri: "https://kv.vault.azure.net/" },
  },
});
const lustre = put(ids.lustre, {
  identity: userAssigned,
  encryptionSettings: { keyEncryptionKey: { keyUrl, sourceVault: { id: ids.vault } } },
});
const clusterWith = (inputs: Inputs): Write => put(ids.cluster, { identity: userAssigned, ...inputs });
const kms = (network: string) =>
  clusterWith({
    securityProfile: {
      azureKeyVaultKms: {
        enabled: true,
        keyId: keyUrl,
        keyVaultNetworkAccess: network,
        keyVaultResourceId: ids.vault,
      },
    },
  });
const kubelet = clusterWith({ identityProfile: { kubeletidentity: { resourceId: ids.kubelet } } });
const ownZone = clusterWith({ apiServerAccessProfile: { privateDNSZone: ids.zone } });

const wrap = "Key Vault Crypto Service Encryption User";
const consumers: readonly (readonly [string, Write, Stored, number, string, string])[] = [
  [
    "a disk encryption set",
    diskEncryptionSet,
    roleOn(ids.key, wrap),
    400,
    "KeyVaultAccessForbidden",
    `Unable to access key vault resource '${keyUrl}' to enable encryption at rest. Please grant get, wrap and unwrap key permissions to user-assigned identity '${ids.identity}'. Please visit https://aka.ms/keyvaultaccessssecmk for more information.`,
  ],
  [
    "a storage account",
    account,
    roleOn(ids.key, wrap),
    400,
    "KeyVaultAuthenticationFailure",
    "The operation failed because of authentication issue on the keyvault. For more information, see - https://aka.ms/storagekeyvaultaccesspolicy",
  ],
  [
    "a file system",
    lustre,
    roleOn(ids.key, wrap),
    403,
    "Forbidden",
    `Caller is not authorized to perform action on resource. If role assignments, deny assignments or role definitions were changed recently, please observe propagation time. Action: 'Microsoft.KeyVault/vaults/keys/read' Resource: '${keyUrl}' Assignment: (not found) InnerError: ForbiddenByRbac`,
  ],
  [
    "a cluster's nodes",
    kubelet,
    roleOn(ids.kubelet, "Managed Identity Operator"),
    400,
    "CustomKubeletIdentityMissingPermissionError",
    "The cluster using user-assigned managed identity must be granted 'Managed Identity Operator' role to assign kubelet identity. You can run 'az role assignment create --assignee <control-plane-identity-principal-id> --role 'Managed Identity Operator' --scope <kubelet-identity-resource-id>' to grant the permission. See https://learn.microsoft.com/en-us/azure/aks/use-managed-identity#add-role-assignment",
  ],
  [
    "a cluster's zone",
    ownZone,
    roleOn(ids.zone, "Private DNS Zone Contributor"),
    400,
    "CustomPrivateDNSZoneMissingPermissionError",
    `Service principal or user-assigned identity must be given permission to read and write to custom private dns zone ${ids.zone}. Check access result not allowed for action Microsoft.Network/privateDnsZones/read.`,
  ],
  [
    "a cluster's secrets",
    kms("Public"),
    roleOn(ids.key, "Key Vault Crypto User"),
    400,
    "AzureKeyVaultKmsValidateIdentityPermissionCustomerError",
    'The identity does not have keys encrypt/decrypt permission on key vault "https://kv.vault.azure.net"',
  ],
];

describe.each(consumers)("%s", (_name, write, role, status, code, message) => {
  const resources = [identity, stored(ids.kubelet), vault];

  test("is refused without the role", () => {
    expect(answer(rolePropagation, write, { resources, now: 1e6 })).toMatchObject({ status, code, message });
  });

  test("and until it has spread", () => {
    const now = roleDelay.value - 1;
    expect(answer(rolePropagation, write, { resources: [...resources, role], now })).toMatchObject({
      code,
      message,
    });
  });

  test("is let pass then", () => {
    const situation = { resources: [...resources, role], now: roleDelay.value };
    expect(answer(rolePropagation, write, situation)).toBeUndefined();
  });

  test("is tried again by our hooks", () => {
    expect(answer(rolePropagation, write, { resources })?.retried).toBe(true);
  });
});

describe("which role", () => {
  const resources = [identity, vault];
  const at = { now: roleDelay.value };

  test.each([
    ["on the vault", roleOn(ids.vault, wrap)],
    ["on the group", roleOn(ids.group, wrap)],
    ["another that may wrap", roleOn(ids.key, "Key Vault Crypto User")],
  ])("%s does too", (_what, role) => {
    expect(
      answer(rolePropagation, diskEncryptionSet, { ...at, resources: [...resources, role] }),
    ).toBeUndefined();
  });

  test.each([
    ["of another identity", roleOn(ids.key, wrap, stored(ids.kubelet))],
    ["on another key", roleOn(`${ids.key}2`, wrap)],
    ["that manages the vault only", roleOn(ids.key, "Contributor")],
  ])("one %s does not", (_what, role) => {
    expect(
      answer(rolePropagation, diskEncryptionSet, { ...at, resources: [...resources, role] }),
    ).toMatchObject({
      code: "KeyVaultAccessForbidden",
    });
  });

  test("wrapping is not enough for the secrets of a cluster", () => {
    const role = roleOn(ids.key, wrap);
    expect(answer(rolePropagation, kms("Public"), { ...at, resources: [...resources, role] })).toMatchObject({
      code: "AzureKeyVaultKmsValidateIdentityPermissionCustomerError",
    });
  });

  test("a private vault needs someone who approves the endpoint", () => {
    const role = roleOn(ids.key, "Key Vault Crypto User");
    expect(answer(rolePropagation, kms("Private"), { ...at, resources: [...resources, role] })).toEqual({
      status: 403,
      code: "LinkedAuthorizationFailed",
      message: `The client 'identity' has permission to perform action 'Microsoft.ContainerService/managedClusters/write' on scope '${ids.cluster}'; however, it does not have permission to perform action(s) 'Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action' on the linked scope(s) '${ids.vault}' (respectively) or the linked scope(s) are invalid.`,
      retried: true,
    });
  });
});

test.each([
  ["a vault that goes by access policies", diskEncryptionSet, [identity, stored(ids.vault)]],
  ["a vault that is not in the simulation", diskEncryptionSet, [identity]],
  ["an account with keys of Azure's", put(ids.account), [identity, vault]],
  [
    "a cluster with Azure's own identities and zone",
    clusterWith({ apiServerAccessProfile: { privateDNSZone: "system" } }),
    [identity],
  ],
  ["a deletion", remove(stored(ids.diskEncryptionSet, diskEncryptionSet.inputs)), [identity, vault]],
])("%s is not judged", (_name, write, resources) => {
  expect(answer(rolePropagation, write, { resources })).toBeUndefined();
});
