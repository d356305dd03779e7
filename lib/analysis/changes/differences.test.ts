import { describe, expect, test } from "vitest";
import { ofType, type Properties, SECRET, UNKNOWN, type Value } from "../../graph/graph.ts";
import { sketch } from "../testing/graphs.ts";
import { differencesOf, valueDifferences } from "./differences.ts";

describe("valueDifferences", () => {
  test.each<[string, Value | undefined, Value | undefined, string[]]>([
    ["the same object in another order", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
    ["absent and null", undefined, null, []],
    ["absent and empty", undefined, {}, []],
    ["absent and an empty list", undefined, [], []],
    ["a number and its text", { a: 1 }, { a: "1" }, ["a"]],
    ["a nested value", { a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, ["a.c"]],
    ["an object that comes, by its parts", {}, { a: { b: 1, c: { d: 2 } } }, ["a.b", "a.c.d"]],
    ["an object that goes, by its parts", { a: { b: 1 } }, {}, ["a.b"]],
    ["a list of texts, as a whole", { a: ["1", "2"] }, { a: ["1", "3"] }, ["a"]],
    ["a list that comes", {}, { a: ["1"] }, ["a"]],
    ["a list of objects, by its items", { a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] }, ["a.1.b"]],
    ["a longer list of objects", { a: [{ b: 1 }] }, { a: [{ b: 0 }, { b: 1 }] }, ["a"]],
    ["a list and an object", { a: [] }, { a: {} }, ["a"]],
  ])("%s", (_, before, after, paths) => {
    expect(valueDifferences("", before, after).map(({ property }) => property)).toEqual(paths);
  });

  test.each<[string, Value | undefined, Value | undefined, { certain: boolean }[]]>([
    ["an unknown is not known to be what it was", UNKNOWN, UNKNOWN, [{ certain: false }]],
    ["nor is a known value's unknown", "x", UNKNOWN, [{ certain: false }]],
    ["nor is a secret", SECRET, SECRET, [{ certain: false }]],
    ["an unknown that comes is a change", undefined, UNKNOWN, [{ certain: true }]],
    ["a secret that goes is a change", SECRET, undefined, [{ certain: true }]],
  ])("%s", (_, before, after, expected) => {
    expect(valueDifferences("", { a: before ?? null }, { a: after ?? null })).toMatchObject(expected);
  });
});

describe("differencesOf", () => {
  const pool = (inputs: Properties, from: string[], ignoreChanges: string[] = []) => {
    const graph = sketch(
      { type: "network:Subnet", name: "a" },
      { type: "network:Subnet", name: "b" },
      {
        type: "containerservice:AgentPool",
        name: "pool",
        inputs,
        from: { vnetSubnetID: from },
        options: { ignoreChanges },
      },
    );
    const [found] = ofType(graph, "azure-native:containerservice:AgentPool");
    if (found === undefined) throw new Error("the sketch has no pool");
    return found;
  };
  const paths = (...[before, after]: ReturnType<typeof pool>[]) =>
    before && after ? differencesOf(before, after, (urn) => urn).map(({ property }) => property) : undefined;

  test.each<[string, Value, string[], Value, string[], string[]]>([
    ["two unknowns of one origin are the same", UNKNOWN, ["a"], UNKNOWN, ["a"], []],
    ["a state's value and an unknown of one origin are the same", "/subnets/a", ["a"], UNKNOWN, ["a"], []],
    ["two unknowns of different origin may differ", UNKNOWN, ["a"], UNKNOWN, ["b"], ["vnetSubnetID"]],
    ["two unknowns without origin may differ", UNKNOWN, [], UNKNOWN, [], ["vnetSubnetID"]],
    ["two known values of one origin differ", "/subnets/a", ["a"], "/subnets/b", ["a"], ["vnetSubnetID"]],
    ["nor does an unknown's of a secret's value", SECRET, ["a"], UNKNOWN, ["a"], ["vnetSubnetID"]],
    ["a secret's origin says nothing of its value", SECRET, ["a"], SECRET, ["a"], ["vnetSubnetID"]],
  ])("%s", (_, old, oldFrom, now, from, expected) => {
    expect(paths(pool({ vnetSubnetID: old }, oldFrom), pool({ vnetSubnetID: now }, from))).toEqual(expected);
  });

  test("what today's program ignores, with all below it, does not change", () => {
    const old = pool({ count: 1, upgradeSettings: { maxSurge: "1" }, counts: 1 }, []);
    const now = pool(
      { count: 2, upgradeSettings: { maxSurge: "2" }, counts: 2 },
      [],
      ["count", "upgradeSettings"],
    );
    expect(paths(old, now)).toEqual(["counts"]);
  });
});
