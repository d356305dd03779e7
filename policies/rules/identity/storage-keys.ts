import { equals, judge } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { judgeRelaxable } from "../../purposes.ts";
import { STORAGE_ACCOUNT } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const ENTRA_ONLY = [equals("isLocalUserEnabled", false), equals("defaultToOAuthAuthentication", true)];

const accounts = whole(STORAGE_ACCOUNT);

/** A key of an account opens all of it, to whoever has it, and no log says who that was. Managed Lustre alone needs it. */
export const storageKeys: Rule = {
  id: "I09",
  name: "storage-keys-unusable",
  title:
    "Nobody opens a storage account with its keys or as a user of its own, but Managed Lustre what it imports.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { checkov: ["CKV2_AZURE_40", "CKV_AZURE_244"], nist80053: ["AC-3", "IA-2"] },
  remediation:
    "Create the StorageAccount with allowSharedKeyAccess: false, isLocalUserEnabled: false and defaultToOAuthAuthentication: true; one that Managed Lustre imports from declares the tag purpose: lustre.",
  evidence: "https://learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent",
  scope: "graph",
  types: accounts.types,
  check: (resource, graph) =>
    accounts
      .partsOf(resource)
      .flatMap((part) => [
        judgeRelaxable(
          { path: "allowSharedKeyAccess", strict: false, relaxed: true, relaxation: "sharedKeys" },
          part,
          graph,
        ),
        ...ENTRA_ONLY.map((demand) => judge(demand, part, graph)),
      ]),
};
