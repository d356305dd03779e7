import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { buckets } from "./buckets.ts";

const bucket = resource(types.BUCKET, "datasets", { bucket: "exaform-datasets" });
const other = resource(types.BUCKET, "logs", { bucket: "exaform-logs" });
const answers = (found: Resource, ...others: readonly Resource[]) =>
  answersOf([buckets], "E18", found, ...others);

test("a bucket of before aws 7 is a bucket", () => {
  const old = resource("aws:s3/bucketV2:BucketV2", "old", { bucket: "old" });
  const versioning = resource("aws:s3/bucketVersioningV2:BucketVersioningV2", "versions", {
    bucket: "old",
    versioningConfiguration: { status: "Suspended" },
  });
  expect(answers(old, versioning)).toContain(
    "failed: BucketPublicAccessBlock is not declared; must be declared for the bucket",
  );
  expect(answers(versioning)).toEqual([
    'failed: versioningConfiguration.status is "Suspended"; must be "Enabled"',
  ]);
});

describe("a companion", () => {
  const companion = (value: Value, sources: readonly Resource[]) =>
    resource(types.BUCKET_VERSIONING, "versions", { bucket: value }, { from: { bucket: sources } });
  const found = (...others: readonly Resource[]) =>
    answers(bucket, other, ...others).find((answer) => answer.includes(": BucketVersioning "));
  const FAILED = "failed: BucketVersioning is not declared; must be declared for the bucket";

  test("of who knows which", () => {
    const versions = resource(types.BUCKET_VERSIONING, "versions", { bucket: UNKNOWN }, { from: undefined });
    expect(found(versions)).toMatch(/^notEvaluated: /);
  });

  test.each<[string, readonly Resource[], string]>([
    ["by reference", [companion(UNKNOWN, [bucket])], "passed: BucketVersioning is BucketVersioning versions"],
    ["by name", [companion("exaform-datasets", [])], "passed: BucketVersioning is BucketVersioning versions"],
    ["of another bucket", [companion(UNKNOWN, [other])], FAILED],
    ["of another name", [companion("exaform-logs", [])], FAILED],
    ["that is not there", [], FAILED],
    ["that no bucket of the stack has", [companion(UNKNOWN, [])], FAILED],
    [
      "of one of two",
      [companion(UNKNOWN, [bucket, other])],
      "notEvaluated: BucketVersioning may be BucketVersioning versions, whose bucket is not known; must be declared for the bucket",
    ],
  ])("%s", (_, others, expected) => {
    expect(found(...others)).toBe(expected);
  });
});

test("each of the four is asked for", () => {
  expect(answers(bucket).map((answer) => answer.split(" ", 2)[1])).toEqual([
    "BucketPublicAccessBlock",
    "BucketServerSideEncryptionConfiguration",
    "BucketPolicy",
    "BucketVersioning",
  ]);
});

test.each<[string, Properties, string[]]>([
  ["a key of one's own", { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn" }, ["passed", "passed"]],
  ["two layers", { sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: "arn" }, ["passed", "passed"]],
  ["a key of AWS", { sseAlgorithm: "aws:kms" }, ["passed", "failed"]],
  ["the default of S3", { sseAlgorithm: "AES256" }, ["failed", "failed"]],
  ["an unknown", { sseAlgorithm: UNKNOWN, kmsMasterKeyId: "arn" }, ["notEvaluated", "passed"]],
])("encryption with %s", (_, applyServerSideEncryptionByDefault, expected) => {
  const encryption = resource(types.BUCKET_ENCRYPTION, "it", {
    rules: [{ applyServerSideEncryptionByDefault }],
  });
  expect(answers(encryption).map((answer) => answer.split(":")[0])).toEqual(expected);
});

test("encryption without a rule", () => {
  expect(
    answers(resource(types.BUCKET_ENCRYPTION, "it")).map((answer) => answer.split(" ", 2).join(" ")),
  ).toEqual([
    "failed: rules[0].applyServerSideEncryptionByDefault.sseAlgorithm",
    "failed: rules[0].applyServerSideEncryptionByDefault.kmsMasterKeyId",
  ]);
});

const PLAIN = { Bool: { "aws:SecureTransport": "false" } };
const deny = (more: Properties = {}): Properties => ({
  Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", Condition: PLAIN, ...more }],
});

test.each<[string, Value | undefined, string]>([
  ["what is not TLS", deny(), "passed"],
  ["as text", JSON.stringify(deny()), "passed"],
  ["as a boolean", deny({ Condition: { Bool: { "aws:securetransport": false } } }), "passed"],
  ["for every principal of AWS", deny({ Principal: { AWS: "*" } }), "passed"],
  ["in one of several actions", deny({ Action: ["s3:Get", "*"] }), "passed"],
  ["what is TLS", deny({ Condition: { Bool: { "aws:SecureTransport": "true" } } }), "failed"],
  ["writing only", deny({ Action: "s3:PutObject" }), "failed"],
  ["somebody", deny({ Principal: { AWS: "arn:aws:iam::1:root" } }), "failed"],
  ["nothing", deny({ Effect: "Allow" }), "failed"],
  ["everything, without condition", deny({ Condition: {} }), "failed"],
  ["who knows when", deny({ Condition: UNKNOWN }), "notEvaluated"],
  ["an unknown", UNKNOWN, "notEvaluated"],
  ["no JSON", "deny", "notEvaluated"],
  ["not set", undefined, "failed"],
])("a policy that denies %s", (_, policy, expected) => {
  const found = resource(types.BUCKET_POLICY, "it", policy === undefined ? {} : { policy });
  expect(answers(found).map((answer) => answer.split(":")[0])).toEqual([expected]);
});
