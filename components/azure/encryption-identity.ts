import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { KeyReference } from "./encryption-key/index.ts";
import { known, knownId } from "./known.ts";
import { createRoleAssignment } from "./role-assignment.ts";
import { type Tags, tagsOf } from "./tags.ts";

/** Which key an identity may use. */
export interface EncryptionIdentityArgs {
  /** Resource group of the identity. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** Azure's name of the identity. */
  readonly identityName: string;
  /** The one key that it may use. */
  readonly key: Pick<KeyReference, "keyId">;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** The identity with which a service reaches its key. */
export interface EncryptionIdentity {
  /** Resource id; waits for the role, without which no service accepts the key. */
  readonly id: pulumi.Output<string>;
  /** Client (application) id. */
  readonly clientId: pulumi.Output<string>;
}

/**
 * Makes a managed identity that can wrap and unwrap with one key, and nothing else. It is user-assigned, because a
 * service's own identity does not exist yet when the service first needs the key.
 *
 * @param name logical name of the component.
 * @param opts `protect`: whether identity and role are kept as what they encrypt is, which is lost without them.
 */
export function createEncryptionIdentity(
  name: string,
  args: EncryptionIdentityArgs,
  opts: { readonly parent: pulumi.Resource; readonly protect: boolean },
): EncryptionIdentity {
  const { resourceGroupName, location, identityName } = args;
  const childName = `${name}-identity`;
  const kept = { parent: opts.parent, protect: opts.protect, retainOnDelete: opts.protect };
  const identity = new managedidentity.UserAssignedIdentity(
    childName,
    {
      resourceGroupName,
      location,
      resourceName: identityName,
      tags: tagsOf(opts.parent, "azure-native:managedidentity:UserAssignedIdentity", childName, args.tags),
    },
    kept,
  );
  const role = createRoleAssignment(
    `${name}-key-user`,
    {
      principalId: identity.principalId,
      role: "Key Vault Crypto Service Encryption User",
      scope: args.key.keyId,
    },
    kept,
  );
  const path = `Microsoft.ManagedIdentity/userAssignedIdentities/${identityName}`;
  return { id: known(role, knownId(identity, resourceGroupName, path)), clientId: identity.clientId };
}
