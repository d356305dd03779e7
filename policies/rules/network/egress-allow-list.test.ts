import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource, withInput } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { egressAllowList } from "./egress-allow-list.ts";

const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([egressAllowList], "N10", found, ...others);

describe("a route", () => {
  const HOP = "nextHopType";
  const MUST = 'must be "VirtualAppliance" for 0.0.0.0/0, and never "Internet"';

  test.each<[string, Value, Value, string]>([
    [
      "everything to a firewall",
      "0.0.0.0/0",
      "VirtualAppliance",
      `passed: ${HOP} is "VirtualAppliance" for 0.0.0.0/0`,
    ],
    ["everything nowhere", "0.0.0.0/0", "None", `passed: ${HOP} is "None" for 0.0.0.0/0`],
    ["everything out", "0.0.0.0/0", "Internet", `failed: ${HOP} is "Internet" for 0.0.0.0/0; ${MUST}`],
    [
      "everything to a gateway",
      "::/0",
      "VirtualNetworkGateway",
      `failed: ${HOP} is "VirtualNetworkGateway" for ::/0; ${MUST}`,
    ],
    ["a part out", "20.0.0.0/8", "Internet", `failed: ${HOP} is "Internet" for 20.0.0.0/8; ${MUST}`],
    ["a part inside", "10.0.0.0/8", "VnetLocal", `passed: ${HOP} is "VnetLocal" for 10.0.0.0/8`],
    [
      "an unknown part to a gateway",
      UNKNOWN,
      "VirtualNetworkGateway",
      `notEvaluated: ${HOP} is "VirtualNetworkGateway" for a range that is unknown; ${MUST}`,
    ],
    [
      "everything to an unknown",
      "0.0.0.0/0",
      UNKNOWN,
      `notEvaluated: ${HOP} is unknown until the cloud answers; ${MUST}`,
    ],
    [
      "everything to a secret",
      "0.0.0.0/0",
      SECRET,
      `notEvaluated: ${HOP} is a secret and was not looked at; ${MUST}`,
    ],
  ])("leads %s", (_, addressPrefix, nextHopType, expected) => {
    expect(answers(resource(types.ROUTE, "route", { addressPrefix, nextHopType }))).toEqual([expected]);
  });

  test("inside its table", () => {
    const routes = [{ addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }];
    const [answer] = answers(resource(types.ROUTE_TABLE, "table", { routes }));
    expect(answer).toMatch(/^failed: routes\[0\]\.nextHopType /);
  });
});

describe("a pool of a cluster that leaves by its route table", () => {
  const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network";
  const cluster = resource(types.MANAGED_CLUSTER, "cluster", {
    resourceName: "training",
    networkProfile: { outboundType: "userDefinedRouting" },
    agentPoolProfiles: [{ vnetSubnetID: `${ID}/virtualNetworks/v/subnets/nodes` }],
  });
  const pool = resource(types.AGENT_POOL, "pool", {
    resourceName: "training",
    vnetSubnetID: `${ID}/virtualNetworks/v/subnets/nodes`,
  });
  const subnet = resource(types.SUBNET, "nodes", {
    virtualNetworkName: "v",
    subnetName: "nodes",
    routeTable: { id: `${ID}/routeTables/egress` },
  });
  const table = resource(types.ROUTE_TABLE, "table", { routeTableName: "egress" });
  const route = resource(types.ROUTE, "route", {
    routeTableName: "egress",
    routeName: "all",
    addressPrefix: "0.0.0.0/0",
    nextHopType: "VirtualAppliance",
  });
  const MUST = "must have a route table that leads 0.0.0.0/0 to a firewall";
  const IS = "is Subnet nodes of this stack";

  test.each<[string, Resource[], string]>([
    ["with the route", [subnet, table, route], `passed: vnetSubnetID ${IS}, with RouteTable table`],
    [
      "with the route inside the table",
      [subnet, withInput(table, "routes", [{ addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance" }])],
      `passed: vnetSubnetID ${IS}, with RouteTable table`,
    ],
    ["without", [subnet, table], `failed: vnetSubnetID ${IS}, with RouteTable table; ${MUST}`],
    [
      "with the route in another table",
      [subnet, table, withInput(route, "routeTableName", "other")],
      `failed: vnetSubnetID ${IS}, with RouteTable table; ${MUST}`,
    ],
    [
      "without a table",
      [withInput(subnet, "routeTable", undefined)],
      `failed: vnetSubnetID ${IS}, which has no route table; ${MUST}`,
    ],
    [
      "with a table of another stack",
      [subnet],
      `notEvaluated: vnetSubnetID ${IS}, whose route table is nothing that this stack declares; ${MUST}`,
    ],
    [
      "with a subnet of another stack",
      [],
      `notEvaluated: vnetSubnetID is nothing that this stack declares, for the way out; ${MUST}`,
    ],
  ])("%s", (_, others, expected) => {
    expect(answers(pool, cluster, ...others)).toEqual([expected]);
    expect(answers(cluster, ...others)).toEqual([
      expected.replace("vnetSubnetID", "agentPoolProfiles[0].vnetSubnetID"),
    ]);
  });

  test("of another cluster is not asked", () => {
    expect(answers(withInput(pool, "resourceName", "other"), cluster)).toEqual([]);
  });
});

describe("rules of a firewall", () => {
  const MUST = "must name what may be reached";
  const group = (rule: Properties, action = "Allow") =>
    resource(types.FIREWALL_RULES, "rules", {
      ruleCollections: [{ action: { type: action }, rules: [rule] }],
    });
  const AT = "ruleCollections[0].rules[0]";

  test.each<[string, Properties, string[]]>([
    ["names", { targetFqdns: ["github.com", "*.azmk8s.io"] }, [`passed: ${AT}.targetFqdns names 2`]],
    ["every name", { targetFqdns: ["github.com", "*"] }, [`failed: ${AT}.targetFqdns has "*"; ${MUST}`]],
    ["a top-level domain", { targetFqdns: ["*.com"] }, [`failed: ${AT}.targetFqdns has "*.com"; ${MUST}`]],
    [
      "every URL",
      { targetUrls: ["https://*/index.html"] },
      [`failed: ${AT}.targetUrls has "https://*/index.html"; ${MUST}`],
    ],
    [
      "every address",
      { destinationAddresses: ["10.0.0.0/8", "0.0.0.0/0"] },
      [`failed: ${AT}.destinationAddresses has "0.0.0.0/0"; ${MUST}`],
    ],
    [
      "addresses, and every name",
      { destinationAddresses: ["20.0.0.1"], destinationFqdns: ["*"] },
      [`failed: ${AT}.destinationFqdns has "*"; ${MUST}`, `passed: ${AT}.destinationAddresses names 1`],
    ],
    [
      "an unknown",
      { targetFqdns: ["github.com", UNKNOWN] },
      [`notEvaluated: ${AT}.targetFqdns is unknown until the cloud answers; ${MUST}`],
    ],
    ["a tag", { fqdnTags: ["AzureKubernetesService"] }, []],
  ])("that let out to %s", (_, rule, expected) => {
    expect(answers(group(rule))).toEqual(expected);
  });

  test("that deny everything are fine", () => {
    expect(answers(group({ targetFqdns: ["*"] }, "Deny"))).toEqual([]);
  });

  test("of unknown action, or unknown altogether, have not passed", () => {
    const unknown = resource(types.FIREWALL_RULES, "rules", { ruleCollections: UNKNOWN });
    expect(answers(unknown)).toEqual([
      `notEvaluated: ruleCollections is unknown until the cloud answers; ${MUST}`,
    ]);
    const rule = { targetFqdns: ["*"] };
    const action = resource(types.FIREWALL_RULES, "rules", {
      ruleCollections: [{ action: UNKNOWN, rules: [rule] }],
    });
    expect(answers(action)).toEqual([
      `notEvaluated: ${AT}.targetFqdns has "*"; ${MUST}; unless the rule, whose action is unknown, denies`,
    ]);
  });

  test("that stand in the firewall itself", () => {
    const rules = [{ destinationAddresses: ["*"] }];
    const firewall = resource(types.FIREWALL, "firewall", {
      applicationRuleCollections: [{ action: { type: "Allow" }, rules: [{ targetFqdns: ["github.com"] }] }],
      networkRuleCollections: [{ action: { type: "Allow" }, rules }],
    });
    expect(answers(firewall)).toEqual([
      "passed: applicationRuleCollections[0].rules[0].targetFqdns names 1",
      `failed: networkRuleCollections[0].rules[0].destinationAddresses has "*"; ${MUST}`,
    ]);
  });
});
