import { expect, test } from "vitest";
import { matches } from "./wildcard.ts";

test.each([
  ["gpu", "gpu", true],
  ["gpu", "gpu1", false],
  ["*", "", true],
  ["gpu*", "gpu12", true],
  ["*h100*", "pool h100: x", true],
  ["pool *: *", "pool a: b", true],
  ["a*a", "a", false],
  ["a*b*b", "ab", false],
  ["g.u", "gpu", false],
])("%s matches %s: %s", (pattern, text, expected) => {
  expect(matches(pattern, text)).toBe(expected);
});
