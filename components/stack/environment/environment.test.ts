import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { ofType } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { checkIntent, type EnvironmentArgs } from "./environment.args.ts";
import { Environment } from "./environment.ts";

const TYPE = "exaform:stack:Environment";

test("carries the intent, field by field, as its inputs, and creates nothing", async () => {
  const intent = {
    isolation: "isolated",
    nodes: 256,
    waivers: [],
    budgets: [{ monthly: "1" }],
    tags: {},
  };
  const graph = await synth(() => new Environment("environment", { ...intent, scratch: undefined }));
  const [environment] = ofType(graph, TYPE);
  expect(environment?.custom).toBe(false);
  expect(environment?.inputs).toEqual(intent);
  expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
});

describe("refused, and nothing of it shown", () => {
  const hidden = "is known only at run time, and may be a secret: intent is published in clear";
  const refuse = (intent: object) => () => checkIntent(intent as EnvironmentArgs);

  test.each([
    ["a secret", { tags: { owner: pulumi.secret("hunter2") } }, `tags.owner: ${hidden}`],
    ["an output in a list", { tenants: ["a", pulumi.output("hunter2")] }, `tenants[1]: ${hidden}`],
    ["a promise", { nodes: Promise.resolve(2) }, `nodes: ${hidden}`],
    ["a function", { nodes: () => 2 }, "nodes: a function is nothing that an environment's file can say"],
    ["no number", { nodes: Number.NaN }, "nodes: a number is nothing that an environment's file can say"],
    ["a big integer", { nodes: 2n }, "nodes: a bigint is nothing that an environment's file can say"],
  ])("%s", (_name, intent, message) => {
    expect(refuse(intent)).toThrow(InvalidInput);
    expect(refuse(intent)).toThrow(message);
    expect(refuse(intent)).not.toThrow("hunter2");
  });

  test("nothing is registered", async () => {
    const graph = await synth(() => {
      expect(() => new Environment("environment", { nodes: Number.POSITIVE_INFINITY })).toThrow(InvalidInput);
    });
    expect(ofType(graph, TYPE)).toEqual([]);
  });
});
