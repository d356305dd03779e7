import { describe, expect, test } from "vitest";
import { checkEnvironment } from "./check-environment.ts";
import { at, problemsOf, valid } from "./environment.fixture.ts";

const waiver = {
  rule: "N23",
  resource: "network-vnet",
  reason: "Flow logs are written by the platform team's own pipeline.",
  owner: "network team",
  expires: "2027-03-31",
};
const path = {
  path: "infiniband",
  acceptedBy: "security team",
  until: "2027-03-31",
  reason: "Nothing encrypts it, and no other tenant is on the fabric.",
};

test("nothing is waived or accepted by default", () => {
  expect(checkEnvironment(valid)).toMatchObject({ waivers: [], acceptedPaths: [] });
});

test("what is written well is taken as it is", () => {
  const urn =
    "urn:pulumi:nd-h100-prod::exaform::exaform:azure:IsolatedNetwork$azure-native:network:VirtualNetwork::network-vnet";
  const environment = { ...valid, waivers: [waiver, { ...waiver, resource: urn }], acceptedPaths: [path] };
  expect(checkEnvironment(environment)).toMatchObject(environment);
});

describe("refused", () => {
  test.each<[string, object, string]>([
    ["a pattern for resources", { resource: "network-*" }, ".waivers[0].resource"],
    ["no rule", { rule: undefined }, ".waivers[0].rule"],
    ["all rules", { rule: "*" }, ".waivers[0].rule"],
    ["several rules", { rule: "N22,N23" }, ".waivers[0].rule"],
    ["no reason", { reason: "" }, ".waivers[0].reason"],
    ["no sentence", { reason: "later" }, ".waivers[0].reason"],
    ["no owner", { owner: undefined }, ".waivers[0].owner"],
    ["no end", { expires: undefined }, ".waivers[0].expires"],
    ["an end that no calendar has", { expires: "2027-02-29" }, ".waivers[0].expires"],
    ["an end in words", { expires: "never" }, ".waivers[0].expires"],
    ["a time", { expires: "2027-03-31T00:00:00Z" }, ".waivers[0].expires"],
    ["an unknown key", { until: "2027-03-31" }, ".waivers[0].until"],
    ["a shell's text", { reason: "because $(id) says so" }, ".waivers[0].reason"],
    ["a secret", { owner: `ghp_${"a".repeat(20)}` }, ".waivers[0].owner"],
  ])("%s in a waiver", (_, change, at_) => {
    const problems = problemsOf({ ...valid, waivers: [{ ...waiver, ...change }] });
    expect(problems.map(({ path: found }) => found)).toEqual([at(at_)]);
  });

  test("a day says how to write it", () => {
    expect(problemsOf({ ...valid, waivers: [{ ...waiver, expires: "31.3.2027" }] })).toEqual([
      {
        path: at(".waivers[0].expires"),
        value: "31.3.2027",
        message: 'must look like "2027-03-31"',
        fix: 'write for example "2027-03-31"',
      },
    ]);
  });

  test("a path that is encrypted, or none", () => {
    expect(problemsOf({ ...valid, acceptedPaths: [{ ...path, path: "blobAtRest" }] })).toMatchObject([
      { message: "must be one of infiniband, nvlink, lustreInTransit, podTraffic" },
    ]);
  });

  test("a switch in place of a list", () => {
    expect(problemsOf({ ...valid, waivers: true })).toMatchObject([{ path: at(".waivers") }]);
  });
});
