import { expect, test } from "vitest";
import type { Properties } from "../../graph/graph.ts";
import { type ResourceSketch, sketch } from "../testing/graphs.ts";
import { accessPreconditions } from "./access.ts";

const vnet: ResourceSketch = { type: "network:VirtualNetwork", name: "vnet" };
const cluster = (enablePrivateCluster: boolean): ResourceSketch => ({
  type: "containerservice:ManagedCluster",
  name: "aks",
  inputs: { apiServerAccessProfile: { enablePrivateCluster } },
});
const environment = (...allowedNetworks: readonly string[]): ResourceSketch => ({
  type: "exaform:stack:Environment",
  name: "environment",
  inputs: { allowedNetworks } satisfies Properties,
});
const peering: ResourceSketch = {
  type: "network:VirtualNetworkPeering",
  name: "peering",
  inputs: { remoteVirtualNetwork: { id: "/subscriptions/x/office" } },
};
const toOwnHub: ResourceSketch = { ...peering, name: "hub", from: { remoteVirtualNetwork: ["vnet"] } };

const closed =
  "so the stack lets nobody outside its network reach the API server of aks or its private endpoints";

test.each<[string, readonly ResourceSketch[], string[]]>([
  [
    "nothing leads in",
    [environment()],
    [`no network of others is peered and allowedNetworks is empty, ${closed}`],
  ],
  [
    "the only peering is the hub's",
    [environment("10.9.0.0/16"), vnet, toOwnHub],
    [`no network of others is peered, ${closed}`],
  ],
  ["a peering lets nobody in", [environment(), peering], [`allowedNetworks is empty, ${closed}`]],
  ["a peered network is let in", [environment("10.9.0.0/16"), peering], []],
  ["a graph without environment has a peering", [peering], []],
])("where %s", (_, sketches, reasons) => {
  const rows = accessPreconditions(sketch(cluster(true), ...sketches));
  expect(rows.map(({ reason }) => reason)).toEqual(reasons);
});

test("the runner's subnet is named where there is one", () => {
  const runner = { type: "network:Subnet", name: "subnet", inputs: { subnetName: "runner" } };
  expect(accessPreconditions(sketch(cluster(true), environment(), runner))).toMatchObject([
    {
      kind: "access",
      state: "unknown",
      needed:
        "a path into the network for kubectl, image pushes and data loading: a runner in the runner subnet, peering, VPN or ExpressRoute",
    },
  ]);
  expect(accessPreconditions(sketch(cluster(true), environment()))[0]?.needed).toContain(
    "a runner inside the network",
  );
});

test("a public API server needs no path, nor does a stack without a cluster", () => {
  expect(accessPreconditions(sketch(cluster(false), environment()))).toEqual([]);
  expect(accessPreconditions(sketch(environment()))).toEqual([]);
});
