import * as pulumi from "@pulumi/pulumi";
import { expect, it } from "vitest";
import { previewProgram } from "../engine/embedded.ts";
import { Group, TestProvider, Thing } from "../engine/testing/thing.ts";
import type { Graph, Resource } from "./graph.ts";
import { graphFromPreview } from "./preview-json.ts";
import { graphFromState } from "./state.ts";
import { recorded } from "./testing/recorded.ts";

/** The program that the recordings were made of. */
function declare(): void {
  const password = new pulumi.Config("exaform").requireSecret("password");
  const provider = new TestProvider("east", { region: "east" });
  const args = { purpose: "disks", password, list: [1, { a: null }] };
  const group = new Group("group", args, { protect: true, retainOnDelete: true });
  const text = pulumi.interpolate`${password}!`;
  const a = new Thing("a", { size: 2, tags: { x: "y" }, password, text }, { parent: group });
  const customTimeouts = { create: "30m", delete: "1h30m" };
  const nested = { list: [1, a.computed], both: pulumi.all([a.id, a.computed]) };
  const options = { parent: group, ignoreChanges: ["size"], customTimeouts, protect: false };
  const b = new Thing("b", { from: a.id, nested, size: a.size, urnOfA: a.urn }, options);
  new Thing("c", {}, { dependsOn: group, provider });
  new Group("refers", { a, unknown: pulumi.secret(b.computed) });
  const inner = new Group("inner", {}, { parent: group });
  const transform: pulumi.ResourceTransform = ({ props, opts }) => ({
    props: { ...props, transformed: true },
    opts: { ...opts, retainOnDelete: false },
  });
  new Thing("deep", { text: "x" }, { parent: inner, transforms: [transform] });
  new Thing("read", { size: 1 }, { id: "some-id" });
}

function embedded(): Promise<Graph> {
  const config = { "exaform:password": "canary-7f3a" };
  return previewProgram({
    project: "exaform",
    stack: "test",
    config,
    secretKeys: Object.keys(config),
    program: declare,
  });
}

/** A resource without what the recordings do not carry, or carry differently, on purpose. */
function comparable({ sourcePosition: _, options, inputs, ...resource }: Resource): unknown {
  const { version: __, ...own } = inputs;
  return { ...resource, inputs: own, options: { ignoreChanges: [], ...options } };
}

it("the embedded engine sees what `pulumi preview` sees", async () => {
  const preview = graphFromPreview(recorded("preview.json"));
  expect(preview.resources.map(comparable)).toEqual((await embedded()).resources.map(comparable));
});

it("a state has the same resources, options and dependencies, and knows more values", async () => {
  const withoutInputs = ({ inputs: _, sourcePosition: __, options, ...resource }: Resource) => ({
    ...resource,
    options: { ignoreChanges: [], ...options },
  });
  const state = graphFromState(recorded("state.json"));
  expect(state.resources.map(withoutInputs)).toEqual((await embedded()).resources.map(withoutInputs));
});
