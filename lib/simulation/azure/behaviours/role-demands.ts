import type { RoleName } from "../../../../catalog/azure/roles.ts";
import { nameOf } from "../arm-id.ts";
import { isText, listAt, textAt, valueAt } from "../types/values.ts";
import type { CloudView, Inputs, Refusal, Write } from "./behaviour.ts";
import { vaultOfKey } from "./existing.ts";

/** A role that an identity must have before a service does what a write asks. */
export interface Demand {
  readonly identityId: string;
  readonly scope: string;
  readonly anyOf: readonly RoleName[];
  /** How the service answers without it. */
  readonly refusal: Refusal;
}

type DemandRule = (write: Write, cloud: CloudView) => readonly (Demand | undefined)[];

const WRAP: readonly RoleName[] = [
  "Key Vault Crypto Service Encryption User",
  "Key Vault Crypto User",
  "Key Vault Crypto Officer",
];
const ENCRYPT: readonly RoleName[] = ["Key Vault Crypto User", "Key Vault Crypto Officer"];
const MANAGE: readonly RoleName[] = ["Contributor", "Owner"];

const KMS = "securityProfile.azureKeyVaultKms";

const rules: ReadonlyMap<string, DemandRule> = new Map([
  ["azure-native:compute:DiskEncryptionSet", diskEncryptionSet],
  ["azure-native:storage:StorageAccount", storageAccount],
  ["azure-native:storagecache:AmlFilesystem", fileSystem],
  ["azure-native:containerservice:ManagedCluster", cluster],
]);

/**
 * Roles that a write needs, in the order in which the service looks. Keys in vaults that go by access policies, or that are
 * not in the simulation, are not judged.
 */
export function demandsOf(write: Write, cloud: CloudView): Demand[] {
  if (write.method === "DELETE") return [];
  const demands = rules.get(write.type.token)?.(write, cloud) ?? [];
  return demands.filter((demand) => demand !== undefined);
}

/** https://learn.microsoft.com/azure/virtual-machines/disk-encryption; the words: https://github.com/ansible-collections/azure/pull/1676 */
function diskEncryptionSet({ inputs }: Write, cloud: CloudView): readonly (Demand | undefined)[] {
  const identityId = identityOf(inputs);
  const url = textAt(inputs, "activeKey.keyUrl") ?? "";
  const message = `Unable to access key vault resource '${url}' to enable encryption at rest. Please grant get, wrap and unwrap key permissions to user-assigned identity '${identityId}'. Please visit https://aka.ms/keyvaultaccessssecmk for more information.`;
  return [keyDemand(identityId, url, WRAP, { status: 400, code: "KeyVaultAccessForbidden", message }, cloud)];
}

/** https://learn.microsoft.com/azure/storage/common/customer-managed-keys-configure-new-account */
function storageAccount({ inputs }: Write, cloud: CloudView): readonly (Demand | undefined)[] {
  const identityId = textAt(inputs, "encryption.encryptionIdentity.encryptionUserAssignedIdentity");
  const vaultUri = textAt(inputs, "encryption.keyVaultProperties.keyVaultUri") ?? "";
  const url = `${vaultUri.replace(/\/$/, "")}/keys/${textAt(inputs, "encryption.keyVaultProperties.keyName")}`;
  const message =
    "The operation failed because of authentication issue on the keyvault. For more information, see - https://aka.ms/storagekeyvaultaccesspolicy";
  const refusal: Refusal = { status: 400, code: "KeyVaultAuthenticationFailure", message };
  return [keyDemand(identityId, url, WRAP, refusal, cloud)];
}

/**
 * https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys demands the role. Assumed: no page
 * has the service's words, so these are the vault's own
 * (https://github.com/hashicorp/terraform-provider-azurerm/issues/27817).
 */
function fileSystem({ inputs }: Write, cloud: CloudView): readonly (Demand | undefined)[] {
  const url = textAt(inputs, "encryptionSettings.keyEncryptionKey.keyUrl") ?? "";
  const message = `Caller is not authorized to perform action on resource. If role assignments, deny assignments or role definitions were changed recently, please observe propagation time. Action: 'Microsoft.KeyVault/vaults/keys/read' Resource: '${url}' Assignment: (not found) InnerError: ForbiddenByRbac`;
  const refusal: Refusal = { status: 403, code: "Forbidden", message };
  return [keyDemand(identityOf(inputs), url, WRAP, refusal, cloud)];
}

function cluster(write: Write, cloud: CloudView): readonly (Demand | undefined)[] {
  const identityId = identityOf(write.inputs);
  if (identityId === undefined) return [];
  return [
    kubeletDemand(write.inputs, identityId),
    zoneDemand(write.inputs, identityId),
    ...kmsDemands(write, identityId, cloud),
  ];
}

/** https://learn.microsoft.com/azure/aks/use-managed-identity#add-role-assignment */
function kubeletDemand(inputs: Inputs, identityId: string): Demand | undefined {
  const scope = textAt(inputs, "identityProfile.kubeletidentity.resourceId");
  if (scope === undefined) return undefined;
  const message =
    "The cluster using user-assigned managed identity must be granted 'Managed Identity Operator' role to assign kubelet identity. You can run 'az role assignment create --assignee <control-plane-identity-principal-id> --role 'Managed Identity Operator' --scope <kubelet-identity-resource-id>' to grant the permission. See https://learn.microsoft.com/en-us/azure/aks/use-managed-identity#add-role-assignment";
  const refusal: Refusal = { status: 400, code: "CustomKubeletIdentityMissingPermissionError", message };
  return { identityId, scope, anyOf: ["Managed Identity Operator", ...MANAGE], refusal };
}

/** https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/customprivatednszonemissingpermissions-error */
function zoneDemand(inputs: Inputs, identityId: string): Demand | undefined {
  const scope = textAt(inputs, "apiServerAccessProfile.privateDNSZone");
  if (scope === undefined || !scope.startsWith("/")) return undefined;
  const message = `Service principal or user-assigned identity must be given permission to read and write to custom private dns zone ${scope}. Check access result not allowed for action Microsoft.Network/privateDnsZones/read.`;
  const refusal: Refusal = { status: 400, code: "CustomPrivateDNSZoneMissingPermissionError", message };
  return {
    identityId,
    scope,
    anyOf: ["Private DNS Zone Contributor", "Network Contributor", ...MANAGE],
    refusal,
  };
}

/** https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption; the words of the first: https://github.com/Azure/AKS/issues/3575 */
function kmsDemands(
  { id, inputs }: Write,
  identityId: string,
  cloud: CloudView,
): readonly (Demand | undefined)[] {
  const url = textAt(inputs, `${KMS}.keyId`);
  if (valueAt(inputs, `${KMS}.enabled`) !== true || url === undefined) return [];
  const host = /^https:\/\/[^/]+/.exec(url)?.[0];
  const key = keyDemand(
    identityId,
    url,
    ENCRYPT,
    {
      status: 400,
      code: "AzureKeyVaultKmsValidateIdentityPermissionCustomerError",
      message: `The identity does not have keys encrypt/decrypt permission on key vault "${host}"`,
    },
    cloud,
  );
  const scope = textAt(inputs, `${KMS}.keyVaultResourceId`);
  if (scope === undefined || !isText(inputs, `${KMS}.keyVaultNetworkAccess`, "Private")) return [key];
  const message = `The client '${nameOf(identityId)}' has permission to perform action 'Microsoft.ContainerService/managedClusters/write' on scope '${id}'; however, it does not have permission to perform action(s) 'Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action' on the linked scope(s) '${scope}' (respectively) or the linked scope(s) are invalid.`;
  const refusal: Refusal = { status: 403, code: "LinkedAuthorizationFailed", message };
  return [key, { identityId, scope, anyOf: ["Key Vault Contributor", ...MANAGE], refusal }];
}

function keyDemand(
  identityId: string | undefined,
  url: string,
  anyOf: readonly RoleName[],
  refusal: Refusal,
  cloud: CloudView,
): Demand | undefined {
  const keyName = /\/keys\/([^/]+)/i.exec(url)?.[1];
  const vault = vaultOfKey(url, cloud);
  if (identityId === undefined || vault === undefined || keyName === undefined) return undefined;
  if (valueAt(vault.inputs, "properties.enableRbacAuthorization") !== true) return undefined;
  return { identityId, scope: `${vault.id}/keys/${keyName}`, anyOf, refusal };
}

/** The first of the identities that a resource carries. */
function identityOf(inputs: Inputs): string | undefined {
  const [first] = listAt(inputs, "identity.userAssignedIdentities");
  return typeof first === "string" ? first : undefined;
}
