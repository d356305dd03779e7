import type * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import type { KeyReference } from "../encryption-key/index.ts";
import { tagProblems } from "../metadata.ts";
import type { Tags } from "../tags.ts";

/** Arguments of {@link DiskEncryption}. */
export interface DiskEncryptionArgs {
  /** Resource group of the disk encryption set and its identity. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`: that of the disks and the key. */
  readonly location: string;
  /** Azure's name of the disk encryption set: 1 to 80 letters, digits, `_` and `-`. */
  readonly diskEncryptionSetName: string;
  /** Key that encrypts the disks. */
  readonly key: KeyReference<"disks">;
  /** Tags besides `purpose` and the stack's own. @default {} */
  readonly tags?: Tags;
}

/** What follows from the arguments. */
export interface ResolvedDiskEncryption {
  readonly identityName: string;
  readonly tags: Tags;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the arguments stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveDiskEncryptionArgs(
  { diskEncryptionSetName, tags = {} }: Pick<DiskEncryptionArgs, "diskEncryptionSetName" | "tags">,
  path = "",
): ResolvedDiskEncryption {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  refuse("DiskEncryption", [
    ...nameProblems(diskEncryptionSetName, at("diskEncryptionSetName")),
    ...tagProblems(tags, at("tags")),
  ]);
  return { identityName: `${diskEncryptionSetName}-identity`, tags: { ...tags, purpose: "disks" } };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcompute (2026-08). */
function nameProblems(name: string, path: string): Problem[] {
  if (/^[A-Za-z0-9_-]{1,80}$/.test(name)) return [];
  const fix = `write ${name.replaceAll(/[^A-Za-z0-9_-]+/g, "-").slice(0, 80) || "disks"}`;
  return [{ path, value: name, message: "must be 1 to 80 letters, digits, underscores and hyphens", fix }];
}
