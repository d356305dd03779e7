import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bodyOf, inputsOf, merged } from "./envelope.ts";
import { armIdOf, resourceTypes } from "./types/index.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

/** Values of a body, some at ARM's top and some below `properties`. */
const fields = fc.dictionary(
  fc.constantFrom("location", "tags", "sku", "zones", "count", "vmSize", "networkProfile", "rules"),
  fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string()),
    fc.dictionary(fc.string(), fc.string()),
  ),
);

describe.each(resourceTypes.map((type) => [type.token, type] as const))("%s", (_token, type) => {
  const names = Object.fromEntries(
    [...type.id.matchAll(/\{(\w+)\}/g)]
      .map(([, word = ""]) => [word, ["scope", "resourceUri"].includes(word) ? "/subscriptions/s" : "name"])
      .filter(([word]) => word !== "subscriptionId"),
  );
  const id = armIdOf(type, SUBSCRIPTION, names) ?? "";
  const nested = type.fields.some(({ path }) => path.startsWith("properties."));

  test("inputs survive the way through ARM's envelope", () => {
    fc.assert(
      fc.property(fields, fields, (top, below) => {
        const inputs = { ...top, ...names, ...(nested && { properties: below }) };
        expect(inputsOf(type, id, bodyOf(type, inputs))).toEqual(inputs);
      }),
      { numRuns: 20 },
    );
  });

  test("the names of its id are not in the body", () => {
    const body = bodyOf(type, { location: "eastus", ...names });
    expect(body).toEqual({ properties: {}, location: "eastus" });
  });
});

test("a merge removes what is null and keeps what is not named", () => {
  const target = { tags: { a: "1", b: "2" }, zones: ["1", "2"], kept: true };
  expect(merged(target, { tags: { b: null, c: "3" }, zones: ["3"] })).toEqual({
    tags: { a: "1", c: "3" },
    zones: ["3"],
    kept: true,
  });
});
