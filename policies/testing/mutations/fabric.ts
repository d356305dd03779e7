import type { Mutation } from "./mutation.ts";

/** What breaks the rules of the family fabric. */
export const fabricMutations: readonly Mutation[] = [];
