import type { Resource } from "../../../lib/graph/graph.ts";
import { entriesOf, failed, notEvaluated, opaque, passed } from "../../answers.ts";
import {
  allHold,
  anyOf,
  has,
  listed,
  oneHolds,
  policyDocumentOf,
  type Statement,
  type Truth,
} from "../../aws-policy-document.ts";
import { IAM_ROLE } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const PATH = "assumeRolePolicy";
const MUST =
  "must have a condition on :sub, without wildcards, and on :aud: else every pod of the cluster can assume the role";

/** Operators that compare the whole text; a wildcard is one only in `StringLike`, and refused in both. */
const OPERATORS = /^(ForAllValues:|ForAnyValue:)?String(Equals|Like)(IgnoreCase)?$/;

/** Roles for pods by the cluster's issuer of tokens. Pod identities need none of this: their association names the service account. */
export const awsWebIdentity: Rule = {
  id: "I16",
  name: "pod-roles-exact",
  title: "A role for pods is assumed by one service account.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { checkov: ["CKV_AWS_358"], cisEks: ["5.2.1"], nist80053: ["AC-6", "IA-2"] },
  remediation:
    'Set Condition: { StringEquals: { "<issuer>:sub": "system:serviceaccount:<namespace>:<name>", "<issuer>:aud": "sts.amazonaws.com" } } in the assumeRolePolicy of the Role.',
  evidence: "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
  scope: "resource",
  types: [IAM_ROLE],
  check: (role) => judge(role),
};

function judge({ inputs }: Resource): Answer[] {
  const document = policyDocumentOf(inputs.assumeRolePolicy);
  if (document.kind === "none") return [failed(PATH, "is not set", MUST)];
  if (document.kind === "unread") return [notEvaluated(PATH, document.reason, MUST)];
  const concerned = document.statements.filter((statement) => trustsTokens(statement) !== false);
  if (concerned.length === 0) return [];
  const open = oneHolds(
    ...concerned.map((statement) => allHold(trustsTokens(statement), negated(isExact(statement)))),
  );
  if (open === "unknown") return [notEvaluated(PATH, "has statements that are unknown", MUST)];
  return [open ? failed(PATH, "trusts more than one service account", MUST) : passed(PATH, "is exact")];
}

function trustsTokens(statement: Statement): Truth {
  return allHold(
    has("Allow", statement),
    anyOf(statement.actions, (text) => /^(sts:(AssumeRoleWithWebIdentity|\*)|\*)$/i.test(text)),
    anyOf(federatedOf(statement), () => true),
  );
}

function federatedOf({ principal }: Statement) {
  return listed(
    Object.fromEntries(entriesOf(principal)).Federated ?? (entriesOf(principal).length ? [] : principal),
  );
}

function isExact({ condition }: Statement): Truth {
  const operators = entriesOf(condition).filter(([operator]) => OPERATORS.test(operator));
  if ([condition, ...operators.map(([, keys]) => keys)].some((value) => opaque(value) !== undefined))
    return "unknown";
  const compared = operators.flatMap(([, keys]) => entriesOf(keys));
  const exact = (suffix: string): Truth => {
    const values = compared.filter(([key]) => key.endsWith(suffix)).map(([, value]) => listed(value));
    return oneHolds(
      ...values.map((texts) =>
        allHold(texts.length > 0, negated(anyOf(texts, (text) => text === "" || /[*?]/.test(text)))),
      ),
    );
  };
  return allHold(exact(":sub"), exact(":aud"));
}

function negated(truth: Truth): Truth {
  return truth === "unknown" ? truth : !truth;
}
