import type { Rule } from "../../rule.ts";
import { adminGroups } from "./admin-groups.ts";
import { awsPolicies } from "./aws-policies.ts";
import { awsWebIdentity } from "./aws-web-identity.ts";
import { clusterRoles } from "./cluster-roles.ts";
import { federatedCredentials } from "./federated-credentials.ts";
import { identityFields } from "./fields.ts";
import { privilegedRoles } from "./privileged-roles.ts";
import { registryPull } from "./registry-pull.ts";
import { storageKeys } from "./storage-keys.ts";
import { vaultRoles } from "./vault-roles.ts";

/** Identity: I. */
export const identityRules: readonly Rule[] = [
  ...identityFields,
  adminGroups,
  federatedCredentials,
  privilegedRoles,
  storageKeys,
  vaultRoles,
  registryPull,
  awsPolicies,
  awsWebIdentity,
  clusterRoles,
];
