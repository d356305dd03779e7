import { expect, test } from "vitest";
import type { Graph } from "../lib/graph/graph.ts";
import { perGraph } from "./per-graph.ts";
import { graphWith } from "./testing/build-graph.ts";

test("computes once for each graph, whatever the answer", () => {
  const asked: Graph[] = [];
  const ask = perGraph((graph) => {
    asked.push(graph);
    return undefined;
  });
  const [one, other] = [graphWith([]), graphWith([])];
  expect([ask(one), ask(one), ask(other)]).toEqual([undefined, undefined, undefined]);
  expect(asked).toEqual([one, other]);
});
