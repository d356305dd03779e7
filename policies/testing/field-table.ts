import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN, type Value } from "../../lib/graph/graph.ts";
import { evaluate } from "../evaluate.ts";
import type { Rule } from "../rule.ts";
import { type Extras, graphWith, resource } from "./build-graph.ts";

/** What a rule answers to a resource, among others: `failed: path message`. */
export function answersOf(
  rules: readonly Rule[],
  id: string,
  found: Resource,
  ...others: readonly Resource[]
): string[] {
  const rule = rules.filter((candidate) => candidate.id === id);
  return evaluate(graphWith([found, ...others]), rule)
    .filter(({ urn }) => urn === found.urn)
    .map(({ status, path, message }) => `${status}: ${path} ${message}`);
}

/** A property that must have a value: one that is right, one that is wrong, and what is said where it is not set. */
export type ValueRow = readonly [
  rule: string,
  type: string,
  path: string,
  clean: Value,
  violating: Value,
  notSet: "failed" | "passed",
];

/** Tests rows of a table of values: clean, violating, not set, unknown, secret. */
export function testValues(rules: readonly Rule[], rows: readonly ValueRow[]): void {
  describe.each(rows)("%s %s %s", (rule, type, path, clean, violating, notSet) => {
    test.each<[string, Value | undefined, string]>([
      ["clean", clean, "passed"],
      ["violating", violating, "failed"],
      ["not set", undefined, notSet],
      ["unknown", UNKNOWN, "notEvaluated"],
      ["secret", SECRET, "notEvaluated"],
    ])("%s", (_, value, expected) => {
      const found = answersOf(rules, rule, resource(type, "it", inputsOf(path, value)));
      expect(statusAt(found, path)).toBe(expected);
    });
  });
}

/** A property that must be set, or must not: the type that it can come from, and what is said where it is set and where not. */
export type PresenceRow = readonly [
  rule: string,
  type: string,
  path: string,
  source: string,
  set: "failed" | "passed",
  notSet: "failed" | "passed",
];

/** Tests rows of a table of presence: set, not set, unknown from its source, from elsewhere, source not carried. */
export function testPresence(rules: readonly Rule[], rows: readonly PresenceRow[]): void {
  describe.each(rows)("%s %s %s", (rule, type, path, sourceType, set, notSet) => {
    const source = resource(sourceType, "source");
    const elsewhere = resource("pulumi:pulumi:StackReference", "elsewhere");
    const property = path.split(".")[0] ?? path;

    test.each<[string, Value | undefined, Extras, string]>([
      ["set", "some-id", {}, set],
      ["not set", undefined, {}, notSet],
      ["unknown, from its source", UNKNOWN, { from: { [property]: [source] } }, set],
      ["unknown, from elsewhere", UNKNOWN, { from: { [property]: [elsewhere] } }, "notEvaluated"],
      ["unknown, dependencies not carried", UNKNOWN, { from: undefined }, "notEvaluated"],
    ])("%s", (_, value, extras, expected) => {
      const it = resource(type, "it", inputsOf(path, value), extras);
      expect(statusAt(answersOf(rules, rule, it, source, elsewhere), path)).toBe(expected);
    });
  });
}

function statusAt(answers: readonly string[], path: string): string | undefined {
  return answers.find((answer) => answer.includes(` ${path} `))?.split(":")[0];
}

function inputsOf(path: string, value: Value | undefined): Properties {
  return value === undefined ? {} : nested(path.split("."), value);
}

function nested([first = "", ...rest]: readonly string[], value: Value): Properties {
  return { [first]: rest.length === 0 ? value : nested(rest, value) };
}
