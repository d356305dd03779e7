import type * as pulumi from "@pulumi/pulumi";
import type { KeyReference } from "./encryption-key/index.ts";
import { createIdentity, type IdentityArgs } from "./identity.ts";
import { known } from "./known.ts";
import { createRoleAssignment } from "./role-assignment.ts";

/** Which key an identity may use. */
export interface EncryptionIdentityArgs extends IdentityArgs {
  /** The one key that it may use. */
  readonly key: Pick<KeyReference, "keyId">;
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
 * @param opts `protect`: whether the identity is kept as what it encrypts is, which is lost without it. Its role always is: a lock on
 * the keys keeps the roles on them.
 */
export function createEncryptionIdentity(
  name: string,
  args: EncryptionIdentityArgs,
  opts: { readonly parent: pulumi.Resource; readonly protect: boolean },
): EncryptionIdentity {
  const kept = { parent: opts.parent, protect: opts.protect, retainOnDelete: opts.protect };
  const { id, clientId, principalId } = createIdentity(`${name}-identity`, args, kept);
  const role = createRoleAssignment(
    `${name}-key-user`,
    { principalId, role: "Key Vault Crypto Service Encryption User", scope: args.key.keyId },
    { ...kept, protect: true },
  );
  return { id: known(role, id), clientId };
}
