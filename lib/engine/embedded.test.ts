import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { byUrn, type Graph, ofType, type Resource, SECRET, UNKNOWN } from "../graph/graph.ts";
import { type LogMessage, type ProgramRun, previewProgram } from "./embedded.ts";
import { Group, TestProvider, Thing, thingUrn } from "./testing/thing.ts";

const STACK = "urn:pulumi:test::exaform::pulumi:pulumi:Stack::exaform-test";

function preview(program: () => unknown, run: Partial<ProgramRun> = {}): Promise<Graph> {
  return previewProgram({ project: "exaform", stack: "test", config: {}, program, ...run });
}

function thing(graph: Graph, name: string): Resource {
  const found = ofType(graph, "test:index:Thing").find((resource) => resource.name === name);
  if (found === undefined) throw new Error(`no thing ${name}`);
  return found;
}

describe("the graph of a preview", () => {
  it("holds the stack and what the program declares", async () => {
    const graph = await preview(
      () => void new Thing("a", { size: 2, tags: { x: "y" }, zones: ["1", null, true] }),
    );
    expect(graph.origin).toBe("embedded");
    expect(graph.resources.map(({ urn }) => urn)).toEqual([STACK, thingUrn("a")]);
    expect(thing(graph, "a")).toMatchObject({
      type: "test:index:Thing",
      name: "a",
      parent: STACK,
      custom: true,
      inputs: { size: 2, tags: { x: "y" }, zones: ["1", null, true] },
      dependencies: [],
      propertyDependencies: {},
      options: { protect: false, retainOnDelete: false, ignoreChanges: [], customTimeouts: {} },
    });
  });

  it("qualifies the URN of a child by the types above it, but not by the stack", async () => {
    const graph = await preview(() => {
      const outer = new Group("outer", { purpose: "disks" });
      new Thing("a", {}, { parent: new Group("inner", {}, { parent: outer }) });
    });
    const urn = "urn:pulumi:test::exaform::test:index:Group$test:index:Group$test:index:Thing::a";
    expect(thing(graph, "a")).toMatchObject({ urn, parent: urn.replace("$test:index:Thing::a", "::inner") });
    const [outer] = ofType(graph, "test:index:Group");
    expect(outer).toMatchObject({ custom: false, inputs: { purpose: "disks" } });
  });

  it("echoes inputs as outputs, and leaves the rest unknown", async () => {
    const graph = await preview(() => {
      const a = new Thing("a", { size: 2 });
      const text = pulumi.interpolate`${a.id}/x`;
      new Thing("b", { size: a.size, id2: a.id, nested: { list: [1, a.computed] }, text, urn2: a.urn });
    });
    expect(thing(graph, "b").inputs).toEqual({
      size: 2,
      id2: UNKNOWN,
      nested: { list: [1, UNKNOWN] },
      text: UNKNOWN,
      urn2: thingUrn("a"),
    });
  });

  it("has what the stack publishes, and no component's outputs", async () => {
    const graph = await preview(() => {
      const a = new Thing("a", { size: 2 });
      new Group("group", {}).register({ size: 3 });
      return { size: a.size, id: a.id, password: pulumi.secret("canary"), left: undefined };
    });
    expect(graph.outputs).toEqual({ size: 2, id: UNKNOWN, password: SECRET });
    expect((await preview(() => {})).outputs).toEqual({});
  });

  it("records dependencies, by property and by option", async () => {
    const graph = await preview(() => {
      const [a, b] = [new Thing("a"), new Thing("b")];
      new Thing("c", { from: pulumi.all([b.id, a.computed]), plain: 1 }, { dependsOn: new Thing("d") });
    });
    const { dependencies, propertyDependencies } = thing(graph, "c");
    expect(dependencies).toEqual([thingUrn("a"), thingUrn("b"), thingUrn("d")]);
    expect(propertyDependencies).toEqual({ from: [thingUrn("a"), thingUrn("b")] });
  });

  it("waits for the children of a component that is depended on", async () => {
    const graph = await preview(() => {
      const group = new Group("g");
      new Thing("child", {}, { parent: group });
      new Thing("after", {}, { dependsOn: group });
    });
    expect(thing(graph, "after").dependencies).toContain(thing(graph, "child").urn);
  });

  it("carries options, and inherits those that the engine inherits", async () => {
    const customTimeouts = { create: "30m", delete: "2h" };
    const graph = await preview(() => {
      const group = new Group("g", {}, { protect: true, retainOnDelete: true });
      new Thing("child", {}, { parent: group, ignoreChanges: ["count"], customTimeouts });
      new Thing("loose", {}, { parent: group, protect: false, retainOnDelete: false });
    });
    expect(thing(graph, "child").options).toEqual({
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ["count"],
      customTimeouts,
    });
    expect(thing(graph, "loose").options).toMatchObject({ protect: false, retainOnDelete: false });
  });

  it("holds explicit providers, and what uses them waits for nothing more", async () => {
    const graph = await preview(() => {
      const provider = new TestProvider("east", { region: "east" });
      new Thing("a", {}, { provider });
    });
    expect(ofType(graph, "pulumi:providers:test")).toMatchObject([
      { name: "east", inputs: { region: "east" } },
    ]);
    expect(thing(graph, "a").dependencies).toEqual([]);
  });

  it("holds a resource that is an input as its URN, and an asset by its content", async () => {
    const graph = await preview(() => {
      const a = new Thing("a");
      new Group("g", { a, file: new pulumi.asset.StringAsset("text") });
    });
    expect(ofType(graph, "test:index:Group")[0]?.inputs).toEqual({
      a: thingUrn("a"),
      file: { text: "text" },
    });
  });

  it("says where a resource was declared", async () => {
    function declare(): void {
      new Thing("a");
    }
    const graph = await preview(declare);
    expect(thing(graph, "a").sourcePosition).toMatch(/^lib\/engine\/embedded\.test\.ts:\d+:\d+$/);
  });

  it("is the same to the byte whatever the timing", async () => {
    const program = (delays: readonly number[]) => async () => {
      const late = delays.map((ms) => setTimeout(ms));
      for (const [index, delay] of late.entries())
        new Thing(`t${index}`, { tags: delay.then(() => ({ a: "b" })) });
      await Promise.all(late);
    };
    const [one, two] = [await preview(program([9, 1, 5])), await preview(program([1, 9, 5]))];
    const withoutPosition = (graph: Graph) =>
      JSON.stringify(graph, (key, value) => (key === "sourcePosition" ? undefined : value));
    expect(withoutPosition(one)).toBe(withoutPosition(two));
    expect(one.resources).toHaveLength(4);
  });
});

describe("what the program sees", () => {
  it("is a preview of its own project, stack and configuration", async () => {
    const config = { "exaform:environment": '{"nodes":2}', "azure-native:location": "eastus" };
    const graph = await preview(
      () => {
        const { nodes } = new pulumi.Config("exaform").requireObject<{ nodes: number }>("environment");
        const location = new pulumi.Config("azure-native").require("location");
        const seen = [
          pulumi.getProject(),
          pulumi.getStack(),
          pulumi.runtime.isDryRun(),
          pulumi.runtime.getRootDirectory(),
        ];
        new Thing("a", { nodes, location, seen });
      },
      { config, project: "p", stack: "s" },
    );
    expect(thing(graph, "a").inputs).toEqual({
      nodes: 2,
      location: "eastus",
      seen: ["p", "s", true, process.cwd()],
    });
  });

  it("lets a module export what it will: a default function is called", async () => {
    const module = `data:text/javascript,export default async () => { globalThis.declareThing("a"); return { out: 1 }; }`;
    Object.assign(globalThis, { declareThing: (name: string) => new Thing(name) });
    const runs = [await preview(() => import(module)), await preview(() => import(module))];
    for (const graph of runs) expect(thing(graph, "a").name).toBe("a");
  });

  it("refuses a default export beside named ones", async () => {
    const module = "data:text/javascript,export default 1; export const a = 2;";
    await expect(preview(() => import(module))).rejects.toThrow(
      "the program has a default export and named exports",
    );
  });

  it("waits for what is declared inside apply and after awaits", async () => {
    const graph = await preview(async () => {
      await setTimeout(5);
      new Thing("a", { size: 1 }).size.apply((size) =>
        new Thing("b", { size }).urn.apply((urn) => new Thing("c", { urn })),
      );
    });
    expect(ofType(graph, "test:index:Thing").map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("may log, and the log goes to whom it may concern", async () => {
    const messages: LogMessage[] = [];
    await preview(
      async () => {
        await pulumi.log.warn("careful", new Thing("a"));
        await pulumi.log.info("by the way");
        await pulumi.log.debug("never mind");
      },
      { onLog: (message) => messages.push(message) },
    );
    expect(messages).toEqual([
      { severity: "warning", text: "careful", urn: thingUrn("a") },
      { severity: "info", text: "by the way" },
    ]);
  });
});

describe("runs in one process", () => {
  it("do not see each other, one after the other or at once", async () => {
    const run = (name: string, ms: number) =>
      preview(
        async () => {
          await setTimeout(ms);
          new Thing(name, { config: new pulumi.Config("exaform").require("me"), stack: pulumi.getStack() });
        },
        { stack: name, config: { "exaform:me": name } },
      );
    const names = ["a", "b", "c", "d"];
    const graphs = await Promise.all(names.map((name, index) => run(name, 8 - 2 * index)));
    for (const [index, name] of names.entries()) {
      expect(graphs[index]?.stack).toBe(name);
      expect(graphs[index]?.resources.map((resource) => resource.name)).toEqual([`exaform-${name}`, name]);
      expect(graphs[index]?.resources[1]?.inputs).toEqual({ config: name, stack: name });
    }
  });

  it("leave the process's listeners as they were", async () => {
    const before = ["unhandledRejection", "beforeExit"].map((event) =>
      process.listeners(event as "beforeExit"),
    );
    await Promise.all([
      preview(() => new Thing("a")),
      preview(() => Promise.reject(new Error("x"))).catch(() => {}),
    ]);
    const after = ["unhandledRejection", "beforeExit"].map((event) =>
      process.listeners(event as "beforeExit"),
    );
    expect(after).toEqual(before);
  });
});

it("finds a resource by URN", async () => {
  const graph = await preview(() => new Thing("a", { size: 1 }));
  expect(byUrn(graph, thingUrn("a"))?.inputs).toEqual({ size: 1 });
});
