import { valueAt } from "../../../lib/graph/graph.ts";
import { equals, judge } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { STORAGE_ACCOUNT } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** Classes of data that may travel in the clear inside the network. What declares no class is taken as confidential. */
const OPEN: readonly unknown[] = ["public", "internal"];

const NFS = "https://learn.microsoft.com/azure/storage/blobs/network-file-system-protocol-support";

const accounts = whole(STORAGE_ACCOUNT);
const off = equals("enableNfsV3", false, { value: false, source: NFS });

/** NFS 3.0 neither encrypts nor asks who is there. */
export const nfs: Rule = {
  id: "E06",
  name: "no-plain-nfs",
  title: "Confidential data is not served by NFS 3.0.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["AC-3", "SC-8"] },
  remediation:
    "Create the StorageAccount without enableNfsV3, or declare its data by the tag dataClass: public or internal.",
  evidence: NFS,
  scope: "resource",
  types: accounts.types,
  check: (resource, graph) =>
    accounts.partsOf(resource).map((part) => withClass(judge(off, part, graph), resource.inputs)),
};

function withClass(answer: Answer, inputs: Parameters<typeof valueAt>[0]): Answer {
  const dataClass = valueAt(inputs, "tags.dataClass");
  if (answer.status !== "failed") return answer;
  if (OPEN.includes(dataClass)) {
    return { ...answer, status: "notApplicable", message: `holds data of class ${String(dataClass)}` };
  }
  if (typeof dataClass !== "object" || dataClass === null) return answer;
  return {
    ...answer,
    status: "notEvaluated",
    message: `${answer.message}, unless its data is public or internal: its tag dataClass is unknown`,
  };
}
