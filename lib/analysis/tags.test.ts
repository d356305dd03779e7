import { describe, expect, test } from "vitest";
import { type Graph, type Properties, type Resource, SECRET, UNKNOWN, type Value } from "../graph/graph.ts";
import { tagOf, tagsOf } from "./tags.ts";
import { sketch } from "./testing/graphs.ts";

/** A resource with these tags, in another with those. */
function tagged(own: Value, inherited: Value): readonly [Graph, Resource | undefined] {
  const inputs = (tags: Value): Properties => ({ tags });
  const graph = sketch(
    { type: "compute:Disk", name: "parent", inputs: inputs(inherited) },
    { type: "compute:Disk", name: "child", parent: "parent", inputs: inputs(own) },
  );
  return [graph, graph.resources.find(({ name }) => name === "child")];
}

describe("tags", () => {
  test.each<[string, Value, Value, Value | undefined, Properties]>([
    ["its own", { team: "a" }, { team: "b" }, "a", { team: "a" }],
    [
      "its parent's where it has none of the name",
      { other: "x" },
      { team: "b" },
      "b",
      { other: "x", team: "b" },
    ],
    ["its parent's where it has null", { team: null }, { team: "b" }, "b", { team: "b" }],
    ["none", null, null, undefined, {}],
    ["unknown where its own are", UNKNOWN, { team: "b" }, UNKNOWN, { team: "b" }],
    ["a secret", { team: SECRET }, { team: "b" }, SECRET, { team: SECRET }],
    ["of a list of pairs", [{ key: "team", value: "a" }, UNKNOWN, "odd"], { team: "b" }, "a", { team: "a" }],
    ["its parent's where its own are no tags", "odd", { team: "b" }, "b", { team: "b" }],
  ])("are %s", (_, own, inherited, team, all) => {
    const [graph, child] = tagged(own, inherited);
    expect(tagOf(graph, child, "team")).toEqual(team);
    expect(tagsOf(graph, child)).toEqual(all);
  });
});
