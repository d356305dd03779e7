import { describe, expect, test } from "vitest";
import { UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { FEDERATED_CREDENTIAL } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { federatedCredentials } from "./federated-credentials.ts";

function answer(path: "subject" | "audiences", value: Value | undefined): string | undefined {
  const credential = resource(FEDERATED_CREDENTIAL, "it", value === undefined ? {} : { [path]: value });
  const answers = answersOf([federatedCredentials], "I06", credential);
  return answers.find((one) => one.includes(`: ${path} `))?.split(":")[0];
}

describe("subject", () => {
  test.each<[Value | undefined, string]>([
    ["system:serviceaccount:research:loader", "passed"],
    ["system:serviceaccount:research:loader.v1", "passed"],
    ["repo:exaform/exaform:environment:production", "passed"],
    ["system:serviceaccount:research:*", "failed"],
    ["system:serviceaccount:*:loader", "failed"],
    ["system:serviceaccount:research", "failed"],
    ["system:serviceaccount:research:loader:more", "failed"],
    ["repo:exaform/exaform:ref:refs/heads/main", "failed"],
    ["repo:exaform/exaform:pull_request", "failed"],
    ["repo:exaform/*:environment:production", "failed"],
    ["", "failed"],
    [undefined, "failed"],
    [UNKNOWN, "notEvaluated"],
  ])("%j: %s", (subject, expected) => {
    expect(answer("subject", subject)).toBe(expected);
  });
});

describe("audiences", () => {
  test.each<[Value | undefined, string]>([
    [["api://AzureADTokenExchange"], "passed"],
    [["api://AzureADTokenExchange", "more"], "failed"],
    [["more"], "failed"],
    [[], "failed"],
    [undefined, "failed"],
    [UNKNOWN, "notEvaluated"],
    [[UNKNOWN], "notEvaluated"],
  ])("%j: %s", (audiences, expected) => {
    expect(answer("audiences", audiences)).toBe(expected);
  });
});
