import { describe, expect, it } from "vitest";
import { InvalidInput } from "../planning/problem.ts";
import { byUrn, SECRET, UNKNOWN } from "./graph.ts";
import { graphFromPreview } from "./preview-json.ts";
import { recorded } from "./testing/recorded.ts";

const GROUP = "urn:pulumi:test::exaform::test:index:Group::group";
const A = "urn:pulumi:test::exaform::test:index:Group$test:index:Thing::a";
const B = "urn:pulumi:test::exaform::test:index:Group$test:index:Thing::b";

/** A step of a preview as small as can be. */
function step(op: string, name: string, newState: object | null = {}): object {
  const urn = `urn:pulumi:test::exaform::test:index:Thing::${name}`;
  return {
    op,
    urn,
    ...(newState && { newState: { urn, type: "test:index:Thing", custom: true, ...newState } }),
  };
}

describe("a recorded preview", () => {
  const graph = graphFromPreview(recorded("preview.json"));

  it("belongs to a project and a stack", () => {
    expect(graph).toMatchObject({ origin: "preview", project: "exaform", stack: "test" });
  });

  it("has unknowns, secrets, options and dependencies", () => {
    expect(byUrn(graph, A)?.inputs).toEqual({ size: 2, tags: { x: "y" }, password: SECRET, text: SECRET });
    expect(byUrn(graph, B)).toEqual({
      urn: B,
      type: "test:index:Thing",
      name: "b",
      parent: GROUP,
      custom: true,
      inputs: { from: UNKNOWN, nested: { list: [1, UNKNOWN], both: UNKNOWN }, size: 2, urnOfA: A },
      dependencies: [A],
      propertyDependencies: { from: [A], nested: [A], size: [A], urnOfA: [A] },
      options: {
        protect: false,
        retainOnDelete: true,
        ignoreChanges: ["size"],
        customTimeouts: { create: "30m", delete: "1h30m" },
      },
      sourcePosition: "/home/user/project/program.mjs:13:13",
    });
  });

  it("says nothing on an option that is not carried", () => {
    expect(byUrn(graph, A)?.options).not.toHaveProperty("ignoreChanges");
  });

  it("lacks what the program only reads", () => {
    expect(graph.resources.map(({ name }) => name)).not.toContain("read");
  });
});

it("shows what will be there: no deletes, and a replacement once", () => {
  const steps = [
    step("same", "kept"),
    step("create-replacement", "replaced", { inputs: { size: 2 } }),
    step("replace", "replaced", { inputs: { size: 2 } }),
    step("delete-replaced", "replaced", null),
    step("delete", "deleted", null),
  ];
  const graph = graphFromPreview({ steps, changeSummary: { same: 1, replace: 1, delete: 1 } });
  expect(graph.resources.map(({ name, inputs }) => [name, inputs])).toEqual([
    ["kept", {}],
    ["replaced", { size: 2 }],
  ]);
});

it("keeps a name that looks like a URN's separator", () => {
  const graph = graphFromPreview({ steps: [step("create", "a::b")] });
  expect(graph.resources[0]?.name).toBe("a::b");
});

describe("refuses", () => {
  const diagnostics = [{ severity: "warning" }, { severity: "error", message: "boom" }];
  it.each<[string, unknown, string]>([
    [
      "another kind of file",
      { version: 3, deployment: {} },
      "steps: Invalid input: expected array, received undefined",
    ],
    ["no object", "x", "(whole file): Invalid input: expected object, received string"],
    [
      "no URN",
      { steps: [{ ...step("create", "a", { urn: "x" }) }] },
      "steps.0.newState.urn: must be a Pulumi URN",
    ],
    [
      "a failed preview",
      { steps: [step("create", "a")], diagnostics },
      "diagnostics: the preview failed with 1 error",
    ],
    [
      "a preview without --show-sames",
      { steps: [step("create", "a")], changeSummary: { same: 9, create: 1 } },
      "steps: 9 of 9 unchanged resources are not shown\n    fix: run `pulumi preview --json --show-sames`",
    ],
    ["an empty preview", { steps: [] }, "resources: there is no resource in it"],
  ])("%s", (_, json, message) => {
    const read = () => graphFromPreview(json);
    expect(read).toThrow(InvalidInput);
    expect(read).toThrow(message);
  });

  it("everything that is wrong at once, and shows no value", () => {
    const state = { urn: 1, type: "canary", custom: "canary", inputs: [] };
    const read = () => graphFromPreview({ steps: [{ op: "create", urn: "x", newState: state }] });
    expect(read).toThrow("preview: 3 problems");
    expect(read).not.toThrow("canary");
  });
});
