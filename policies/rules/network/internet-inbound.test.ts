import { describe, expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { ENVIRONMENT, NETWORK_SECURITY_GROUP, SECURITY_RULE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { internetInbound } from "./internet-inbound.ts";

const MUST = "must be a private range, a service, or a network that the environment allows (allowedNetworks)";
const SOURCE = "sourceAddressPrefix";
const office = resource(ENVIRONMENT, "environment", { allowedNetworks: ["203.0.114.0/28"] });

function answers(rule: Properties): string[] {
  const found = resource(SECURITY_RULE, "rule", { direction: "Inbound", access: "Allow", ...rule });
  return answersOf([internetInbound], "N09", found, office);
}

describe("a rule that lets in", () => {
  test.each<[string, Properties, string[]]>([
    ["a private range", { [SOURCE]: "10.0.0.0/22" }, [`passed: ${SOURCE} is "10.0.0.0/22"`]],
    ["a service", { [SOURCE]: "AzureMonitor" }, [`passed: ${SOURCE} is "AzureMonitor"`]],
    ["everybody", { [SOURCE]: "*" }, [`failed: ${SOURCE} is "*": the internet; ${MUST}`]],
    ["the internet", { [SOURCE]: "internet" }, [`failed: ${SOURCE} is "internet": the internet; ${MUST}`]],
    [
      "Azure's customers",
      { [SOURCE]: "AzureCloud" },
      [`failed: ${SOURCE} is "AzureCloud": the internet; ${MUST}`],
    ],
    [
      "addresses of the internet",
      { [SOURCE]: "203.0.114.0/24" },
      [`failed: ${SOURCE} is "203.0.114.0/24": addresses of the internet; ${MUST}`],
    ],
    [
      "a network that the environment allows",
      { [SOURCE]: "203.0.114.0/28" },
      [`passed: ${SOURCE} is "203.0.114.0/28": addresses of the internet`],
    ],
    [
      "several",
      { sourceAddressPrefixes: ["10.0.0.0/8", "0.0.0.0/0", UNKNOWN] },
      [
        'passed: sourceAddressPrefixes[0] is "10.0.0.0/8"',
        `failed: sourceAddressPrefixes[1] is "0.0.0.0/0": the internet; ${MUST}`,
        `notEvaluated: sourceAddressPrefixes[2] is unknown until the cloud answers; ${MUST}`,
      ],
    ],
    [
      "an unknown",
      { [SOURCE]: UNKNOWN },
      [`notEvaluated: ${SOURCE} is unknown until the cloud answers; ${MUST}`],
    ],
    [
      "a secret",
      { sourceAddressPrefixes: SECRET },
      [`notEvaluated: sourceAddressPrefixes is a secret and was not looked at; ${MUST}`],
    ],
    ["a group of machines", { sourceApplicationSecurityGroups: [{ id: "/some" }] }, []],
  ])("%s", (_, rule, expected) => {
    expect(answers(rule)).toEqual(expected);
  });
});

test.each<[string, Properties, string[]]>([
  ["that denies", { access: "Deny", [SOURCE]: "*" }, []],
  ["for what goes out", { direction: "Outbound", [SOURCE]: "*" }, []],
  [
    "of unknown direction",
    { direction: UNKNOWN, [SOURCE]: "*" },
    [
      `notEvaluated: ${SOURCE} is "*": the internet; ${MUST}; unless the rule, which is unknown, lets nothing in`,
    ],
  ],
])("a rule %s", (_, rule, expected) => {
  const found = answers(rule).filter((answer) => !answer.startsWith("notApplicable"));
  expect(found).toEqual(expected);
});

test("rules inside a group are judged one by one", () => {
  const group = resource(NETWORK_SECURITY_GROUP, "group", {
    securityRules: [
      { direction: "Inbound", access: "Allow", [SOURCE]: "VirtualNetwork" },
      { direction: "Inbound", access: "Deny", [SOURCE]: "*" },
      { direction: "Inbound", access: "Allow", [SOURCE]: "Internet" },
    ],
  });
  expect(answersOf([internetInbound], "N09", group).map((answer) => answer.split(" ", 2).join(" "))).toEqual([
    `passed: securityRules[0].${SOURCE}`,
    `failed: securityRules[2].${SOURCE}`,
  ]);
});

test("a group whose rules are unknown has not passed", () => {
  const group = resource(NETWORK_SECURITY_GROUP, "group", { securityRules: UNKNOWN });
  expect(answersOf([internetInbound], "N09", group).map((answer) => answer.split(" ", 2).join(" "))).toEqual([
    `notEvaluated: securityRules[*].${SOURCE}`,
  ]);
});
