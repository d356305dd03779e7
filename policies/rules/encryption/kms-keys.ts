import { type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notApplicable, notEvaluated, opaque, passed } from "../../answers.ts";
import { allHold, has, isOfEverybody, oneHolds, policyDocumentOf } from "../../aws-policy-document.ts";
import { equals, judge, textOf } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { KMS_KEY } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const WINDOW = "deletionWindowInDays";
const SPEC = "customerMasterKeySpec";
const ROTATION = "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html";
const DELETION = "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html";
const DEFAULT_POLICY = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html";

const keys = whole(KMS_KEY);
const rotation = equals("enableKeyRotation", true);

/** A key of AWS. */
export const kmsKeys: Rule = {
  id: "E17",
  name: "kms-keys-guarded",
  title: "A key of KMS is renewed every year, is not deleted within 30 days, and is not everybody's.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { checkov: ["CKV_AWS_7", "CKV_AWS_33"], nist80053: ["AC-3", "CP-9", "SC-12"] },
  remediation:
    "Set enableKeyRotation: true on the Key, leave deletionWindowInDays at 30, and name in its policy who may use it.",
  evidence: ROTATION,
  scope: "resource",
  types: keys.types,
  check: (key, graph) => [
    ...keys.partsOf(key).map((part) => unlessAsymmetric(judge(rotation, part, graph), key)),
    judgeWindow(key),
    judgePolicy(key),
  ],
};

/** KMS rotates keys of its default kind only. */
function unlessAsymmetric(answer: Answer, { inputs }: Resource): Answer {
  const spec = valueAt(inputs, SPEC);
  if (answer.status !== "failed" || isAbsent(spec) || spec === "SYMMETRIC_DEFAULT") return answer;
  if (opaque(spec) !== undefined)
    return { ...answer, status: "notEvaluated", message: `${answer.message}, unless the key is asymmetric` };
  return notApplicable(answer.path, `KMS rotates no key of kind ${textOf(spec)} (${ROTATION})`);
}

function judgeWindow({ inputs }: Resource): Answer {
  const days = inputs[WINDOW];
  const must = "must be 30";
  const reason = opaque(days);
  if (reason !== undefined) return notEvaluated(WINDOW, reason, must);
  if (isAbsent(days)) return passed(WINDOW, `is not set, which AWS takes as 30 (${DELETION})`);
  return decided(days === 30, WINDOW, `is ${textOf(days)}`, must);
}

function judgePolicy({ inputs }: Resource): Answer {
  const must = "must name who may use the key";
  const document = policyDocumentOf(inputs.policy);
  if (document.kind === "none")
    return passed("policy", `is not set, which lets roles of the account decide (${DEFAULT_POLICY})`);
  if (document.kind === "unread") return notEvaluated("policy", document.reason, must);
  const open = oneHolds(
    ...document.statements.map((statement) => allHold(has("Allow", statement), isOfEverybody(statement))),
  );
  if (open === "unknown") return notEvaluated("policy", "has statements that are unknown", must);
  return decided(!open, "policy", open ? "lets everybody use the key" : "names who may use the key", must);
}
