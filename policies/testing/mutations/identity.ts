import * as types from "../../resource-types.ts";
import { input, type Mutation } from "./mutation.ts";

/** What breaks the rules of the family identity. */
export const identityMutations: readonly Mutation[] = [
  input("I01", types.MANAGED_CLUSTER, "cluster", "disableLocalAccounts", false),
];
