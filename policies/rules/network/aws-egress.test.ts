import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { awsEgress } from "./aws-egress.ts";

const environment = (isolation: string) => resource(types.ENVIRONMENT, "environment", { isolation });
const isolated = environment("isolated");
const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([awsEgress], "N21", found, ...others);

describe("a gateway", () => {
  const MUST = "must not be there where the environment is isolated";
  const nat = (inputs: Properties) => resource(types.NAT_GATEWAY, "it", inputs);

  test.each<[string, Resource, Resource[], string]>([
    [
      "to the internet",
      resource(types.INTERNET_GATEWAY, "it"),
      [isolated],
      `failed: vpcId InternetGateway leads to the internet; ${MUST}`,
    ],
    [
      "to the internet for IPv6",
      resource(types.EGRESS_ONLY_GATEWAY, "it"),
      [isolated],
      `failed: vpcId EgressOnlyInternetGateway leads to the internet; ${MUST}`,
    ],
    [
      "that translates",
      nat({}),
      [isolated],
      `failed: connectivityType NatGateway leads to the internet; ${MUST}`,
    ],
    [
      "that translates for other networks",
      nat({ connectivityType: "private" }),
      [isolated],
      'passed: connectivityType is "private"',
    ],
    [
      "of a connected environment",
      nat({}),
      [environment("connected")],
      "notApplicable: connectivityType NatGateway leads to the internet: the environment is connected",
    ],
    [
      "where nothing is declared",
      nat({}),
      [],
      `notEvaluated: connectivityType NatGateway leads to the internet, and the isolation of the environment is not declared; ${MUST}`,
    ],
  ])("%s", (_, found, others, expected) => {
    expect(answers(found, ...others)).toEqual([expected]);
  });
});

describe("egress of a group", () => {
  const MUST = "must name the ranges that are needed";

  test.each<[string, Resource, string[]]>([
    [
      "to a range, and to everywhere",
      resource(types.SECURITY_GROUP, "it", {
        egress: [{ cidrBlocks: ["10.0.0.0/16"] }, { cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] }],
        ingress: [{ cidrBlocks: ["0.0.0.0/0"] }],
      }),
      [
        "passed: egress[0].cidrBlocks names ranges",
        `failed: egress[1].cidrBlocks has "0.0.0.0/0"; ${MUST}`,
        `failed: egress[1].ipv6CidrBlocks has "::/0"; ${MUST}`,
      ],
    ],
    [
      "as a rule",
      resource(types.SECURITY_GROUP_RULE, "it", { type: "egress", cidrBlocks: ["0.0.0.0/1"] }),
      [`failed: cidrBlocks has "0.0.0.0/1"; ${MUST}`],
    ],
    [
      "as a rule for what comes in",
      resource(types.SECURITY_GROUP_RULE, "it", { type: "ingress", cidrBlocks: ["0.0.0.0/0"] }),
      [],
    ],
    [
      "as a rule of its own kind",
      resource(types.SECURITY_GROUP_EGRESS, "it", { cidrIpv4: "0.0.0.0/0" }),
      [`failed: cidrIpv4 has "0.0.0.0/0"; ${MUST}`],
    ],
    [
      "to an unknown range",
      resource(types.SECURITY_GROUP_EGRESS, "it", { cidrIpv4: UNKNOWN }),
      [`notEvaluated: cidrIpv4 is unknown until the cloud answers; ${MUST}`],
    ],
    [
      "to a secret range",
      resource(types.SECURITY_GROUP, "it", { egress: [{ cidrBlocks: [SECRET] }] }),
      [`notEvaluated: egress[0].cidrBlocks is a secret and was not looked at; ${MUST}`],
    ],
    ["to another group", resource(types.SECURITY_GROUP, "it", { egress: [{ self: true }] }), []],
  ])("%s", (_, found, expected) => {
    expect(answers(found, isolated)).toEqual(expected);
  });

  test("that is unknown altogether has not passed", () => {
    const found = answers(resource(types.SECURITY_GROUP, "it", { egress: UNKNOWN }), isolated);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((answer) => !answer.startsWith("notEvaluated: egress[*]."))).toEqual([]);
  });
});

describe("the default group of a VPC", () => {
  const vpc = resource(types.VPC, "vpc");
  const group = (inputs: Properties, from: readonly Resource[] | undefined = [vpc]) =>
    resource(
      types.DEFAULT_SECURITY_GROUP,
      "default",
      { vpcId: UNKNOWN, ...inputs },
      { from: from.length === 0 ? undefined : { vpcId: from } },
    );
  const PATH = "defaultSecurityGroup";
  const MUST = "must have a DefaultSecurityGroup without rules";

  test.each<[string, Resource[], string]>([
    ["closed", [group({})], `passed: ${PATH} DefaultSecurityGroup default has no rules`],
    [
      "with rules",
      [group({ egress: [{ protocol: "-1" }] })],
      `failed: ${PATH} DefaultSecurityGroup default has rules; ${MUST}`,
    ],
    [
      "with unknown rules",
      [group({ egress: UNKNOWN })],
      `notEvaluated: ${PATH} the rules of DefaultSecurityGroup default are unknown; ${MUST}`,
    ],
    [
      "left as it is",
      [],
      `failed: ${PATH} is left as AWS makes it, open to itself and to everywhere; ${MUST}`,
    ],
    [
      "of a VPC that is not carried",
      [group({}, [])],
      `notEvaluated: ${PATH} whether DefaultSecurityGroup default is its is unknown; ${MUST}`,
    ],
  ])("%s", (_, others, expected) => {
    expect(answers(vpc, ...others)).toEqual([expected]);
  });
});

describe("endpoints of a VPC", () => {
  const vpc = resource(types.VPC, "vpc");
  const cluster = resource(types.EKS_CLUSTER, "cluster");
  const endpoints = (...services: (string | typeof UNKNOWN)[]) =>
    services.map((service, index) =>
      resource(
        types.VPC_ENDPOINT,
        `endpoint-${index}`,
        {
          vpcId: UNKNOWN,
          serviceName: typeof service === "string" ? `com.amazonaws.us-gov-west-1.${service}` : service,
        },
        { from: { vpcId: [vpc] } },
      ),
    );
  const ALL = ["ec2", "ecr.api", "ecr.dkr", "eks", "logs", "s3", "sts"];
  const MUST = `must have one for each of ${ALL.join(", ")}`;
  const files = resource(types.FSX_LUSTRE, "files");

  test.each<[string, Resource[], string | undefined]>([
    ["all", [cluster, isolated, ...endpoints(...ALL)], `passed: vpcEndpoints has ${ALL.join(", ")}`],
    [
      "all but two",
      [cluster, isolated, ...endpoints(...ALL.slice(2))],
      `failed: vpcEndpoints has none for ec2, ecr.api; ${MUST}`,
    ],
    [
      "not that of the file system",
      [cluster, isolated, files, ...endpoints(...ALL)],
      `failed: vpcEndpoints has none for fsx; ${MUST}, fsx`,
    ],
    [
      "one unknown",
      [cluster, isolated, ...endpoints(...ALL.slice(1), UNKNOWN)],
      `notEvaluated: vpcEndpoints has none for ec2 that is known; ${MUST}`,
    ],
    [
      "none, isolation not declared",
      [cluster],
      `notEvaluated: vpcEndpoints has none for ${ALL.join(", ")}, and the isolation of the environment is not declared; ${MUST}`,
    ],
    ["none, connected", [cluster, environment("connected")], undefined],
    ["none, and no cluster", [isolated], undefined],
  ])("%s", (_, others, expected) => {
    expect(answers(vpc, ...others)[1]).toBe(expected);
  });
});
