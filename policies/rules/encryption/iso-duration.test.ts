import { expect, test } from "vitest";
import { daysOf } from "./iso-duration.ts";

test.each<[string, number | undefined]>([
  ["P365D", 365],
  ["P1Y", 365],
  ["P12M", 365],
  ["P1Y1D", 366],
  ["P2W", 14],
  ["P0D", 0],
  ["P", undefined],
  ["365", undefined],
  ["PT1H", undefined],
  ["", undefined],
])("%j: %s days", (duration, days) => {
  expect(daysOf(duration)).toBe(days);
});
