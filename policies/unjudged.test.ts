import { expect, test } from "vitest";
import type { Resource } from "../lib/graph/graph.ts";
import { assess } from "./assess.ts";
import { graphWith, resource } from "./testing/build-graph.ts";

const AS_OF = "2026-11-30";

function told(...resources: Resource[]): string[] {
  const findings = assess(graphWith(resources), { asOf: AS_OF });
  return findings.filter(({ rule }) => rule === "A04").map(({ status, message }) => `${status}: ${message}`);
}

const MUST = "rules judge azure-native, azuread, aws and kubernetes alone";

test("what no rule can judge has not passed, package by package", () => {
  expect(
    told(
      resource("azure:storage/account:Account", "data"),
      resource("azure:storage/account:Account", "logs"),
      resource("azure:keyvault/keyVault:KeyVault", "vault"),
      resource("gcp:storage/bucket:Bucket", "bucket"),
      resource("aws:s3/bucket:Bucket", "judged"),
    ).toSorted(),
  ).toEqual([
    `notEvaluated: 1 resource is of package gcp (Bucket) and was not looked at; ${MUST}`,
    `notEvaluated: 3 resources are of package azure (Account, KeyVault) and were not looked at; ${MUST}`,
  ]);
});

test("it names a few kinds and counts the others", () => {
  const kinds = ["A", "B", "C", "D", "E", "F", "G"].map((kind) => resource(`oci:x/y:${kind}`, kind));
  expect(told(...kinds)).toEqual([
    `notEvaluated: 7 resources are of package oci (A, B, C, D, E and 2 more kinds) and were not looked at; ${MUST}`,
  ]);
});

test.each([
  ["azure-native:storage:StorageAccount", "passed: each is of a package that the rules judge"],
  [
    "azure-native_storage_v20240101:storage:StorageAccount",
    "passed: each is of a package that the rules judge",
  ],
  ["random:index/randomId:RandomId", "notApplicable: the stack makes nothing in a cloud"],
  ["pulumi:providers:azure", "notApplicable: the stack makes nothing in a cloud"],
])("%s", (type, expected) => {
  expect(told(resource(type, "it"))).toEqual([expected]);
});
