import type { Rule } from "../rule.ts";
import { clusterEgress } from "./cluster-egress.ts";
import { dataProtected } from "./data-protected.ts";
import { fieldRules } from "./fields.ts";
import { subnetSecurityGroup } from "./subnet-security-group.ts";

/** Families of rules in the order of reports: network, identity, encryption, workloads, data. */
const FAMILIES = "NIEWD";

/** Every rule, by family and number. */
export const rules: readonly Rule[] = [
  ...fieldRules,
  clusterEgress,
  subnetSecurityGroup,
  dataProtected,
].toSorted(
  (a, b) =>
    FAMILIES.indexOf(a.id.charAt(0)) - FAMILIES.indexOf(b.id.charAt(0)) || a.id.localeCompare(b.id, "en"),
);
