import type { Rule } from "../../rule.ts";

/** The fabric, which no scanner looks at: F. */
export const fabricRules: readonly Rule[] = [];
