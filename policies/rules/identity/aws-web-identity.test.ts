import { expect, test } from "vitest";
import { type Properties, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { IAM_ROLE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { awsWebIdentity } from "./aws-web-identity.ts";

const SUB = "issuer:sub";
const AUD = "issuer:aud";
const POD = "system:serviceaccount:research:loader";

function trust(condition: Properties, more: Properties = {}): Properties {
  return {
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: "arn:aws:iam::1:oidc-provider/issuer" },
        Condition: condition,
        ...more,
      },
    ],
  };
}

const exact = { StringEquals: { [SUB]: POD, [AUD]: "sts.amazonaws.com" } };

test.each<[string, Value | undefined, string | undefined]>([
  ["exact", trust(exact), "passed"],
  ["exact, as text", JSON.stringify(trust(exact)), "passed"],
  ["exact, by StringLike", trust({ StringLike: exact.StringEquals }), "passed"],
  ["several service accounts", trust({ StringEquals: { [SUB]: [POD, `${POD}2`], [AUD]: "a" } }), "passed"],
  ["a wildcard", trust({ StringLike: { [SUB]: "system:serviceaccount:*:*", [AUD]: "a" } }), "failed"],
  ["a question mark", trust({ StringLike: { [SUB]: "system:serviceaccount:a:?", [AUD]: "a" } }), "failed"],
  ["without sub", trust({ StringEquals: { [AUD]: "sts.amazonaws.com" } }), "failed"],
  ["without aud", trust({ StringEquals: { [SUB]: POD } }), "failed"],
  ["with an empty list", trust({ StringEquals: { [SUB]: [], [AUD]: "a" } }), "failed"],
  ["with an empty text", trust({ StringEquals: { [SUB]: "", [AUD]: "a" } }), "failed"],
  ["what it must not be", trust({ StringNotEquals: exact.StringEquals }), "failed"],
  ["no condition", trust({}), "failed"],
  ["everybody", trust({}, { Principal: "*" }), "failed"],
  ["every action", trust({}, { Action: "*" }), "failed"],
  ["denied", trust({}, { Effect: "Deny" }), undefined],
  ["of EC2", trust({}, { Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } }), undefined],
  [
    "of pod identities",
    trust(
      {},
      { Action: ["sts:AssumeRole", "sts:TagSession"], Principal: { Service: "pods.eks.amazonaws.com" } },
    ),
    undefined,
  ],
  ["an unknown sub", trust({ StringEquals: { [SUB]: UNKNOWN, [AUD]: "a" } }), "notEvaluated"],
  ["unknown conditions", trust({}, { Condition: UNKNOWN }), "notEvaluated"],
  ["unknown comparisons", trust({ StringEquals: UNKNOWN }), "notEvaluated"],
  ["unknown", UNKNOWN, "notEvaluated"],
  ["not set", undefined, "failed"],
])("%s: %s", (_, assumeRolePolicy, expected) => {
  const role = resource(IAM_ROLE, "it", assumeRolePolicy === undefined ? {} : { assumeRolePolicy });
  expect(answersOf([awsWebIdentity], "I16", role)[0]?.split(":")[0]).toBe(expected);
});
