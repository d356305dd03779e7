import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { evaluate } from "../../evaluate.ts";
import { NETWORK_SECURITY_GROUP, SUBNET, VIRTUAL_NETWORK } from "../../resource-types.ts";
import { type Extras, graphWith, resource } from "../../testing/build-graph.ts";
import { subnetSecurityGroup } from "./subnet-security-group.ts";

const nsg = resource(NETWORK_SECURITY_GROUP, "nsg");
const GROUP = { networkSecurityGroup: { id: "/some/nsg" } };
const PATH = "networkSecurityGroup.id";

function answers(found: Resource): string[] {
  return evaluate(graphWith([found, nsg]), [subnetSecurityGroup]).map(
    ({ status, path, message }) => `${status}: ${path} ${message}`,
  );
}

describe("a Subnet", () => {
  test.each<[string, Properties, Extras, string]>([
    ["with a group", { subnetName: "nodes", ...GROUP }, {}, `passed: ${PATH} is set`],
    ["without", { subnetName: "nodes" }, {}, `failed: ${PATH} is not set; must be set`],
    ["without, named by Pulumi", {}, {}, `failed: ${PATH} is not set; must be set`],
    [
      "with a group of this stack",
      { subnetName: "nodes", networkSecurityGroup: { id: UNKNOWN } },
      { from: { networkSecurityGroup: [nsg] } },
      `passed: ${PATH} comes from NetworkSecurityGroup nsg of this stack`,
    ],
    [
      "with an unknown group",
      { subnetName: "nodes", networkSecurityGroup: UNKNOWN },
      {},
      `notEvaluated: ${PATH} is unknown, and comes from no NetworkSecurityGroup of this stack; must be set`,
    ],
    [
      "with a group whose source is not carried",
      { subnetName: "nodes", networkSecurityGroup: { id: UNKNOWN } },
      { from: undefined },
      `notEvaluated: ${PATH} is unknown, and the embedded engine does not carry here what it depends on (propertyDependencies); must be set`,
    ],
    [
      "without, of unknown name",
      { subnetName: UNKNOWN },
      {},
      `notEvaluated: ${PATH} is not set; must be set, unless the subnet, whose name is unknown, is one of Azure's own`,
    ],
    [
      "without, of secret name",
      { subnetName: SECRET },
      {},
      `notEvaluated: ${PATH} is not set; must be set, unless the subnet, whose name is unknown, is one of Azure's own`,
    ],
    ["with a group, of unknown name", { subnetName: UNKNOWN, ...GROUP }, {}, `passed: ${PATH} is set`],
  ])("%s", (_, inputs, extras, expected) => {
    expect(answers(resource(SUBNET, "subnet", inputs, extras))).toEqual([expected]);
  });

  test.each(["AzureFirewallSubnet", "azurefirewallsubnet", "GatewaySubnet", "AzureBastionSubnet"])(
    "%s is Azure's own",
    (subnetName) => {
      const [answer] = answers(resource(SUBNET, "subnet", { subnetName }));
      expect(answer).toMatch(new RegExp(`^notApplicable: ${PATH} ${subnetName}: .*https://`));
    },
  );

  test.each(["AzureFirewallSubnet2", "nodes", "constructor"])("%s is not", (subnetName) => {
    expect(answers(resource(SUBNET, "subnet", { subnetName }))).toEqual([
      `failed: ${PATH} is not set; must be set`,
    ]);
  });
});

test("subnets inside a virtual network are judged one by one", () => {
  const network = resource(VIRTUAL_NETWORK, "network", {
    subnets: [{ name: "a", ...GROUP }, { name: "b" }, { name: "GatewaySubnet" }, UNKNOWN],
  });
  expect(answers(network).map((answer) => answer.split(" ", 2).join(" "))).toEqual([
    "passed: subnets[0].networkSecurityGroup.id",
    "failed: subnets[1].networkSecurityGroup.id",
    "notApplicable: subnets[2].networkSecurityGroup.id",
    "notEvaluated: subnets[3].networkSecurityGroup.id",
  ]);
});
