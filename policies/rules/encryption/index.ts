import type { Rule } from "../../rule.ts";
import { buckets } from "./buckets.ts";
import { clearPaths } from "./clear-paths.ts";
import { ebs } from "./ebs.ts";
import { etcdEncryption } from "./etcd-encryption.ts";
import { encryptionFields } from "./fields.ts";
import { keyRotation } from "./key-rotation.ts";
import { keyStrength } from "./key-strength.ts";
import { kmsKeys } from "./kms-keys.ts";
import { lustreRootSquash } from "./lustre-root-squash.ts";
import { nfs } from "./nfs.ts";
import { registryKey } from "./registry-key.ts";
import { separateKeys } from "./separate-keys.ts";
import { vaultRecoverable } from "./vault-recoverable.ts";

/** Encryption and keys: E. */
export const encryptionRules: readonly Rule[] = [
  ...encryptionFields,
  etcdEncryption,
  nfs,
  lustreRootSquash,
  registryKey,
  vaultRecoverable,
  keyStrength,
  keyRotation,
  separateKeys,
  clearPaths,
  kmsKeys,
  buckets,
  ebs,
];
