import { expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { flowLogs } from "./flow-logs.ts";

const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v";
const network = resource(types.VIRTUAL_NETWORK, "network", { virtualNetworkName: "v" });
const vpc = resource(types.VPC, "vpc");
const log = (inputs: Properties, extras: Extras = {}) => resource(types.FLOW_LOG, "log", inputs, extras);
const subnet = (subnetName: string) =>
  resource(types.SUBNET, subnetName, { subnetName, virtualNetworkName: "v" });
const MUST = "must have a flow log";

test.each<[string, Resource, Resource[], string]>([
  ["on", network, [log({ enabled: true, targetResourceId: ID })], "passed: flowLogs FlowLog log is on"],
  [
    "off",
    network,
    [log({ enabled: false, targetResourceId: ID })],
    `failed: flowLogs FlowLog log is off; ${MUST}`,
  ],
  ["neither", network, [log({ targetResourceId: ID })], `failed: flowLogs FlowLog log is off; ${MUST}`],
  [
    "unknown",
    network,
    [log({ enabled: UNKNOWN, targetResourceId: ID })],
    `notEvaluated: flowLogs whether FlowLog log is one is unknown; ${MUST}`,
  ],
  [
    "of another network",
    network,
    [log({ enabled: true, targetResourceId: `${ID}2` })],
    `failed: flowLogs has none; ${MUST}`,
  ],
  [
    "of a network that is not carried",
    network,
    [log({ enabled: true, targetResourceId: UNKNOWN }, { from: undefined })],
    `notEvaluated: flowLogs whether FlowLog log is one is unknown; ${MUST}`,
  ],
  ["none", network, [subnet("nodes")], `failed: flowLogs has none; ${MUST}`],
  [
    "none, and only a firewall in it",
    network,
    [subnet("AzureFirewallSubnet")],
    "notApplicable: flowLogs holds nothing but a firewall, where no flow begins or ends",
  ],
  [
    "none, and more than a firewall in it",
    network,
    [subnet("AzureFirewallSubnet"), subnet("jump")],
    `failed: flowLogs has none; ${MUST}`,
  ],
  [
    "one of AWS",
    vpc,
    [resource(types.VPC_FLOW_LOG, "log", { vpcId: UNKNOWN }, { from: { vpcId: [vpc] } })],
    "passed: flowLogs FlowLog log is there",
  ],
  ["none of AWS", vpc, [], `failed: flowLogs has none; ${MUST}`],
])("a network with a flow log that is %s", (_, found, others, expected) => {
  expect(answersOf([flowLogs], "N23", found, ...others)).toEqual([expected]);
});
