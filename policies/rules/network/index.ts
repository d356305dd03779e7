import type { Rule } from "../../rule.ts";
import { clusterEgress } from "./cluster-egress.ts";
import { networkFields } from "./fields.ts";
import { subnetSecurityGroup } from "./subnet-security-group.ts";

/** Isolation and network: N. */
export const networkRules: readonly Rule[] = [...networkFields, clusterEgress, subnetSecurityGroup];
