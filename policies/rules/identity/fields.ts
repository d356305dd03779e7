import { equals } from "../../demand.ts";
import { fieldRule } from "../../field-rule.ts";
import { whole } from "../../parts.ts";
import { MANAGED_CLUSTER } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

/** Rules about who may enter and act that only say what properties must be. */
export const identityFields: readonly Rule[] = [
  fieldRule(
    {
      id: "I01",
      name: "no-local-accounts",
      title: "Nobody enters a cluster without Entra ID.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AZURE_141"], nist80053: ["AC-2", "IA-2"] },
      remediation:
        "Set disableLocalAccounts: true on the ManagedCluster, and aadProfile for those who may enter.",
      evidence: "https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad",
    },
    [{ of: whole(MANAGED_CLUSTER), demands: [equals("disableLocalAccounts", true)] }],
  ),
];
