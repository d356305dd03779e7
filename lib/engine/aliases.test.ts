import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { synth } from "./synth.ts";
import { Thing } from "./testing/thing.ts";

class Box extends pulumi.ComponentResource {
  constructor(name: string, aliases: pulumi.Alias[] = [], childAliases: pulumi.Alias[] = []) {
    super("test:index:Box", name, {}, { aliases });
    new Thing(`${name}-thing`, {}, { parent: this, aliases: childAliases });
    new Thing("other", {}, { parent: this });
  }
}

async function aliasesOf(declare: () => void): Promise<Record<string, readonly string[]>> {
  const { resources } = await synth(declare);
  return Object.fromEntries(
    resources.flatMap(({ name, aliases }) => (aliases === undefined ? [] : [[name, aliases]])),
  );
}

const urn = (type: string, name: string): string => `urn:pulumi:test::exaform::${type}::${name}`;

test("without an alias a resource has none", async () => {
  expect(await aliasesOf(() => new Box("box"))).toEqual({});
});

test("a renamed parent renames the children that are named after it", async () => {
  expect(await aliasesOf(() => new Box("box", [{ name: "crate" }]))).toEqual({
    box: [urn("test:index:Box", "crate")],
    "box-thing": [urn("test:index:Box$test:index:Thing", "crate-thing")],
    other: [urn("test:index:Box$test:index:Thing", "other")],
  });
});

test("a child's own aliases multiply with its parent's", async () => {
  const aliases = await aliasesOf(
    () => new Box("box", [{ type: "test:index:Chest" }], [{ name: "old-thing" }]),
  );
  expect(aliases["box-thing"]).toEqual([
    urn("test:index:Box$test:index:Thing", "old-thing"),
    urn("test:index:Chest$test:index:Thing", "box-thing"),
    urn("test:index:Chest$test:index:Thing", "old-thing"),
  ]);
});

test("aliases by URN, and to a resource that had no parent", async () => {
  const aliases = await aliasesOf(() => {
    const box = new Box("box");
    new Thing("moved", {}, { parent: box, aliases: [{ parent: pulumi.rootStackResource }] });
    new Thing("known", {}, { aliases: [urn("some:other:Type", "x")] });
  });
  expect(aliases).toEqual({
    moved: [urn("test:index:Thing", "moved")],
    known: [urn("some:other:Type", "x")],
  });
});
