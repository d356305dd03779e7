import { beforeAll, expect, test } from "vitest";
import type { Resource } from "../../../graph/graph.ts";
import { checkBody, type FieldRule, type Inputs, type ResourceType, resourceTypeOf } from "./index.ts";
import { changed, declaredResources } from "./testing/declared.ts";
import { isAbsent, isHidden, placesOf } from "./values.ts";

/** One thing made wrong in a body that Azure takes. */
interface Mutation {
  readonly type: ResourceType;
  readonly inputs: Inputs;
  readonly at: string;
  readonly what: string;
}

let mutations: readonly Mutation[];
beforeAll(async () => {
  mutations = (await declaredResources()).flatMap(mutationsOf);
}, 120_000);

function mutationsOf({ type: token, inputs }: Resource): readonly Mutation[] {
  const type = resourceTypeOf(token);
  if (type === undefined) return [];
  return type.fields.flatMap((rule) =>
    placesOf(inputs, rule.path)
      .filter(({ value }) => !isAbsent(value))
      .flatMap(({ at, value }) =>
        [...(rule.required ? [undefined] : []), ...(isHidden(value) ? [] : wrongValues(rule))].map(
          (wrong) => ({
            type,
            inputs: changed(inputs, at, wrong),
            at,
            what: wrong === undefined ? "dropped" : JSON.stringify(wrong).slice(0, 40),
          }),
        ),
      ),
  );
}

function wrongValues({ pattern, length, range, oneOf }: FieldRule): readonly unknown[] {
  return [
    ...(pattern ? ["?"] : []),
    ...(length ? ["x".repeat(length[1] + 1), Array.from({ length: length[1] + 1 }, () => "x")] : []),
    ...(range ? [range[0] - 1, range[1] + 1, range[0] + 0.5, "many"] : []),
    ...(oneOf ? ["no such value"] : []),
  ];
}

test("whatever is dropped from or broken in a body of the stacks is refused, at its place", () => {
  const missed = mutations.filter(
    ({ type, inputs, at }) => !checkBody(type, inputs).some(({ target }) => target === at),
  );
  expect(missed.map(({ type, at, what }) => `${type.token} ${at} ${what}`)).toEqual([]);
});

test("the matrix is large, and reaches every kind that the stacks declare", () => {
  expect(mutations.length).toBeGreaterThan(6_500);
  expect(new Set(mutations.map(({ type }) => type.token)).size).toBeGreaterThan(35);
});
