import { expect, test } from "vitest";
import type { Graph } from "../../../lib/graph/graph.ts";
import { answersIn } from "../../testing/answers-of.ts";
import { graphWith } from "../../testing/build-graph.ts";
import { secretsProvider } from "./secrets-provider.ts";

const MUST = 'must be "cloud": a key in a vault of one\'s own';

function judged(provider?: string): string[] {
  const graph: Graph = {
    ...graphWith([], "state"),
    ...(provider !== undefined && { secretsProvider: provider }),
  };
  return answersIn(graph, secretsProvider, graph.resources[0]?.urn ?? "");
}

test.each([
  ["cloud", 'passed: PATH is "cloud", a key in a cloud\'s key management'],
  ["service", `failed: PATH is "service", a key that Pulumi Cloud holds; ${MUST}`],
  [
    "passphrase",
    `failed: PATH is "passphrase", a phrase, which may be empty and which nobody can take back from those who know it; ${MUST}`,
  ],
  ["b64", `failed: PATH is "b64", of a kind that the rule does not know; ${MUST}`],
])("%s", (provider, expected) => {
  expect(judged(provider)).toEqual([expected.replace("PATH", "secrets_providers.type")]);
});

test("a graph that does not say it", () => {
  expect(judged()).toEqual([`notEvaluated: secrets_providers.type is not carried by a state; ${MUST}`]);
  const preview = graphWith([], "preview");
  expect(answersIn(preview, secretsProvider, preview.resources[0]?.urn ?? "")).toEqual([
    `notEvaluated: secrets_providers.type is not carried by a preview: look at an exported state; ${MUST}`,
  ]);
});
