import { dataMutations } from "./data.ts";
import { encryptionMutations } from "./encryption.ts";
import { fabricMutations } from "./fabric.ts";
import { identityMutations } from "./identity.ts";
import type { Mutation } from "./mutation.ts";
import { networkMutations } from "./network.ts";
import { workloadMutations } from "./workloads.ts";

export type { Mutation } from "./mutation.ts";

/** Every property that a rule looks at in the reference graph, broken once. */
export const mutations: readonly Mutation[] = [
  ...networkMutations,
  ...identityMutations,
  ...encryptionMutations,
  ...workloadMutations,
  ...dataMutations,
  ...fabricMutations,
];
