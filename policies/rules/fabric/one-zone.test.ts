import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, EKS_NODE_GROUP, LAUNCH_TEMPLATE, SCALE_SET } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { oneZone } from "./one-zone.ts";

const vmSize = "Standard_ND96isr_H100_v5";
const MUST = "must name one zone";

test.each<[string, Properties, string[]]>([
  ["in one zone", { vmSize, availabilityZones: ["2"] }, ["passed: availabilityZones names 1"]],
  ["in two", { vmSize, availabilityZones: ["1", "2"] }, [`failed: availabilityZones names 2; ${MUST}`]],
  ["in none", { vmSize }, ["passed: availabilityZones is not set: spread over no zones"]],
  [
    "in unknown zones",
    { vmSize, availabilityZones: UNKNOWN },
    [`notEvaluated: availabilityZones is unknown until the cloud answers; ${MUST}`],
  ],
  [
    "in two, of an unknown size",
    { vmSize: UNKNOWN, availabilityZones: ["1", "2"] },
    [`notEvaluated: availabilityZones names 2; ${MUST}, if the size has InfiniBand: vmSize is not known`],
  ],
  ["in three, without InfiniBand", { vmSize: "Standard_D16ds_v5", availabilityZones: ["1", "2", "3"] }, []],
])("a pool %s", (_, inputs, expected) => {
  expect(answersOf([oneZone], "F05", resource(AGENT_POOL, "pool", inputs))).toEqual(expected);
});

test("a scale set in two zones", () => {
  const machines = resource(SCALE_SET, "machines", { sku: { name: vmSize }, zones: ["1", "3"] });
  expect(answersOf([oneZone], "F05", machines)).toEqual([`failed: zones names 2; ${MUST}`]);
});

describe("a node group of EKS", () => {
  const template = (interfaceType: string) =>
    resource(LAUNCH_TEMPLATE, "template", { networkInterfaces: [{ interfaceType }] });
  const nodes = (from: Resource, subnetIds: Properties["x"]) =>
    resource(
      EKS_NODE_GROUP,
      "nodes",
      { launchTemplate: { id: UNKNOWN }, subnetIds },
      { from: { launchTemplate: [from] } },
    );
  const efa = template("efa");
  const ethernet = template("interface");

  test.each<[string, Resource, Resource, string[]]>([
    ["in one subnet", nodes(efa, [UNKNOWN]), efa, ["passed: subnetIds names 1"]],
    ["in two", nodes(efa, ["a", "b"]), efa, ["failed: subnetIds names 2; must name one subnet"]],
    [
      "in unknown subnets",
      nodes(efa, UNKNOWN),
      efa,
      ["notEvaluated: subnetIds is unknown until the cloud answers; must name one subnet"],
    ],
    ["in two, without EFA", nodes(ethernet, ["a", "b"]), ethernet, []],
  ])("%s", (_, found, from, expected) => {
    expect(answersOf([oneZone], "F05", found, from)).toEqual(expected);
  });
});
