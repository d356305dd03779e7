import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import type { Formula } from "../planning/formula.ts";
import { bases, figure, type Given } from "./figure.ts";

const ratio: Formula<{ part: number; whole: number }> = {
  text: "part / whole",
  unit: "",
  of: ({ part, whole }) => part / whole,
};
const given = (value: Given["value"], more: Partial<Given> = {}): Given => ({
  value,
  unit: "nodes",
  source: "the graph",
  ...more,
});

describe("figure", () => {
  test("says formula, inputs and sources", () => {
    expect(figure(ratio, { part: given(1), whole: given(4, { basis: "assumed" }) })).toEqual({
      value: 0.25,
      unit: "",
      formula: "part / whole",
      source: "computed",
      basis: "assumed",
      atLeast: false,
      inputs: [
        { name: "part", value: 1, unit: "nodes", source: "the graph", basis: "computed" },
        { name: "whole", value: 4, unit: "nodes", source: "the graph", basis: "assumed" },
      ],
    });
  });

  test("is unknown where an input is, and where the result is no number: never 0", () => {
    expect(figure(ratio, { part: given(UNKNOWN), whole: given(4) }).value).toBe(UNKNOWN);
    expect(figure(ratio, { part: given(1), whole: given(0) }).value).toBe(UNKNOWN);
    expect(figure(ratio, { part: given(0), whole: given(0) }).value).toBe(UNKNOWN);
  });

  test("is as sure as its least sure input, however deep, and at least where an input is", () => {
    const basis = fc.constantFrom(...bases);
    fc.assert(
      fc.property(basis, basis, basis, fc.boolean(), (a, b, c, atLeast) => {
        const inner = figure(
          { ...ratio, basis: "fitted model" },
          { part: given(1, { basis: a }), whole: given(4, { basis: b }) },
        );
        const outer = figure(ratio, { part: inner, whole: given(3, { basis: c, atLeast }) });
        const worst = Math.max(1, ...[a, b, c].map((each) => bases.indexOf(each)));
        expect(outer.basis).toBe(bases[worst]);
        expect(outer.atLeast).toBe(atLeast);
        expect(outer.inputs[0]).toMatchObject({ source: "computed", value: 0.25 });
      }),
    );
  });

  test("has no digits that say nothing", () => {
    expect(figure(ratio, { part: given(0.1 + 0.2), whole: given(1) }).value).toBe(0.3);
  });
});
