import type { Rule } from "../../rule.ts";
import { dataProtected } from "./data-protected.ts";

/** Data safety, audit and state: D. */
export const dataRules: readonly Rule[] = [dataProtected];
