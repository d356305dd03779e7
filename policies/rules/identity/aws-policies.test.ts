import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { awsPolicies } from "./aws-policies.ts";

const answers = (type: string, inputs: Properties) =>
  answersOf([awsPolicies], "I15", resource(type, "it", inputs));
const allow = (statement: Properties): string =>
  JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] });
const MUST = "must name its actions or its resources";

describe.each([types.IAM_POLICY, types.IAM_ROLE_POLICY, types.IAM_GROUP_POLICY])("%s", (type) => {
  test.each<[string, Value | undefined, string]>([
    ["named actions", allow({ Action: "s3:*", Resource: "*" }), "passed: policy allows what it names"],
    [
      "named resources",
      allow({ Action: "*", Resource: "arn:aws:s3:::b" }),
      "passed: policy allows what it names",
    ],
    [
      "everything",
      allow({ Action: "*", Resource: "*" }),
      `failed: policy allows every action on every resource; ${MUST}`,
    ],
    [
      "everything, in lists",
      allow({ Action: ["s3:Get", "*:*"], Resource: ["b", "*"] }),
      `failed: policy allows every action on every resource; ${MUST}`,
    ],
    [
      "all but some actions",
      allow({ NotAction: "iam:*", Resource: "*" }),
      `failed: policy allows every action on every resource; ${MUST}`,
    ],
    [
      "all but some resources",
      allow({ Action: "*", NotResource: "b" }),
      `failed: policy allows every action on every resource; ${MUST}`,
    ],
    [
      "denied",
      JSON.stringify({ Statement: { Effect: "Deny", Action: "*", Resource: "*" } }),
      "passed: policy allows what it names",
    ],
    [
      "an object",
      { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
      `failed: policy allows every action on every resource; ${MUST}`,
    ],
    [
      "an object with an unknown",
      { Statement: { Effect: "Allow", Action: "*", Resource: UNKNOWN } },
      `notEvaluated: policy has statements that are unknown; ${MUST}`,
    ],
    [
      "an unknown that does not matter",
      { Statement: { Effect: "Allow", Action: "s3:Get", Resource: UNKNOWN } },
      "passed: policy allows what it names",
    ],
    ["unknown", UNKNOWN, `notEvaluated: policy is unknown until the cloud answers; ${MUST}`],
    ["no JSON", "allow all", `notEvaluated: policy is not a policy of AWS: it has no Statement; ${MUST}`],
    ["not set", undefined, `failed: policy is not set; ${MUST}`],
  ])("%s", (_, policy, expected) => {
    expect(answers(type, policy === undefined ? {} : { policy })).toEqual([expected]);
  });
});

test("users and their keys are refused as such", () => {
  expect(answers(types.IAM_USER, {})).toEqual([
    "failed:  is a user of AWS itself; must be a role that is assumed",
  ]);
  expect(answers(types.IAM_ACCESS_KEY, {})).toEqual([
    "failed:  is a key that does not expire; must be a role that is assumed",
  ]);
});

test.each<[Value, string]>([
  ["arn:aws:iam::aws:policy/AdministratorAccess", "failed"],
  ["arn:aws-us-gov:iam::aws:policy/PowerUserAccess", "failed"],
  ["arn:aws:iam::aws:policy/IAMFullAccess", "failed"],
  ["arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy", "passed"],
  [UNKNOWN, "notEvaluated"],
])("attaching %j: %s", (policyArn, expected) => {
  expect(answers(types.IAM_ROLE_ATTACHMENT, { policyArn })[0]?.split(":")[0]).toBe(expected);
});

test("a policy of the stack is judged where it is declared", () => {
  const policy = resource(types.IAM_POLICY, "own", { policy: allow({ Action: "*", Resource: "*" }) });
  const from = { policyArn: [policy] };
  const attachment = resource(types.IAM_ROLE_ATTACHMENT, "it", { policyArn: UNKNOWN }, { from });
  expect(answersOf([awsPolicies], "I15", attachment, policy)).toEqual([
    "passed: policyArn is Policy own of this stack",
  ]);
});

test("what a role carries itself is judged too", () => {
  const role = {
    inlinePolicies: [{ name: "all", policy: allow({ Action: "*", Resource: "*" }) }],
    managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  };
  expect(answers(types.IAM_ROLE, role).map((answer) => answer.split(" ", 2).join(" "))).toEqual([
    "failed: inlinePolicies[0].policy",
    "failed: managedPolicyArns[0]",
  ]);
});
