import { expect, test } from "vitest";
import { UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { quantityOf } from "./quantities.ts";

test.each<[Value | undefined, number | undefined]>([
  [8, 8],
  ["8", 8],
  ["1.5", 1.5],
  ["500m", 0.5],
  ["2k", 2000],
  ["5Gi", 5_368_709_120],
  ["5120Mi", 5_368_709_120],
  ["8 GPUs", undefined],
  ["5gi", undefined],
  ["", undefined],
  [true, undefined],
  [UNKNOWN, undefined],
  [undefined, undefined],
])("%o is %s", (value, expected) => {
  expect(quantityOf(value)).toBe(expected);
});
