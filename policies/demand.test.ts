import { describe, expect, test } from "vitest";
import { type Graph, SECRET, UNKNOWN, type Value } from "../lib/graph/graph.ts";
import { absent, type Demand, equals, judge, oneOf, present } from "./demand.ts";
import { type Extras, graphWith, resource } from "./testing/build-graph.ts";

const TYPE = "test:index:Thing";
const KEY = resource("azure-native:keyvault/v20240101:Key", "key");
const OTHER = resource("azure-native:network:Subnet", "nodes");
const KEY_TYPE = "azure-native:keyvault:Key";

function judged(
  demand: Demand,
  value: Value | undefined,
  extras: Extras = {},
  origin: Graph["origin"] = "embedded",
) {
  const found = resource(TYPE, "thing", value === undefined ? {} : { field: value }, extras);
  const graph = graphWith([found, KEY, OTHER], origin);
  const { status, message } = judge(demand, { resource: found, prefix: "", value: found.inputs }, graph);
  return `${status}: ${message}`;
}

const DEFAULT_TRUE = { value: true, source: "https://example.com/default" };
const DEFAULT_FALSE = { value: false, source: "https://example.com/default" };

describe("equals", () => {
  test.each<[Demand, Value | undefined, string]>([
    [equals("field", true), true, "passed: is true"],
    [equals("field", true), false, "failed: is false; must be true"],
    [equals("field", true), "true", 'failed: is "true"; must be true'],
    [equals("field", true), undefined, "failed: is not set; must be true"],
    [equals("field", true), null, "failed: is not set; must be true"],
    [
      equals("field", true, DEFAULT_TRUE),
      undefined,
      "passed: is not set, which Azure takes as true (https://example.com/default)",
    ],
    [
      equals("field", true, DEFAULT_FALSE),
      undefined,
      "failed: is not set, which Azure takes as false (https://example.com/default); must be true",
    ],
    [equals("field", true, DEFAULT_TRUE), false, "failed: is false; must be true"],
    [equals("field", 90), 90, "passed: is 90"],
    [equals("field", 90), 89, "failed: is 89; must be 90"],
    [equals("field", "Microsoft.Keyvault"), "microsoft.KeyVault", 'passed: is "microsoft.KeyVault"'],
    [oneOf("field", ["none", "block"]), "block", 'passed: is "block"'],
    [oneOf("field", ["none", "block"]), "open", 'failed: is "open"; must be "none" or "block"'],
    [equals("field", true), [true], "failed: is a list; must be true"],
    [equals("field", true), { value: true }, "failed: is an object; must be true"],
    [equals("field", "a"), "line\nline", 'failed: is "line\\nline"; must be "a"'],
    [equals("field", "a"), "b".repeat(99), `failed: is "${"b".repeat(59)}…; must be "a"`],
    [equals("field", true), UNKNOWN, "notEvaluated: is unknown until the cloud answers; must be true"],
    [
      equals("field", true, DEFAULT_TRUE),
      UNKNOWN,
      "notEvaluated: is unknown until the cloud answers; must be true",
    ],
    [equals("field", true), SECRET, "notEvaluated: is a secret and was not looked at; must be true"],
    [equals("field.below", true), UNKNOWN, "notEvaluated: is unknown until the cloud answers; must be true"],
    [equals("field.below", true), "text", "failed: is not set; must be true"],
  ])("%o of %o", (demand, value, expected) => {
    expect(judged(demand, value)).toBe(expected);
  });
});

describe("present", () => {
  const demand = present("field", [KEY_TYPE]);

  test.each<[string, Value | undefined, Extras, string]>([
    ["a value", "id", {}, "passed: is set"],
    ["a secret", SECRET, {}, "passed: is set"],
    ["nothing", undefined, {}, "failed: is not set; must be set"],
    ["null", null, {}, "failed: is not set; must be set"],
    ["empty text", "", {}, "failed: is not set; must be set"],
    [
      "an unknown from a key",
      UNKNOWN,
      { from: { field: [OTHER, KEY] } },
      "passed: comes from Key key of this stack",
    ],
    [
      "an unknown from elsewhere",
      UNKNOWN,
      { from: { field: [OTHER] } },
      "notEvaluated: is unknown, and comes from no Key of this stack; must be set",
    ],
    [
      "an unknown from nowhere",
      UNKNOWN,
      { from: { other: [KEY] } },
      "notEvaluated: is unknown, and comes from no Key of this stack; must be set",
    ],
    [
      "an unknown whose source is not carried",
      UNKNOWN,
      { from: undefined },
      "notEvaluated: is unknown, and the embedded engine does not carry here what it depends on (propertyDependencies); must be set",
    ],
  ])("%s", (_, value, extras, expected) => {
    expect(judged(demand, value, extras)).toBe(expected);
  });

  test("takes the dependencies of the input as a whole", () => {
    const nested = present("field.vault.uri", [KEY_TYPE]);
    expect(judged(nested, { vault: { uri: UNKNOWN } }, { from: { field: [KEY] } })).toBe(
      "passed: comes from Key key of this stack",
    );
  });
});

describe("absent", () => {
  const demand = absent("field", [KEY_TYPE]);

  test.each<[string, Value | undefined, Extras, string]>([
    ["nothing", undefined, {}, "passed: is not set"],
    ["a value", "id", {}, "failed: is set; must not be set"],
    ["a secret", SECRET, {}, "failed: is set; must not be set"],
    [
      "an unknown from a key",
      UNKNOWN,
      { from: { field: [KEY] } },
      "failed: comes from Key key of this stack; must not be set",
    ],
    [
      "an unknown from nowhere",
      UNKNOWN,
      {},
      "notEvaluated: is unknown, and comes from no Key of this stack; must not be set",
    ],
  ])("%s", (_, value, extras, expected) => {
    expect(judged(demand, value, extras)).toBe(expected);
  });
});

test.each(["preview", "state", "pack"] as const)(
  "a %s is named where it does not carry a field",
  (origin) => {
    const message = judged(present("field", [KEY_TYPE]), UNKNOWN, { from: undefined }, origin);
    expect(message).toContain(
      { preview: "a preview", state: "a state", pack: "Pulumi's policy interface" }[origin],
    );
  },
);
