import { expect, test } from "vitest";
import { type ResourceType, resourceTypeOf, resourceTypes } from "../azure/types/index.ts";
import { type Difference, differences, topOf } from "./diff.ts";
import { type Properties, UNKNOWN } from "./wire.ts";

function typeOf(token: string): ResourceType {
  return resourceTypeOf(`azure-native:${token}`) ?? expect.fail(`no ${token}`);
}

const row = (path: string, kind: Difference["kind"], replaces = false): Difference => ({
  path,
  kind,
  replaces,
});
const CLUSTER = "containerservice:ManagedCluster";
const POOL = "containerservice:AgentPool";

test.each<[what: string, token: string, olds: Properties, news: Properties, found: readonly Difference[]]>([
  ["nothing", POOL, { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
  [
    "a nested value",
    POOL,
    { upgradeSettings: { maxSurge: "1" } },
    { upgradeSettings: { maxSurge: "2" } },
    [row("upgradeSettings.maxSurge", "update")],
  ],
  [
    "items of a list",
    POOL,
    { nodeTaints: ["a", "b"] },
    { nodeTaints: ["c"] },
    [row("nodeTaints[0]", "update"), row("nodeTaints[1]", "delete")],
  ],
  ["what becomes known", POOL, { count: 1 }, { count: UNKNOWN }, [row("count", "update")]],
  ["another form", POOL, { tags: { a: "b" } }, { tags: UNKNOWN }, [row("tags", "update")]],
  [
    "a name in the id",
    POOL,
    { agentPoolName: "a" },
    { agentPoolName: "b" },
    [row("agentPoolName", "update", true)],
  ],
  [
    "the group",
    POOL,
    { resourceGroupName: "a" },
    { resourceGroupName: "b" },
    [row("resourceGroupName", "update", true)],
  ],
  [
    "what azure-native replaces",
    CLUSTER,
    { networkProfile: { podCidr: "a" } },
    { networkProfile: { podCidr: "b" } },
    [row("networkProfile.podCidr", "update", true)],
  ],
  ["what azure-native replaces, added", CLUSTER, {}, { dnsPrefix: "a" }, [row("dnsPrefix", "add", true)]],
  [
    "what azure-native replaces although a new pool is advised",
    POOL,
    { vmSize: "a" },
    { vmSize: "b" },
    [row("vmSize", "update", true)],
  ],
  [
    "what Azure refuses, azure-native asks for",
    POOL,
    { osDiskSizeGB: 64 },
    { osDiskSizeGB: 128 },
    [row("osDiskSizeGB", "update")],
  ],
  ["one region in two spellings", CLUSTER, { location: "East US" }, { location: "eastus" }, []],
  [
    "another region",
    CLUSTER,
    { location: "eastus" },
    { location: "westus" },
    [row("location", "update", true)],
  ],
])("%s", (_, token, olds, news, found) => {
  expect(differences(typeOf(token), olds, news)).toEqual(found);
});

test.each([
  ["securityRules[2].priority", "securityRules"],
  ["networkProfile.podCidr", "networkProfile"],
  ["count", "count"],
])("%s lies in %s", (path, top) => {
  expect(topOf(row(path, "update"))).toBe(top);
});

test.each(resourceTypes.map((type) => [type.token, type] as const))(
  "another id of %s is another resource",
  (_, type) => {
    const words = [...type.id.matchAll(/\{(\w+)\}/g)].map(([, word = ""]) => word);
    const names = words.filter((word) => word !== "subscriptionId");
    const all = (value: string) => Object.fromEntries(names.map((name) => [name, value]));
    expect(names).not.toEqual([]);
    expect(differences(type, all("a"), all("b"))).toEqual(names.map((name) => row(name, "update", true)));
  },
);
