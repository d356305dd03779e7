import type { Rule } from "../rule.ts";
import { dataRules } from "./data/index.ts";
import { encryptionRules } from "./encryption/index.ts";
import { fabricRules } from "./fabric/index.ts";
import { identityRules } from "./identity/index.ts";
import { networkRules } from "./network/index.ts";
import { workloadRules } from "./workloads/index.ts";

/** Families of rules, in the order of reports. */
const families: readonly (readonly Rule[])[] = [
  networkRules,
  identityRules,
  encryptionRules,
  workloadRules,
  dataRules,
  fabricRules,
];

/** Every rule, by family and number. */
export const rules: readonly Rule[] = families.flatMap((family) =>
  family.toSorted((a, b) => a.id.localeCompare(b.id, "en")),
);
