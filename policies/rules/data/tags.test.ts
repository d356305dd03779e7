import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { ENVIRONMENT, VAULT } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { TAGGABLE, tags } from "./tags.ts";

const environment = (found: Properties) => resource(ENVIRONMENT, "environment", { tags: found });
const asked = environment({ owner: "training", "cost.center": "42" });

test.each<[string, Value | undefined, string[]]>([
  [
    "both",
    { owner: "training", "cost.center": "42" },
    ['passed: tags.owner is "training"', 'passed: tags.cost.center is "42"'],
  ],
  [
    "in other letters, with another value",
    { Owner: "other", "Cost.Center": "1" },
    ['passed: tags.owner is "other"', 'passed: tags.cost.center is "1"'],
  ],
  [
    "one empty",
    { owner: "", "cost.center": "42" },
    ["failed: tags.owner is not set; must be set", 'passed: tags.cost.center is "42"'],
  ],
  [
    "none",
    undefined,
    ["failed: tags.owner is not set; must be set", "failed: tags.cost.center is not set; must be set"],
  ],
  [
    "unknown and secret",
    { owner: UNKNOWN, "cost.center": SECRET },
    [
      "notEvaluated: tags.owner is unknown until the cloud answers; must be set",
      "notEvaluated: tags.cost.center is a secret and was not looked at; must be set",
    ],
  ],
  [
    "all unknown",
    UNKNOWN,
    [
      "notEvaluated: tags.owner is unknown until the cloud answers; must be set",
      "notEvaluated: tags.cost.center is unknown until the cloud answers; must be set",
    ],
  ],
])("%s", (_, found, expected) => {
  const inputs = found === undefined ? {} : { tags: found };
  expect(answersOf(tags, resource(VAULT, "vault", inputs), [asked])).toEqual(expected);
});

test("an environment without tags asks for none", () => {
  expect(answersOf(tags, environment({}))).toEqual(["notApplicable: tags the environment asks for no tags"]);
  expect(answersOf(tags, asked)).toEqual([]);
  expect(answersOf(tags, resource(VAULT, "vault"), [environment({})])).toEqual([]);
  expect(answersOf(tags, resource(VAULT, "vault"))).toEqual([]);
});

test.each(TAGGABLE)("a %s is asked", (type) => {
  expect(answersOf(tags, resource(type, "it"), [environment({ owner: "a" })])).toEqual([
    "failed: tags.owner is not set; must be set",
  ]);
});
