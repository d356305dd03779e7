import { expect, it } from "vitest";
import { InvalidInput } from "../planning/problem.ts";
import { byUrn, SECRET } from "./graph.ts";
import { graphFromState } from "./state.ts";
import { recorded } from "./testing/recorded.ts";

const A = "urn:pulumi:test::exaform::test:index:Group$test:index:Thing::a";
const B = "urn:pulumi:test::exaform::test:index:Group$test:index:Thing::b";

const graph = graphFromState(recorded("state.json"));

it("belongs to a project and a stack", () => {
  expect(graph).toMatchObject({ origin: "state", project: "exaform", stack: "test" });
});

it("knows what a preview does not, and keeps secrets secret", () => {
  expect(byUrn(graph, B)).toMatchObject({
    parent: "urn:pulumi:test::exaform::test:index:Group::group",
    dependencies: [A],
  });
  expect(byUrn(graph, B)?.inputs).toMatchObject({ from: "id-a", size: 2 });
  expect(byUrn(graph, A)?.inputs).toMatchObject({ password: SECRET, text: SECRET });
  expect(JSON.stringify(graph)).not.toContain("canary");
});

it("lacks what the program only reads and the engine's default providers, but not the program's own", () => {
  const names = graph.resources.map(({ name }) => name);
  expect(names).not.toContain("read");
  expect(names).not.toContain("default_1_0_0");
  expect(names).toContain("east");
});

it("lacks what only waits for its deletion or for its successor", () => {
  const resource = (name: string, more: object = {}) => ({
    urn: `urn:pulumi:s::p::t:i:T::${name}`,
    type: "t:i:T",
    custom: true,
    ...more,
  });
  const resources = [
    resource("a"),
    resource("b", { delete: true }),
    resource("c", { pendingReplacement: true }),
  ];
  expect(graphFromState({ deployment: { resources } }).resources.map(({ name }) => name)).toEqual(["a"]);
});

it("says that a stack publishes nothing, and not that of a part without its stack", () => {
  const resource = { urn: "urn:pulumi:s::p::t:i:T::a", type: "t:i:T", custom: true };
  const stack = {
    urn: "urn:pulumi:s::p::pulumi:pulumi:Stack::p-s",
    type: "pulumi:pulumi:Stack",
    custom: false,
  };
  expect(graphFromState({ deployment: { resources: [stack] } })).toMatchObject({ outputs: {} });
  const part = graphFromState({ deployment: { resources: [resource], secrets_providers: null } });
  expect(Object.keys(part)).toEqual(["origin", "project", "stack", "resources"]);
});

it.each<[string, unknown, string]>([
  [
    "a provider of secrets that is none",
    { deployment: { secrets_providers: { type: 1 }, resources: [] } },
    "deployment.secrets_providers.type: Invalid input: expected string, received number",
  ],
  ["a preview", recorded("preview.json"), "deployment: Invalid input: expected object, received undefined"],
  ["an empty stack", { version: 3, deployment: { manifest: {} } }, "resources: there is no resource in it"],
  ["nothing", null, "(whole file): Invalid input: expected object, received null"],
])("refuses %s", (_, json, message) => {
  expect(() => graphFromState(json)).toThrow(InvalidInput);
  expect(() => graphFromState(json)).toThrow(message);
});
