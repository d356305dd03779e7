import { describe, expect, test } from "vitest";
import { type DeploymentRunnerSettings, resolveDeploymentRunnerArgs } from "./index.ts";
import { adminPublicKey, args } from "./settings.fixture.ts";

describe("refused", () => {
  const scope = "must name one environment of one repository, without wildcards: nothing else has reviewers";
  const key = "must be the public half of an SSH key, of type ssh-ed25519 or ssh-rsa with 2,048 bits or more";

  test.each<[string, Partial<DeploymentRunnerSettings>, string]>([
    ["a branch's token", { subject: "repo:contoso/clusters:ref:refs/heads/main" }, scope],
    ["a pull request's token", { subject: "repo:contoso/clusters:pull_request" }, scope],
    ["every environment", { subject: "repo:contoso/clusters:environment:*" }, scope],
    ["every repository", { subject: "repo:contoso/*:environment:prod" }, scope],
    [
      "another repository's token",
      { subject: "repo:contoso/other:environment:prod" },
      'subject = "repo:contoso/other:environment:prod": is not of the repository contoso/clusters',
    ],
    [
      "a repository whose name only begins so",
      { subject: "repo:contoso/clusters-fork:environment:prod" },
      "is not of the repository contoso/clusters",
    ],
    [
      "an address of a repository",
      { repository: "https://github.com/contoso/clusters" },
      "must be a repository of github.com as owner/name",
    ],
    ["a private key", { adminPublicKey: "-----BEGIN OPENSSH PRIVATE KEY-----" }, key],
    ["a short RSA key", { adminPublicKey: `ssh-rsa AAAAB3NzaC1yc2E${"A".repeat(180)}` }, key],
    ["two keys", { adminPublicKey: `${adminPublicKey}\n${adminPublicKey}` }, key],
    ["a size that nobody knows", { vmSize: "Standard_Z1" }, "this size is not in the catalogue"],
    [
      "a GPU machine",
      { vmSize: "Standard_ND96isr_H100_v5" },
      "a runner needs a plain x64 machine, without GPUs or InfiniBand",
    ],
    [
      "a release without a checksum",
      { release: { version: "2.337.0", sha256: "" } },
      "must be a version of three numbers and the SHA-256",
    ],
    ["a name that Azure refuses", { runnerName: "runner!" }, "must be 2 to 54 letters"],
    ["a tag that Azure refuses", { tags: { "a?": "" } }, "tags.a?"],
  ])("%s", (_name, change, message) => {
    const refusal = () => resolveDeploymentRunnerArgs({ ...args, ...change });
    expect(refusal).toThrow("DeploymentRunner: 1 problem\n");
    expect(refusal).toThrow(message);
  });

  test("a key that may be the wrong half is not shown", () => {
    const refusal = () => resolveDeploymentRunnerArgs({ ...args, adminPublicKey: "canary" });
    expect(refusal).not.toThrow("canary");
  });
});

test.each([
  "repo:contoso/clusters:environment:prod",
  "repo:Contoso/Clusters:environment:prod",
  "repo:contoso@123456/clusters@789:environment:prod",
])("%s is a subject", (subject) => {
  expect(() => resolveDeploymentRunnerArgs({ ...args, subject })).not.toThrow();
});

test("defaults", () => {
  expect(resolveDeploymentRunnerArgs(args)).toMatchObject({
    repositoryUrl: "https://github.com/contoso/clusters",
    vmSize: "Standard_D4ds_v5",
    release: { version: "2.337.0" },
  });
});
