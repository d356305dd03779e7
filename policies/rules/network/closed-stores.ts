import { equals, judge } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { judgeRelaxable, type RelaxableDemand } from "../../purposes.ts";
import { STORAGE_ACCOUNT, VAULT } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const accounts = whole(STORAGE_ACCOUNT);
const vaults = whole(VAULT);

const ACCOUNT_REFERENCE = "https://learn.microsoft.com/rest/api/storagerp/storage-accounts/create";

/** Else a container may be opened to whoever reaches the account, every pod of the cluster among them. */
const anonymousReads = equals("allowBlobPublicAccess", false, { value: false, source: ACCOUNT_REFERENCE });

const accountBypass: RelaxableDemand = {
  path: "networkRuleSet.bypass",
  strict: "None",
  relaxed: "AzureServices",
  relaxation: "trustedServices",
  azureDefault: { value: "AzureServices", source: ACCOUNT_REFERENCE },
};
const vaultBypass: RelaxableDemand = {
  path: "properties.networkAcls.bypass",
  strict: "None",
  relaxed: "AzureServices",
  relaxation: "trustedServices",
  azureDefault: {
    value: "AzureServices",
    source: "https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/create-or-update",
  },
};
const vaultAccess: RelaxableDemand = {
  path: "properties.publicNetworkAccess",
  strict: "Disabled",
  relaxed: "Enabled",
  relaxation: "publicAccess",
};

/** Data is reached through private endpoints only. Azure's trusted services pass only where the declared purpose has one that needs it. */
export const closedAccounts: Rule = {
  id: "N13",
  name: "storage-closed",
  title: "No storage account is reached from the public network, and none lets anybody read without a name.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: {
    checkov: [
      "CKV_AZURE_34",
      "CKV_AZURE_35",
      "CKV_AZURE_59",
      "CKV_AZURE_190",
      "CKV2_AZURE_8",
      "CKV2_AZURE_47",
    ],
    nist80053: ["AC-4", "SC-7"],
    nist800223: ["access", "data storage"],
  },
  remediation:
    'Create the StorageAccount with publicNetworkAccess: "Disabled" and networkRuleSet: { defaultAction: "Deny", bypass: "None" }, and without allowBlobPublicAccess. An account for flow logs (tag purpose: logs) may have bypass: "AzureServices".',
  evidence: "https://learn.microsoft.com/azure/storage/common/storage-network-security",
  scope: "graph",
  types: accounts.types,
  check: (resource, graph) =>
    accounts
      .partsOf(resource)
      .flatMap((part) => [
        judge(equals("publicNetworkAccess", "Disabled"), part, graph),
        judge(equals("networkRuleSet.defaultAction", "Deny"), part, graph),
        judge(anonymousReads, part, graph),
        judgeRelaxable(accountBypass, part, graph),
      ]),
};

/** Keys are reached through private endpoints only. What a purpose needs more stands in the table of purposes, with who needs it. */
export const closedVaults: Rule = {
  id: "N14",
  name: "vaults-closed",
  title: "No key vault is open to more than those who need its keys.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: {
    checkov: ["CKV_AZURE_109", "CKV_AZURE_189"],
    nist80053: ["AC-4", "SC-7", "SC-12"],
    nist800223: ["access", "management"],
  },
  remediation:
    'Create the Vault with properties.publicNetworkAccess: "Disabled" and properties.networkAcls: { defaultAction: "Deny", bypass: "None" }; where its tag purpose is disks, storage, logs, registry or lustre, with bypass: "AzureServices", and where it is lustre with publicNetworkAccess: "Enabled".',
  evidence: "https://learn.microsoft.com/azure/key-vault/general/network-security",
  scope: "graph",
  types: vaults.types,
  check: (resource, graph) =>
    vaults
      .partsOf(resource)
      .flatMap((part) => [
        judgeRelaxable(vaultAccess, part, graph),
        judge(equals("properties.networkAcls.defaultAction", "Deny"), part, graph),
        judgeRelaxable(vaultBypass, part, graph),
      ]),
};
