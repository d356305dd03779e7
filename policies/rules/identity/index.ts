import type { Rule } from "../../rule.ts";
import { identityFields } from "./fields.ts";

/** Identity: I. */
export const identityRules: readonly Rule[] = [...identityFields];
