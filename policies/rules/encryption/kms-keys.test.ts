import { expect, test } from "vitest";
import { type Properties, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { KMS_KEY } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { kmsKeys } from "./kms-keys.ts";

function statusAt(path: string, inputs: Properties): string | undefined {
  const answers = answersOf([kmsKeys], "E17", resource(KMS_KEY, "it", inputs));
  return answers.find((answer) => answer.includes(`: ${path} `))?.split(":")[0];
}

const allow = (principal: Value, effect = "Allow"): Value =>
  JSON.stringify({ Statement: { Effect: effect, Principal: principal, Action: "kms:*", Resource: "*" } });

test.each<[string, Value | undefined, string]>([
  ["an account", allow({ AWS: "arn:aws:iam::1:root" }), "passed"],
  ["a service", allow({ Service: "logs.amazonaws.com" }), "passed"],
  ["everybody", allow("*"), "failed"],
  ["everybody at AWS", allow({ AWS: ["arn:aws:iam::1:root", "*"] }), "failed"],
  ["nobody", allow("*", "Deny"), "passed"],
  ["who is unknown", { Statement: [{ Effect: "Allow", Principal: { AWS: UNKNOWN } }] }, "notEvaluated"],
  ["unknown", UNKNOWN, "notEvaluated"],
  ["no JSON", "all", "notEvaluated"],
  ["not set", undefined, "passed"],
])("a policy that allows %s", (_, policy, expected) => {
  expect(statusAt("policy", policy === undefined ? {} : { policy })).toBe(expected);
});

test.each<[Properties, string]>([
  [{ customerMasterKeySpec: "RSA_3072" }, "notApplicable"],
  [{ customerMasterKeySpec: "SYMMETRIC_DEFAULT" }, "failed"],
  [{ customerMasterKeySpec: UNKNOWN }, "notEvaluated"],
  [{ customerMasterKeySpec: UNKNOWN, enableKeyRotation: true }, "passed"],
])("rotation of %j: %s", (inputs, expected) => {
  expect(statusAt("enableKeyRotation", inputs)).toBe(expected);
});
