import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { type Graph, ofType, SECRET, UNKNOWN } from "../graph/graph.ts";
import { type ProgramRun, previewProgram } from "./embedded.ts";
import { Group, Thing, thingUrn } from "./testing/thing.ts";

function preview(program: () => unknown, run: Partial<ProgramRun> = {}): Promise<Graph> {
  return previewProgram({ project: "exaform", stack: "test", config: {}, program, ...run });
}

function inputsOf(graph: Graph, name: string): unknown {
  return ofType(graph, "test:index:Thing").find((resource) => resource.name === name)?.inputs;
}

describe("a stack reference", () => {
  const program = () => {
    const cluster = new pulumi.StackReference("cluster", { name: "org/exaform/prod" });
    const [id, token] = [cluster.requireOutput("id"), cluster.getOutput("token")];
    new Thing("a", { id2: id, token, name: cluster.name });
  };

  it("has unknown outputs", async () => {
    const graph = await preview(program);
    expect(inputsOf(graph, "a")).toEqual({ id2: UNKNOWN, token: UNKNOWN, name: "org/exaform/prod" });
  });

  it("has the outputs that the run gives", async () => {
    const stackReferences = { "org/exaform/prod": { id: "/subscriptions/x", token: "t" } };
    expect(inputsOf(await preview(program, { stackReferences }), "a")).toMatchObject({
      id2: "/subscriptions/x",
      token: "t",
    });
  });

  it("is wholly unknown where one of its outputs is unknown or secret", async () => {
    const stackReferences = { "org/exaform/prod": { id: UNKNOWN, token: SECRET } };
    expect(inputsOf(await preview(program, { stackReferences }), "a")).toMatchObject({
      id2: UNKNOWN,
      token: UNKNOWN,
    });
  });

  it("is no resource of the stack", async () => {
    expect((await preview(program)).resources.map(({ name }) => name)).toEqual(["exaform-test", "a"]);
  });
});

describe("a resource that is read", () => {
  it("belongs to someone else; what it is like is unknown, but not its id", async () => {
    const graph = await preview(() => {
      const read = new Thing("read", { size: 1 }, { id: "/subscriptions/x" });
      new Thing("a", { id2: read.id, size: read.size });
    });
    expect(ofType(graph, "test:index:Thing").map(({ name }) => name)).toEqual(["a"]);
    expect(inputsOf(graph, "a")).toEqual({ id2: "/subscriptions/x", size: UNKNOWN });
  });

  it("may be one of the run, by URN", async () => {
    const graph = await preview(async () => {
      const urn = await new Promise<string>((resolve) => new Thing("a", { size: 3 }).urn.apply(resolve));
      const again = new Thing("a", {}, { urn });
      new Thing("b", { size: again.size, id2: again.id });
    });
    expect(inputsOf(graph, "b")).toEqual({ size: 3, id2: UNKNOWN });
  });
});

describe("a call of a provider's function", () => {
  const TOKEN = "test:index:getClientConfig";
  const program = () => {
    const config = pulumi.runtime.invokeOutput<{ tenantId: string }>(TOKEN, { scope: "x" });
    new Thing("a", { tenant: config.tenantId });
  };

  it("is unknown", async () => {
    expect(inputsOf(await preview(program), "a")).toEqual({ tenant: UNKNOWN });
  });

  it("is what the run answers", async () => {
    const asked: unknown[] = [];
    const invoke: ProgramRun["invoke"] = (token, args) => {
      asked.push([token, args]);
      return { tenantId: "t" };
    };
    expect(inputsOf(await preview(program, { invoke }), "a")).toEqual({ tenant: "t" });
    expect(asked).toEqual([[TOKEN, { scope: "x" }]]);
  });

  it("is unknown where its arguments are, or where it waits for a resource, and is not asked", async () => {
    const graph = await preview(
      () => {
        const a = new Thing("a");
        const byInput = pulumi.runtime.invokeOutput<{ x: string }>(TOKEN, { id: a.id });
        const byOption = pulumi.runtime.invokeOutput<{ x: string }>(TOKEN, {}, { dependsOn: [a] });
        new Thing("b", { byInput: byInput.x, byOption: byOption.x });
      },
      { invoke: () => ({ x: "asked" }) },
    );
    expect(inputsOf(graph, "b")).toEqual({ byInput: UNKNOWN, byOption: UNKNOWN });
  });

  it("goes through the transforms of calls", async () => {
    const graph = await preview(
      () => {
        pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, scope: "y" }, opts }));
        program();
      },
      { invoke: (_, { scope }) => ({ tenantId: scope ?? null }) },
    );
    expect(inputsOf(graph, "a")).toEqual({ tenant: "y" });
  });
});

describe("transforms", () => {
  it("run in the engine's order: the resource's own, its parents', the stack's", async () => {
    const append =
      (text: string): pulumi.ResourceTransform =>
      ({ props, opts }) => ({
        props: { ...props, order: [...(props.order ?? []), text] },
        opts,
      });
    const graph = await preview(() => {
      pulumi.runtime.registerResourceTransform(append("stack"));
      const outer = new Group("outer", {}, { transforms: [append("outer")] });
      const inner = new Group("inner", {}, { parent: outer, transforms: [append("inner")] });
      new Thing("a", {}, { parent: inner, transforms: [append("own 1"), append("own 2")] });
    });
    expect(inputsOf(graph, "a")).toEqual({ order: ["own 1", "own 2", "inner", "outer", "stack"] });
  });

  it("change inputs and options; unknowns, secrets and dependencies survive", async () => {
    const graph = await preview(() => {
      pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
        type === "test:index:Thing"
          ? { props: { ...props, added: 1 }, opts: { ...opts, protect: true } }
          : undefined,
      );
      const a = new Thing("a");
      new Thing("b", { password: pulumi.secret("x"), id2: a.id }, { ignoreChanges: ["id2"] });
    });
    const b = ofType(graph, "test:index:Thing")[1];
    expect(b?.inputs).toEqual({ added: 1, password: SECRET, id2: UNKNOWN });
    expect(b?.dependencies).toEqual([thingUrn("a")]);
    expect(b?.propertyDependencies).toEqual({ id2: [thingUrn("a")] });
    expect(b?.options).toMatchObject({ protect: true, ignoreChanges: ["id2"] });
  });

  it("leave alone what they do not return", async () => {
    const graph = await preview(() => {
      pulumi.runtime.registerResourceTransform(() => undefined);
      new Thing("a", { size: 1, list: [{ x: null }] }, { retainOnDelete: true });
    });
    expect(ofType(graph, "test:index:Thing")[0]).toMatchObject({
      inputs: { size: 1, list: [{ x: null }] },
      options: { protect: false, retainOnDelete: true },
    });
  });
});

it("inherits what a transform gave the parent", async () => {
  const graph = await preview(() => {
    pulumi.runtime.registerResourceTransform(({ custom, props, opts }) =>
      custom ? undefined : { props, opts: { ...opts, protect: true, retainOnDelete: true } },
    );
    new Thing("a", {}, { parent: new Group("g") });
  });
  expect(ofType(graph, "test:index:Thing")[0]?.options).toMatchObject({
    protect: true,
    retainOnDelete: true,
  });
});

it("accepts hooks and runs none", async () => {
  const ran: string[] = [];
  const graph = await preview(() => {
    const before = new pulumi.ResourceHook("before", () => void ran.push("before"), { onDryRun: true });
    const retry = new pulumi.ErrorHook("retry", () => ran.push("retry") > 0);
    new Thing("a", {}, { hooks: { beforeCreate: [before, () => void ran.push("plain")], onError: [retry] } });
  });
  expect(ofType(graph, "test:index:Thing")).toHaveLength(1);
  expect(ran).toEqual([]);
});
