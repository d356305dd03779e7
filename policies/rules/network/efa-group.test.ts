import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { efaGroup } from "./efa-group.ts";

const PATH = "networkInterfaces";
const MUST = "must have a security group that lets all traffic in and out to itself, and nothing else";
const SELF = { protocol: "-1", fromPort: 0, toPort: 0, self: true };
const bare = resource(types.SECURITY_GROUP, "efa");
const group = (inputs: Properties) => resource(types.SECURITY_GROUP, "efa", inputs);
const nodes = resource(types.SECURITY_GROUP, "nodes", { egress: [{ protocol: "tcp" }] });

const template = (from: readonly Resource[], ...interfaces: Properties[]) =>
  resource(types.LAUNCH_TEMPLATE, "template", { networkInterfaces: interfaces }, { from: { [PATH]: from } });
const efa = { interfaceType: "efa", securityGroups: [UNKNOWN] };

const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([efaGroup], "N22", found, ...others);

describe("a group of EFA interfaces", () => {
  const OTHERS = `failed: ${PATH} has SecurityGroup efa (open to others); ${MUST}`;
  const ALONE = `passed: ${PATH} has SecurityGroup efa, open to itself and nothing else`;

  test.each<[string, Properties, string]>([
    ["open to itself", { ingress: [SELF], egress: [SELF] }, ALONE],
    [
      "not open to itself on the way out",
      { ingress: [SELF] },
      `failed: ${PATH} has SecurityGroup efa (not open to itself); ${MUST}`,
    ],
    ["open to itself for one protocol", { ingress: [{ ...SELF, protocol: "tcp" }], egress: [SELF] }, OTHERS],
    [
      "open to a range beside itself",
      { ingress: [{ ...SELF, cidrBlocks: ["10.0.0.0/8"] }], egress: [SELF] },
      OTHERS,
    ],
    [
      "open to everywhere beside itself",
      { ingress: [SELF], egress: [SELF, { protocol: "-1", cidrBlocks: ["0.0.0.0/0"] }] },
      OTHERS,
    ],
    [
      "of unknown rules",
      { ingress: UNKNOWN, egress: [SELF] },
      `notEvaluated: ${PATH} has SecurityGroup efa, with rules that are unknown; ${MUST}`,
    ],
  ])("%s", (_, inputs, expected) => {
    const found = group(inputs);
    expect(answers(template([found], efa), found)).toEqual([expected]);
  });

  test("open to itself by rules of their own", () => {
    const from = { securityGroupId: [bare], referencedSecurityGroupId: [bare] };
    const rule = { securityGroupId: UNKNOWN, referencedSecurityGroupId: UNKNOWN, ipProtocol: "-1" };
    const rules = [types.SECURITY_GROUP_INGRESS, types.SECURITY_GROUP_EGRESS].map((type) =>
      resource(type, "rule", rule, { from }),
    );
    expect(answers(template([bare], efa), bare, ...rules)).toEqual([ALONE]);
    const [ingress] = rules;
    const toNodes = resource(
      types.SECURITY_GROUP_RULE,
      "to-nodes",
      { type: "egress", protocol: "-1", securityGroupId: UNKNOWN, sourceSecurityGroupId: UNKNOWN },
      { from: { securityGroupId: [bare], sourceSecurityGroupId: [nodes] } },
    );
    expect(answers(template([bare], efa), bare, nodes, toNodes, ...(ingress ? [ingress] : []))).toEqual([
      OTHERS,
    ]);
  });

  test("beside that of the nodes", () => {
    const found = group({ ingress: [SELF], egress: [SELF] });
    expect(answers(template([found, nodes], efa), found, nodes)).toEqual([ALONE]);
    expect(answers(template([nodes], efa), nodes)).toEqual([
      `failed: ${PATH} has SecurityGroup nodes (open to others); ${MUST}`,
    ]);
  });
});

test.each<[string, Properties[], string[]]>([
  [
    "EFA without a group",
    [{ interfaceType: "efa-only" }],
    [`failed: ${PATH} [0] has no security group; ${MUST}`],
  ],
  [
    "EFA with no group",
    [efa, { ...efa, securityGroups: [] }],
    [`failed: ${PATH} [1] has no security group; ${MUST}`],
  ],
  [
    "EFA with a group of another stack",
    [efa],
    [`notEvaluated: ${PATH} has no security group of this stack; ${MUST}`],
  ],
  ["no EFA", [{ interfaceType: "interface" }], []],
])("a template with %s", (_, interfaces, expected) => {
  expect(answers(template([], ...interfaces))).toEqual(expected);
});
