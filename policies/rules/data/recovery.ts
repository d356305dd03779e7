import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { failed, notApplicable, notEvaluated, passed } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { purposeOf } from "../../intent.ts";
import { linkOf } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import { type Part, whole } from "../../parts.ts";
import { BLOB_SERVICE, STORAGE_ACCOUNT, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { SCRATCH, scratchOf } from "./stores.ts";

const softDelete = [
  equals("deleteRetentionPolicy.enabled", true),
  equals("containerDeleteRetentionPolicy.enabled", true),
];
const versioning = equals("isVersioningEnabled", true);

const MUST = "BlobServiceProperties must be declared for it";

/** What was deleted or overwritten by mistake can be taken back. */
export const recovery: Rule = {
  id: "D03",
  name: "blobs-recoverable",
  title: "Deleted containers and blobs can be recovered, and so can what a blob was before.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: { checkov: ["CKV2_AZURE_38"], nist80053: ["CP-9", "SI-12"], nist800223: ["data storage"] },
  remediation:
    "Declare BlobServiceProperties for the account with deleteRetentionPolicy and containerDeleteRetentionPolicy { enabled: true, days } and isVersioningEnabled: true.",
  evidence: "https://learn.microsoft.com/azure/storage/blobs/data-protection-overview",
  scope: "graph",
  types: [STORAGE_ACCOUNT, BLOB_SERVICE],
  check: (resource, graph) =>
    unversioned(resource.type) === STORAGE_ACCOUNT
      ? judgeAccount(resource, graph)
      : whole(BLOB_SERVICE)
          .partsOf(resource)
          .flatMap((part) => judgeService(part, graph)),
};

/** An account without the object has neither. */
function judgeAccount(account: Resource, graph: Graph): Answer[] {
  // Files have a service of their own.
  if (valueAt(account.inputs, "kind") === "FileStorage") return [];
  if (scratchOf(account, graph) === true) return [notApplicable("tags.purpose", SCRATCH)];
  const { surely, perhaps } = namersOf(graph, account, { type: BLOB_SERVICE, path: "accountName" });
  if (surely.length > 0) return [passed("accountName", "has BlobServiceProperties")];
  return [
    perhaps.length > 0
      ? notEvaluated("accountName", "whose BlobServiceProperties they are is unknown", MUST)
      : failed("accountName", "has no BlobServiceProperties", MUST),
  ];
}

function judgeService(part: Part, graph: Graph): Answer[] {
  const link = linkOf(graph, part.resource, "accountName", [STORAGE_ACCOUNT]);
  const account = link.kind === "declared" ? link.resource : undefined;
  if (account !== undefined && scratchOf(account, graph) === true)
    return [notApplicable("accountName", SCRATCH)];
  const answer = judge(versioning, part, graph);
  return [
    ...softDelete.map((demand) => judge(demand, part, graph)),
    answer.status === "failed" && account !== undefined ? unlessUnversioned(answer, account) : answer,
  ];
}

/** Accounts for which versions are impossible, or make nothing recoverable that was lost. */
function unlessUnversioned(answer: Answer, account: Resource): Answer {
  if (valueAt(account.inputs, "isHnsEnabled") === true) {
    return notApplicable(
      answer.path,
      "an account with a hierarchical namespace has no versions (https://learn.microsoft.com/azure/storage/blobs/versioning-overview)",
    );
  }
  if (purposeOf(account) === "logs") {
    return notApplicable(
      answer.path,
      "logs are appended to: each block would make a version (https://learn.microsoft.com/azure/storage/blobs/versioning-overview)",
    );
  }
  return answer;
}
