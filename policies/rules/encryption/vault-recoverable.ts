import { type Graph, isSecret, isUnknown, type Resource } from "../../../lib/graph/graph.ts";
import { notApplicable } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { purposeOf } from "../../intent.ts";
import { whole } from "../../parts.ts";
import { VAULT } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { DESTROYABLE, keysIn } from "./vaults.ts";

const SOFT_DELETE = "https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview";

const vaults = whole(VAULT);
const demands = [
  equals("properties.enablePurgeProtection", true),
  equals("properties.enableSoftDelete", true, { value: true, source: SOFT_DELETE }),
  equals("properties.softDeleteRetentionInDays", 90, { value: 90, source: SOFT_DELETE }),
];

/** A lost key is lost data; only of data that must be destroyable is that the purpose. */
export const vaultRecoverable: Rule = {
  id: "E10",
  name: "vault-recoverable",
  title: "A deleted key vault can be recovered for 90 days, and nobody can purge it before.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV_AZURE_42", "CKV_AZURE_110", "CKV_AZURE_111"],
    nist80053: ["CP-9", "SC-12"],
  },
  remediation:
    "Set enablePurgeProtection: true on the Vault, and leave soft delete on for 90 days; a vault for keys whose data must be destroyable declares the tag purpose: destroyable, and holds such keys only.",
  evidence: SOFT_DELETE,
  scope: "graph",
  types: vaults.types,
  check: (resource, graph) =>
    destroyable(resource, graph) ??
    vaults
      .partsOf(resource)
      .flatMap((part) =>
        demands
          .map((demand) => judge(demand, part, graph))
          .map((answer) => unlessDestroyable(answer, resource)),
      ),
};

function destroyable(vault: Resource, graph: Graph): Answer[] | undefined {
  if (purposeOf(vault) !== DESTROYABLE) return undefined;
  const keys = keysIn(vault, graph);
  if (keys.length === 0 || !keys.every((key) => purposeOf(key) === DESTROYABLE)) return undefined;
  return [notApplicable("tags.purpose", "holds nothing but keys whose data must be destroyable")];
}

function unlessDestroyable(answer: Answer, vault: Resource): Answer {
  const purpose = purposeOf(vault);
  if (answer.status !== "failed" || !(isUnknown(purpose) || isSecret(purpose))) return answer;
  return {
    ...answer,
    status: "notEvaluated",
    message: `${answer.message}, unless its keys must be destroyable: its tag purpose is unknown`,
  };
}
