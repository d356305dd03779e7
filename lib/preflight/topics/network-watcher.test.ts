import { expect, test } from "vitest";
import { sketch } from "../../analysis/testing/graphs.ts";
import { armObjectsOf } from "../objects.ts";
import { preflight } from "../preflight.ts";
import { forbidden, outcomes, recorded } from "../testing/recorded.ts";
import { IDS, SUBSCRIPTION, small } from "../testing/small.ts";
import { networkWatcherRequirement } from "./network-watcher.ts";

const ID = `network watcher/${IDS.watcher}`;

test.each([
  ["it is there", { objects: { [IDS.watcher]: {} } }, "ok: it is there"],
  ["it is not", {}, "failed: it is not there, and the stack makes no virtual network"],
  [
    "it cannot be seen",
    {
      instead: ({ path }: { path: string }) => (path === IDS.watcher.toLowerCase() ? forbidden : undefined),
    },
    expect.stringMatching(/^unknown: no permission/),
  ],
])("where %s", async (_, recording, outcome) => {
  expect((await outcomes("network watcher", recording))[ID]).toEqual(outcome);
});

test("a virtual network of the stack may bring it", async () => {
  const graph = sketch({ type: "network:VirtualNetwork", name: "vnet", inputs: {} });
  const { objects } = armObjectsOf(small(), SUBSCRIPTION);
  const [check] = await preflight([networkWatcherRequirement(graph, objects)], recorded());
  expect(check).toMatchObject({
    status: "unknown",
    todo: "az network watcher configure --locations eastus --enabled true --resource-group NetworkWatcherRG",
  });
});
