import { expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { ENVIRONMENT, PEERING, VIRTUAL_NETWORK } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { listedPeerings } from "./listed-peerings.ts";

const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub";
const PATH = "remoteVirtualNetwork.id";
const MUST = "must be a network of this stack, or one that the environment lists (network.peerings)";
const hub = resource(VIRTUAL_NETWORK, "hub", { virtualNetworkName: "hub" });
const listing = (...ids: string[]) =>
  resource(ENVIRONMENT, "environment", { network: { peerings: ids.map((vnetId) => ({ vnetId })) } });
const peering = (id: Value, extras: Extras = {}) =>
  resource(PEERING, "peering", { remoteVirtualNetwork: { id } }, extras);

test.each<[string, Resource, Resource[], string]>([
  ["of this stack", peering(ID), [hub, listing()], `passed: ${PATH} is VirtualNetwork hub of this stack`],
  ["that is listed", peering(ID), [listing("/other", ID.toUpperCase())], `passed: ${PATH} is listed`],
  ["that is not listed", peering(ID), [listing("/other")], `failed: ${PATH} is not listed; ${MUST}`],
  [
    "where nothing can be listed",
    peering(ID),
    [],
    `notEvaluated: ${PATH} is listed nowhere: the stack declares no environment; ${MUST}`,
  ],
  [
    "that will be of this stack",
    peering(UNKNOWN, { from: { remoteVirtualNetwork: [hub] } }),
    [hub, listing()],
    `passed: ${PATH} is VirtualNetwork hub of this stack`,
  ],
  [
    "that is unknown",
    peering(UNKNOWN),
    [listing()],
    `notEvaluated: ${PATH} is unknown, and comes from no VirtualNetwork of this stack; ${MUST}`,
  ],
])("with a network %s", (_, found, others, expected) => {
  expect(answersOf([listedPeerings], "N19", found, ...others)).toEqual([expected]);
});

test("inside its network", () => {
  const network = resource(VIRTUAL_NETWORK, "network", {
    virtualNetworkPeerings: [{ remoteVirtualNetwork: { id: ID } }],
  });
  expect(answersOf([listedPeerings], "N19", network, listing())).toEqual([
    `failed: virtualNetworkPeerings[0].${PATH} is not listed; ${MUST}`,
  ]);
});
