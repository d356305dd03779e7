import * as keyvault from "@pulumi/azure-native/keyvault/index.js";
import type { keyvault as inputs } from "@pulumi/azure-native/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import type { KeyPurpose } from "../key-vault/index.ts";
import { known } from "../known.ts";
import { tagsOf } from "../tags.ts";
import { type EncryptionKeyArgs, resolveEncryptionKeyArgs } from "./encryption-key.args.ts";

/** What a service needs to know of a key that encrypts its data. */
export interface KeyReference<Purpose extends KeyPurpose = KeyPurpose> {
  /** What the key encrypts. */
  readonly purpose: Purpose;
  /** Resource id of the key's vault. */
  readonly vaultId: pulumi.Input<string>;
  /** Address of the vault, with a slash at the end. */
  readonly vaultUri: pulumi.Input<string>;
  /** Azure's name of the key. */
  readonly keyName: pulumi.Input<string>;
  /** Resource id of the key: where roles on it are assigned. */
  readonly keyId: pulumi.Input<string>;
  /** Address of the key without a version: who is given it follows each rotation. */
  readonly keyUri: pulumi.Input<string>;
  /** Address of the version that was newest when Pulumi last read the key. */
  readonly keyUriWithVersion: pulumi.Input<string>;
}

/**
 * A key in a vault's hardware module, which encrypts data keys of one service, cannot be exported, and is renewed by the
 * vault. Pulumi keeps it when it leaves the program: what it encrypted is lost with it.
 *
 * Azure makes a key once and takes no change from here afterwards
 * (https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist). Its first version never expires.
 */
export class EncryptionKey<Purpose extends KeyPurpose = KeyPurpose> extends pulumi.ComponentResource {
  /** Address of the key without a version: who is given it follows each rotation. */
  readonly keyUri: pulumi.Output<string>;
  /** Address of the version that was newest when Pulumi last read the key; unknown until the key is made. */
  readonly keyUriWithVersion: pulumi.Output<string>;
  /** The key as services take it. */
  readonly reference: KeyReference<Purpose>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: EncryptionKeyArgs<Purpose>, opts?: pulumi.ComponentResourceOptions) {
    const { shape, rotateAfterDays, tags } = resolveEncryptionKeyArgs(args);
    super("exaform:azure:EncryptionKey", name, {}, opts);
    const { vault, keyName } = args;

    const childName = `${name}-key`;
    const key = new keyvault.Key(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        vaultName: vault.vaultName,
        keyName,
        properties: {
          kty: shape.kty,
          keySize: shape.keySize,
          keyOps: [...shape.keyOps],
          ...(shape.rotates && { rotationPolicy: rotation(rotateAfterDays) }),
        },
        tags: tagsOf(this, "azure-native:keyvault:Key", childName, tags),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );

    this.keyUri = known(key, pulumi.interpolate`${vault.vaultUri}keys/${keyName}`);
    this.keyUriWithVersion = key.keyUriWithVersion;
    this.reference = {
      purpose: vault.purpose,
      vaultId: known(key, vault.vaultId),
      vaultUri: known(key, vault.vaultUri),
      keyName: known(key, keyName),
      keyId: known(key, pulumi.interpolate`${vault.vaultId}/keys/${keyName}`),
      keyUri: this.keyUri,
      keyUriWithVersion: this.keyUriWithVersion,
    };
    this.registerOutputs({ keyUri: this.keyUri, keyUriWithVersion: this.keyUriWithVersion });
  }
}

/** How long before its end a version that was not renewed is reported, to whom subscribes to the vault's events. */
const NOTICE_DAYS = 30;

/** A version lives twice as long as it is the newest: nodes with ephemeral disks keep theirs until they are reimaged. */
function rotation(days: number): inputs.RotationPolicyArgs {
  return {
    attributes: { expiryTime: `P${2 * days}D` },
    lifetimeActions: [
      { action: { type: "rotate" }, trigger: { timeAfterCreate: `P${days}D` } },
      { action: { type: "notify" }, trigger: { timeBeforeExpiry: `P${NOTICE_DAYS}D` } },
    ],
  };
}
