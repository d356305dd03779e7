import { type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, listOf, notEvaluated, opaque } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { FEDERATED_CREDENTIAL } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

/** One service account of one namespace. */
const SERVICE_ACCOUNT =
  /^system:serviceaccount:[a-z0-9]([-a-z0-9]*[a-z0-9])?:[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/;
/** One environment of one repository of GitHub: a branch or a pull request has no reviewers, an environment can. */
const GITHUB_ENVIRONMENT = /^repo:[\w.-]+\/[\w.-]+:environment:[^*:]+$/;
const AUDIENCE = "api://AzureADTokenExchange";

const SUBJECT_MUST =
  "must be system:serviceaccount:<namespace>:<name>, or repo:<owner>/<repository>:environment:<name> for GitHub";
const AUDIENCE_MUST = `must be "${AUDIENCE}" alone`;

/** Whoever holds a token of that subject acts as the identity. */
export const federatedCredentials: Rule = {
  id: "I06",
  name: "federated-credentials-exact",
  title: "A federated credential trusts one service account, or one environment of one repository.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { checkov: ["CKV_AZURE_249"], nist80053: ["AC-6", "IA-2"] },
  remediation: `Set subject of the FederatedIdentityCredential to system:serviceaccount:<namespace>:<name>, and audiences to ["${AUDIENCE}"].`,
  evidence: "https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations",
  scope: "resource",
  types: [FEDERATED_CREDENTIAL],
  check: ({ inputs }) => [
    judge("subject", inputs.subject, SUBJECT_MUST, (subject) => isExact(subject)),
    judge(
      "audiences",
      valueAt(inputs, "audiences"),
      AUDIENCE_MUST,
      (audiences) => listOf(audiences).length === 1 && listOf(audiences)[0] === AUDIENCE,
    ),
  ],
};

function isExact(subject: Value): boolean {
  return typeof subject === "string" && (SERVICE_ACCOUNT.test(subject) || GITHUB_ENVIRONMENT.test(subject));
}

function judge(
  path: string,
  value: Value | undefined,
  must: string,
  fits: (value: Value) => boolean,
): Answer {
  const reason =
    opaque(value) ??
    listOf(value)
      .map(opaque)
      .find((found) => found !== undefined);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  if (value === undefined) return decided(false, path, "is not set", must);
  return decided(fits(value), path, `is ${textOf(value)}`, must);
}
