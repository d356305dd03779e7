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
    [
      "inside an apply that many need",
      () => {
        const size = new Thing("a").urn.apply(fail);
        for (let index = 0; index < 20; index += 1)
          new Thing(`b${index}`, { size }, { parent: new Group(`g${index}`, { size }) });
      },
    ],
    ["inside an apply that is an output of the stack", () => ({ out: new Thing("a").urn.apply(fail) })],
    ["in a promise that nobody awaits", () => void Promise.resolve().then(fail)],
    [
      "in a transform",
      () => {
        pulumi.runtime.registerResourceTransform(fail);
        new Thing("a");
      },
    ],
    [
      "while transforms are registered",
      () => {
        pulumi.runtime.registerResourceTransform(() => undefined);
        new Thing("a", {}, { transforms: [() => undefined] });
        fail();
      },
    ],
    ["in a transformation", () => new Thing("a", {}, { transformations: [fail] })],
  ])("%s, gives its own error", async (_, program) => {
    expect(await failureOf(program)).toBe(error);
  });

  it("leaves later runs alone", async () => {
    await failureOf(() => new Thing("b", { size: new Thing("a").urn.apply(fail) }));
    const graph = await previewProgram({
      project: "exaform",
      stack: "test",
      config: {},
      program: () => new Thing("a"),
    });
    expect(graph.resources).toHaveLength(2);
  });

  it("gives each of several runs at once its own error", async () => {
    const errors = [1, 2, 3].map((number) => new Error(`number ${number}`));
    const runs = errors.map((own) =>
      failureOf(() => void new Thing("a").urn.apply(() => Promise.reject(own))),
    );
    expect(await Promise.all(runs)).toEqual(errors);
  });
});

describe("a program that no engine would accept", () => {
  it.each<[string, () => unknown, string]>([
    [
      "declares one URN twice",
      () => [new Thing("a"), new Thing("a", { size: 1 })],
      `${thingUrn("a")}: is declared twice\n    fix: name resources of one type under one parent differently`,
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
    [
      "calls a method of a provider",
      () => pulumi.runtime.call("test:index:method", {}),
      "test:index:method: is a method",
    ],
    [
      "asks for a URN that nobody declared",
      () => new Thing("b", {}, { urn: thingUrn("x") }),
      "no resource of this run has",
    ],
    ["logs an error", () => pulumi.log.error("no quota"), "pulumi.log.error: no quota"],
  ])("%s", async (_, program, message) => {
    const error = await failureOf(program);
    expect(error).toBeInstanceOf(InvalidInput);
    expect(String(error)).toContain(message);
  });
});

/** Unhandled rejections of the process while something runs, with everybody else's listeners taken away. */
async function strayRejections(run: () => Promise<unknown>): Promise<unknown[]> {
  const stray: unknown[] = [];
  const before = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (error) => stray.push(error));
  await run();
  process.removeAllListeners("unhandledRejection");
  for (const listener of before) process.on("unhandledRejection", listener);
  return stray;
}

it("passes on rejections that are not a run's", async () => {
  const error = new Error("stray");
  const stray = await strayRejections(async () => {
    setTimeout(2).then(() => Promise.reject(error));
    expect(await failureOf(() => setTimeout(10))).toBe("it succeeded");
  });
  expect(stray).toEqual([error]);
});

it("is loud about a resource that is declared when the graph is done", async () => {
  const stray = await strayRejections(async () => {
    expect(await failureOf(() => void setTimeout(10).then(() => new Thing("late")))).toBe("it succeeded");
    await setTimeout(20);
  });
  expect(String(stray[0])).toContain(`${thingUrn("late")}: is declared after the program has ended`);
});

it("ends a program that waits for something that never comes, and says what waits", async () => {
  const failure = failureOf(() => new Thing("a", { size: new Promise(() => {}) }));
  await setTimeout(5);
  // What Node.js does where nothing else is left to do; in a test there always is.
  process.emit("beforeExit", 0);
  expect(await failure).toBeInstanceOf(InvalidInput);
  expect(String(await failure)).toMatch(
    /waits for something that never comes.*"a" \[test:index:Thing\] was waiting/s,
  );
});
