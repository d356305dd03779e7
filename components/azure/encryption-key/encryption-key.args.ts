import type * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import type { KeyPurpose, VaultReference } from "../key-vault/index.ts";
import { tagProblems } from "../metadata.ts";
import type { Tags } from "../tags.ts";

/** Arguments of {@link EncryptionKey}. */
export interface EncryptionKeyArgs<Purpose extends KeyPurpose = KeyPurpose> {
  /** Resource group of the vault. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Vault in which the key is made; its purpose decides type, size and operations of the key. */
  readonly vault: VaultReference<Purpose>;
  /** Azure's name of the key: 1 to 127 letters, digits and hyphens. */
  readonly keyName: string;
  /**
   * Days after which the vault makes a new version, 30 to 365; of no effect for purposes `etcd` and `lustre`, whose users keep
   * to the version that they were given. A version that rotation made expires after twice that time:
   * from then on it still decrypts and no longer encrypts. Azure reads this when it makes the key and not again; later,
   * change it with `az keyvault key rotation-policy update`. @default 365
   */
  readonly rotateAfterDays?: number;
  /** Tags besides `purpose` and the stack's own. @default {} */
  readonly tags?: Tags;
}

/** What a key can do. */
export interface KeyShape {
  readonly kty: "RSA-HSM" | "RSA";
  /** Bits. */
  readonly keySize: number;
  readonly keyOps: readonly string[];
  /** Whether who uses the key follows it to a new version; a version that is used must not expire. */
  readonly rotates: boolean;
}

/** What follows from a key's arguments. */
export interface ResolvedEncryptionKey {
  readonly shape: KeyShape;
  readonly rotateAfterDays: number;
  readonly tags: Tags;
}

/** Azure's services keep data keys that they wrap with ours, and never use ours on data. */
const wrapping = ["wrapKey", "unwrapKey"];

/** 2,048 bits of RSA are enough until 2030 only: NIST SP 800-57 part 1, revision 5, table 4 (2020-05). */
const inHardware: KeyShape = { kty: "RSA-HSM", keySize: 3072, keyOps: wrapping, rotates: true };

const shapes: Readonly<Record<KeyPurpose, KeyShape>> = {
  disks: inHardware,
  storage: inHardware,
  logs: inHardware,
  // Managed Lustre takes no other key: https://learn.microsoft.com/azure/azure-managed-lustre/customer-managed-encryption-keys (2024-11).
  lustre: { kty: "RSA", keySize: 2048, keyOps: wrapping, rotates: false },
  // The API server encrypts with the key itself: https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption (2025-12).
  etcd: { ...inHardware, keyOps: ["encrypt", "decrypt"], rotates: false },
};

/** A shorter life would end before the notice of its end. */
const bounds = { least: 30, most: 365 };

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the arguments stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveEncryptionKeyArgs(
  { keyName, vault, rotateAfterDays = 365, tags = {} }: Omit<EncryptionKeyArgs, "resourceGroupName">,
  path = "",
): ResolvedEncryptionKey {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  refuse("EncryptionKey", [
    ...nameProblems(keyName, at("keyName")),
    ...rotationProblems(rotateAfterDays, at("rotateAfterDays")),
    ...tagProblems(tags, at("tags")),
  ]);
  return { shape: shapes[vault.purpose], rotateAfterDays, tags: { ...tags, purpose: vault.purpose } };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftkeyvault (2026-08). */
function nameProblems(name: string, path: string): Problem[] {
  if (/^[A-Za-z0-9-]{1,127}$/.test(name)) return [];
  const fix = `write ${name.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 127) || "data"}`;
  return [{ path, value: name, message: "must be 1 to 127 letters, digits and hyphens", fix }];
}

function rotationProblems(days: number, path: string): Problem[] {
  const { least, most } = bounds;
  if (Number.isInteger(days) && days >= least && days <= most) return [];
  const message = `must be a whole number of days from ${least} to ${most}: a key is renewed at least once a year`;
  return [{ path, value: days, message, fix: `write ${days < least ? least : most}` }];
}
