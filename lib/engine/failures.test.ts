import { setTimeout } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { InvalidInput } from "../planning/problem.ts";
import { previewProgram } from "./embedded.ts";
import { Group, Thing, thingUrn } from "./testing/thing.ts";

function failureOf(program: () => unknown): Promise<unknown> {
  return previewProgram({ project: "exaform", stack: "test", config: {}, program }).then(
    () => "it succeeded",
    (error: unknown) => error,
  );
}

const PROBLEM = { path: "nodes", value: 0, message: "must be at least 1, got 0", fix: "nodes: 1" };

describe("a program that fails", () => {
  const output = [
    ...(["log", "info", "warn", "error"] as const).map((method) => vi.spyOn(console, method)),
    ...[process.stdout, process.stderr].map((stream) => vi.spyOn(stream, "write")),
  ];
  beforeEach(() => {
    for (const spy of output) spy.mockClear();
  });
  afterEach(() => {
    for (const spy of output) expect(spy).not.toHaveBeenCalled();
  });

  const error = new InvalidInput("Group", [PROBLEM]);
  const fail = (): never => {
    throw error;
  };
  it.each<[string, () => unknown]>([
    ["at once", fail],
    ["after an await", () => setTimeout(1).then(fail)],
    ["in an exported function", () => fail],
    ["after it declared resources", () => [new Thing("a"), fail()]],
    ["inside apply", () => void new Thing("a").urn.apply(fail)],
    ["inside an apply that an input needs", () => new Thing("b", { size: new Thing("a").urn.apply(fail) })],
    ["inside an apply that many need", () => {
      const size = new Thing("a").urn.apply(fail);
      for (let index = 0; index < 20; index += 1) new Thing(`b${index}`, { size }, { parent: new Group(`g${index}`, { size }) });
    }],
    ["inside an apply that is an output of the stack", () => ({ out: new Thing("a").urn.apply(fail) })],
    ["in a promise that nobody awaits", () => void Promise.resolve().then(fail)],
    ["in a transform", () => {
      pulumi.runtime.registerResourceTransform(fail);
      new Thing("a");
    }],
    ["in a transformation", () => new Thing("a", {}, { transformations: [fail] })],
  ])("%s, gives its own error", async (_, program) => {
    expect(await failureOf(program)).toBe(error);
  });

  it("leaves later runs alone", async () => {
    await failureOf(() => new Thing("b", { size: new Thing("a").urn.apply(fail) }));
    const graph = await previewProgram({ project: "exaform", stack: "test", config: {}, program: () => new Thing("a") });
    expect(graph.resources).toHaveLength(2);
  });

  it("gives each of several runs at once its own error", async () => {
    const errors = [1, 2, 3].map((number) => new Error(`number ${number}`));
    const runs = errors.map((own) => failureOf(() => void new Thing("a").urn.apply(() => Promise.reject(own))));
    expect(await Promise.all(runs)).toEqual(errors);
  });
});

describe("a program that no engine would accept", () => {
  it.each<[string, () => unknown, string]>([
    [
      "declares one URN twice",
      () => [new Thing("a"), new Thing("a", { size: 1 })],
      `${thingUrn("a")}: is declared twice\n    fix: give each resource of one type under one parent a name of its own`,
    ],
    [
      "declares a resource that it also reads",
      () => [new Thing("a"), new Thing("a", {}, { id: "x" })],
      `${thingUrn("a")}: is declared twice`,
    ],
    [
      "declares a remote component",
      () => new Group("g", {}, {}, true),
      '"g" (test:index:Group): is a component of a provider package: what it consists of is declared inside the provider',
    ],
    ["calls a method of a provider", () => pulumi.runtime.call("test:index:method", {}), "test:index:method: is a method"],
    ["asks for a URN that nobody declared", () => new Thing("b", {}, { urn: thingUrn("x") }), "no resource of this run has"],
    ["logs an error", () => pulumi.log.error("no quota"), "pulumi.log.error: no quota"],
  ])("%s", async (_, program, message) => {
    const error = await failureOf(program);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(String(error)).toContain(message);
  });
});

it("passes on rejections that are not a run's", async () => {
  const seen = vi.fn();
  const before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", seen);
  const stray = new Error("stray");
  const outside = setTimeout(2).then(() => Promise.reject(stray));
  await previewProgram({
    project: "exaform",
    stack: "test",
    config: {},
    program: () => setTimeout(10),
  });
  process.removeAllListeners("unhandledRejection");
  for (const listener of before) process.on("unhandledRejection", listener);
  expect(seen.mock.calls).toEqual([[stray, outside]]);
});
