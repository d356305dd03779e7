import { expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import { about, aboutShare, grouped, inWords, known, money, plural, price } from "./words.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [2048, "2,048"],
  ["25169.9200", "25,169.9200"],
  ["1234567", "1,234,567"],
])("grouped %s", (count, text) => {
  expect(grouped(count)).toBe(text);
});

test("money is rounded to the cent, a price keeps its digits", () => {
  expect(money("18374041.605")).toBe("18,374,041.61");
  expect(price("0.0208")).toBe("0.0208");
  expect(price("98.3")).toBe("98.30");
});

test("what is not known says so", () => {
  expect(known(UNKNOWN)).toBe("unknown");
  expect(known(2048)).toBe("2,048");
  expect(known("10.0.0.0/8")).toBe("10.0.0.0/8");
});

test("plural", () => {
  expect([plural(1, "node"), plural(2, "node"), plural(0, "registry", "registries")]).toEqual([
    "1 node",
    "2 nodes",
    "0 registries",
  ]);
});

test.each([
  [2_179_525.55, "2.2 million"],
  [999_600, "1 million"],
  [186.4, "190"],
  [10.74, "11"],
  [5.585, "5.6"],
  [0.0123, "0.012"],
  [0, "0"],
])("about %d", (value, text) => {
  expect(about(value)).toBe(text);
});

test.each([
  [0.5612, "56 %"],
  [0.96602, "96.6 %"],
  [0.99966, "99.966 %"],
  [2.092e-5, "0.0021 %"],
  [1, "100 %"],
  [0, "0 %"],
  [2.534, "250 %"],
])("about a share of %d", (share, text) => {
  expect(aboutShare(share)).toBe(text);
});

test.each([
  [300e9, "300 billion"],
  [1.0619e12, "1.062 trillion"],
  [3_686.96, "3,687"],
])("%d in words", (count, text) => {
  expect(inWords(count)).toBe(text);
});
