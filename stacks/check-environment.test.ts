import { describe, expect, test } from "vitest";
import type { Problem } from "../lib/planning/problem.ts";
import { at, problemsOf, valid } from "./environment.fixture.ts";

describe("refused, with path, value, what is allowed and a fix", () => {
  test.each<[string, Record<string, unknown>, Problem]>([
    [
      "B05 unknown key",
      { nodeCuont: 3 },
      {
        path: at(".nodeCuont"),
        value: 3,
        message: expect.stringContaining("unknown key; allowed here: system, stage, zone") as never,
        fix: "remove it",
      },
    ],
    [
      "B05 near miss",
      { nodez: 3 },
      {
        path: at(".nodez"),
        value: 3,
        message: expect.stringContaining("unknown key") as never,
        fix: "did you mean nodes?",
      },
    ],
    [
      "B06 wrong type",
      { nodes: "lots" },
      {
        path: at(".nodes"),
        value: "lots",
        message: "must be an integer, got a string",
        fix: "write for example 2",
      },
    ],
    [
      "B07 null",
      { nodes: null },
      {
        path: at(".nodes"),
        value: null,
        message: "must be an integer, got null",
        fix: "write for example 2",
      },
    ],
    [
      "B07 not finite",
      { nodes: Number.NaN },
      {
        path: at(".nodes"),
        value: Number.NaN,
        message: "must be an integer, got a number that is no integer",
        fix: "write for example 2",
      },
    ],
    [
      "B07 unquoted version",
      { kubernetes: { version: 1.3 } },
      {
        path: at(".kubernetes.version"),
        value: 1.3,
        message: "must be a string, got a number",
        fix: 'quote it: write for example "1.36"',
      },
    ],
    [
      "B07 unquoted zone",
      { zone: 1 },
      { path: at(".zone"), value: 1, message: "must be one of 1, 2, 3", fix: 'quote it: "1"' },
    ],
    [
      "B07 zone with a space",
      { zone: "1 " },
      { path: at(".zone"), value: "1 ", message: "must be one of 1, 2, 3", fix: 'write "1"' },
    ],
    [
      "B07 no zone",
      { zone: undefined },
      { path: at(".zone"), value: undefined, message: "missing; must be one of 1, 2, 3", fix: 'write "1"' },
    ],
    [
      "B07 no number of nodes",
      { nodes: undefined },
      {
        path: at(".nodes"),
        value: undefined,
        message: "missing: an integer is required",
        fix: "add it: write for example 2",
      },
    ],
    [
      "B07 unquoted surge",
      { gpuPool: { maxSurge: 1 } },
      {
        path: at(".gpuPool.maxSurge"),
        value: 1,
        message: "must be a string, got a number",
        fix: 'quote it: "1"',
      },
    ],
    [
      "B07 quoted count",
      { nodes: "2" },
      {
        path: at(".nodes"),
        value: "2",
        message: "must be an integer, got a string",
        fix: "write 2, without quotes",
      },
    ],
    [
      "B12 more than a number can say",
      { nodes: 2 ** 53 + 2 },
      { path: at(".nodes"), value: 2 ** 53 + 2, message: "must be at most 5000", fix: "write 5000" },
    ],
    [
      "B09 empty name",
      { names: { cluster: "" } },
      {
        path: at(".names.cluster"),
        value: "",
        message: "must have at least 1 characters",
        fix: "give at least 1 characters",
      },
    ],
    [
      "B10 negative",
      { nodes: -1 },
      { path: at(".nodes"), value: -1, message: "must be at least 1", fix: "write for example 2" },
    ],
    [
      "B11 no nodes",
      { nodes: 0 },
      { path: at(".nodes"), value: 0, message: "must be at least 1", fix: "write for example 2" },
    ],
    [
      "B12 huge",
      { nodes: 1e9 },
      { path: at(".nodes"), value: 1e9, message: "must be at most 5000", fix: "write 5000" },
    ],
    [
      "B13 fractional",
      { nodes: 2.5 },
      {
        path: at(".nodes"),
        value: 2.5,
        message: "must be an integer, got a number that is no integer",
        fix: "write for example 2",
      },
    ],
    [
      "B20 island above 300",
      { islandLimit: 301 },
      { path: at(".islandLimit"), value: 301, message: "must be at most 300", fix: "write 300" },
    ],
    [
      "B25 malformed CIDR",
      { network: { vnet: "10.0.0.0" } },
      {
        path: at(".network.vnet"),
        value: "10.0.0.0",
        message: 'must look like "10.20.0.0/16"',
        fix: 'write for example "10.20.0.0/16"',
      },
    ],
    [
      "B32 too few pods",
      { gpuPool: { maxPods: 5 } },
      { path: at(".gpuPool.maxPods"), value: 5, message: "must be at least 10", fix: "write 10" },
    ],
    [
      "B32 too many pods",
      { gpuPool: { maxPods: 300 } },
      { path: at(".gpuPool.maxPods"), value: 300, message: "must be at most 250", fix: "write 250" },
    ],
    [
      "B50 driver of nobody",
      { gpuPool: { gpuStack: "none" } },
      {
        path: at(".gpuPool.gpuStack"),
        value: "none",
        message: "must be one of aksDriver, gpuOperator",
        fix: "write aksDriver",
      },
    ],
    [
      "B53 unused entry",
      { queues: [] },
      {
        path: at(".queues"),
        value: [],
        message: expect.stringContaining("unknown key") as never,
        fix: expect.stringContaining("") as never,
      },
    ],
    [
      "B54 budget with separators",
      { budgets: [{ name: "all", monthly: "1,000", currency: "USD" }] },
      {
        path: at(".budgets[0].monthly"),
        value: "1,000",
        message: 'must look like "18500000"',
        fix: 'write for example "18500000"',
      },
    ],
    [
      "B54 budget of nothing",
      { budgets: [{ name: "all", monthly: "0", currency: "USD" }] },
      {
        path: at(".budgets[0].monthly"),
        value: "0",
        message: 'must look like "18500000"',
        fix: 'write for example "18500000"',
      },
    ],
    [
      "B54 budget without currency",
      { budgets: [{ name: "all", monthly: "1" }] },
      {
        path: at(".budgets[0].currency"),
        value: undefined,
        message: "missing: a string is required",
        fix: 'add it: write for example "USD"',
      },
    ],
    [
      "B54 budget in a currency that is none",
      { budgets: [{ name: "all", monthly: "1", currency: "XXQ" }] },
      {
        path: at(".budgets[0].currency"),
        value: "XXQ",
        message: "must be a currency's three capital letters of ISO 4217",
        fix: 'write for example "USD"',
      },
    ],
    [
      "B64 wrong GUID",
      { adminGroups: ["admins"] },
      {
        path: at(".adminGroups[0]"),
        value: "admins",
        message: 'must look like "11111111-2222-4333-8444-555555555555"',
        fix: 'write for example "11111111-2222-4333-8444-555555555555"',
      },
    ],
  ])("%s", (_name, change, problem) => {
    expect(problemsOf({ ...valid, ...change })).toEqual([problem]);
  });

  test("B08 every missing key is named in one run", () => {
    expect(problemsOf({}).map(({ path }) => path)).toEqual(
      ["system", "zone", "nodes", "plannedMaxNodes", "adminGroups"].map((key) => at(`.${key}`)),
    );
  });

  test("all problems come in one run", () => {
    const paths = problemsOf({ ...valid, nodes: -1, zone: "9", isolaton: "x", gpuPool: { maxPods: 5 } }).map(
      ({ path }) => path,
    );
    expect(paths.toSorted()).toEqual([".gpuPool.maxPods", ".isolaton", ".nodes", ".zone"].map(at));
  });

  test.each([["text"], [7], [[]], [null]])("B01 %j is no environment", (input) => {
    expect(problemsOf(input)[0]).toMatchObject({
      path: at(""),
      message: expect.stringContaining("must be a mapping"),
    });
  });
});
