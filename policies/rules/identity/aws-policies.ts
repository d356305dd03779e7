import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, entriesOf, failed, notEvaluated, opaque, passed } from "../../answers.ts";
import {
  allHold,
  anyOf,
  has,
  oneHolds,
  policyDocumentOf,
  type Statement,
  type Truth,
} from "../../aws-policy-document.ts";
import { linkOf, named } from "../../links.ts";
import {
  IAM_ACCESS_KEY,
  IAM_GROUP_POLICY,
  IAM_POLICY,
  IAM_ROLE,
  IAM_ROLE_ATTACHMENT,
  IAM_ROLE_POLICY,
  IAM_USER,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const MUST = "must name its actions or its resources";
const ADMINISTRATOR = /^arn:aws[\w-]*:iam::aws:policy\/(AdministratorAccess|IAMFullAccess|PowerUserAccess)$/;

/** A key of a user opens until somebody withdraws it; a role lends for hours. */
export const awsPolicies: Rule = {
  id: "I15",
  name: "aws-roles-without-everything",
  title: "AWS knows no users with keys, and no policy that allows everything.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: {
    checkov: ["CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_273", "CKV_AWS_274", "CKV_AWS_355"],
    nist80053: ["AC-2", "AC-6", "IA-5"],
  },
  remediation:
    "Replace User and AccessKey by a Role that people and machines assume, and name actions and resources in its policies.",
  evidence: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  scope: "resource",
  types: [
    IAM_USER,
    IAM_ACCESS_KEY,
    IAM_POLICY,
    IAM_ROLE,
    IAM_ROLE_POLICY,
    IAM_GROUP_POLICY,
    IAM_ROLE_ATTACHMENT,
  ],
  check: judge,
};

function judge(resource: Resource, graph: Graph): Answer[] {
  const { type, inputs } = resource;
  switch (type) {
    case IAM_USER:
      return [failed("", "is a user of AWS itself", "must be a role that is assumed")];
    case IAM_ACCESS_KEY:
      return [failed("", "is a key that does not expire", "must be a role that is assumed")];
    case IAM_ROLE_ATTACHMENT:
      return [judgeLinked(resource, graph)];
    case IAM_ROLE:
      return [
        ...entriesOf(inputs.inlinePolicies).map(([index, inline]) =>
          judgePolicy(`inlinePolicies[${index}].policy`, valueAt(inline, "policy")),
        ),
        ...entriesOf(inputs.managedPolicyArns).map(([index, arn]) =>
          judgeAttachment(`managedPolicyArns[${index}]`, arn),
        ),
      ];
    default:
      return [judgePolicy("policy", inputs.policy)];
  }
}

/** A policy that the stack itself makes is judged there. */
function judgeLinked(attachment: Resource, graph: Graph): Answer {
  const link = linkOf(graph, attachment, "policyArn", [IAM_POLICY]);
  if (link.kind === "declared") return passed("policyArn", `is ${named(link.resource)} of this stack`);
  return judgeAttachment("policyArn", attachment.inputs.policyArn);
}

function judgeAttachment(path: string, arn: Value | undefined): Answer {
  const must = "must not allow everything";
  const reason = opaque(arn);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  return decided(!ADMINISTRATOR.test(String(arn)), path, `is ${String(arn)}`, must);
}

function judgePolicy(path: string, input: Value | undefined): Answer {
  const document = policyDocumentOf(input);
  if (document.kind === "none") return failed(path, "is not set", MUST);
  if (document.kind === "unread") return notEvaluated(path, document.reason, MUST);
  const everything = oneHolds(...document.statements.map(allowsEverything));
  if (everything === "unknown") return notEvaluated(path, "has statements that are unknown", MUST);
  const found = everything ? "allows every action on every resource" : "allows what it names";
  return decided(!everything, path, found, MUST);
}

/** Everything but a few actions, or on everything but a few resources, is everything. */
function allowsEverything(statement: Statement): Truth {
  const { actions, notActions, resources, notResources } = statement;
  return allHold(
    has("Allow", statement),
    oneHolds(
      anyOf(actions, (text) => /^\*(:\*)?$/.test(text)),
      notActions.length > 0,
    ),
    oneHolds(
      anyOf(resources, (text) => text === "*"),
      notResources.length > 0,
    ),
  );
}
