import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../lib/graph/graph.ts";
import { nodePools, subnets, whole } from "./parts.ts";
import { AGENT_POOL, MANAGED_CLUSTER, VIRTUAL_NETWORK } from "./resource-types.ts";
import { resource } from "./testing/build-graph.ts";

const prefixes = (value: Value | undefined) =>
  nodePools
    .partsOf(resource(MANAGED_CLUSTER, "cluster", value === undefined ? {} : { agentPoolProfiles: value }))
    .map((part) => [part.prefix, part.value]);

test("a node pool is a resource, or an element of its cluster's list", () => {
  const pool = resource(AGENT_POOL, "pool", { name: "a" });
  expect(nodePools.partsOf(pool)).toEqual([{ resource: pool, prefix: "", value: { name: "a" } }]);
  expect(prefixes([{ name: "a" }, UNKNOWN])).toEqual([
    ["agentPoolProfiles[0].", { name: "a" }],
    ["agentPoolProfiles[1].", UNKNOWN],
  ]);
});

test("a list that is not known is one part of which nothing is known", () => {
  expect(prefixes(UNKNOWN)).toEqual([["agentPoolProfiles[*].", UNKNOWN]]);
  expect(prefixes(SECRET)).toEqual([["agentPoolProfiles[*].", SECRET]]);
});

test("a container without the list has no such parts", () => {
  expect(prefixes(undefined)).toEqual([]);
  expect(subnets.partsOf(resource(VIRTUAL_NETWORK, "network"))).toEqual([]);
});

test("the whole of a resource is its inputs", () => {
  const cluster = resource(MANAGED_CLUSTER, "cluster", { location: "eastus" });
  expect(whole(MANAGED_CLUSTER).partsOf(cluster)).toEqual([
    { resource: cluster, prefix: "", value: { location: "eastus" } },
  ]);
});
