import type { Rule } from "../../rule.ts";
import { encryptionFields } from "./fields.ts";

/** Encryption and keys: E. */
export const encryptionRules: readonly Rule[] = [...encryptionFields];
