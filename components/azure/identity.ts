import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { knownId } from "./known.ts";
import { type Tags, tagsOf } from "./tags.ts";

/** Where an identity stands. */
export interface IdentityArgs {
  /** Resource group of the identity. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** Azure's name of the identity. */
  readonly identityName: string;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags | undefined;
}

/** A user-assigned managed identity. */
export interface Identity {
  /** Resource id, known at preview. */
  readonly id: pulumi.Output<string>;
  /** Client (application) id. */
  readonly clientId: pulumi.Output<string>;
  /** Object (principal) id: who gets roles. */
  readonly principalId: pulumi.Output<string>;
}

/**
 * Makes a user-assigned managed identity.
 *
 * @param name logical name, `${component}-<role>`.
 */
export function createIdentity(
  name: string,
  { resourceGroupName, location, identityName, tags }: IdentityArgs,
  opts: pulumi.CustomResourceOptions & { parent: pulumi.Resource },
): Identity {
  const identity = new managedidentity.UserAssignedIdentity(
    name,
    {
      resourceGroupName,
      location,
      resourceName: identityName,
      tags: tagsOf(opts.parent, "azure-native:managedidentity:UserAssignedIdentity", name, tags),
    },
    opts,
  );
  const path = `Microsoft.ManagedIdentity/userAssignedIdentities/${identityName}`;
  return {
    id: knownId(identity, resourceGroupName, path),
    clientId: identity.clientId,
    principalId: identity.principalId,
  };
}
