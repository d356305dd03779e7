import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnWidths, wrap } from "./columns.ts";
import { table } from "./section.ts";

describe("wrap", () => {
  test.each([
    ["one two three", 8, ["one two", "three"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["a\nb", 10, ["a", "b"]],
    ["", 10, [""]],
  ])("%j at %i", (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  test("loses no character and keeps every line within the width", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", "b", " ", "-") }),
        fc.integer({ min: 1, max: 40 }),
        (text, width) => {
          const lines = wrap(text, width);
          expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("columnWidths", () => {
  const long = "x".repeat(90);

  test("a flexible column takes what the others leave", () => {
    const columns = [{ head: "name" }, { head: "why", flexible: true }];
    expect(columnWidths(table(columns, [["abcdefgh", long]]), 60)).toEqual([8, 50]);
  });

  test("a flexible column that needs little leaves the rest to the others", () => {
    const columns = [
      { head: "why", flexible: true },
      { head: "how", flexible: true },
    ];
    expect(columnWidths(table(columns, [[long, "short"]]), 62)).toEqual([55, 5]);
  });

  test("a very narrow terminal keeps columns readable", () => {
    expect(columnWidths(table([{ head: "why", flexible: true }], [[long]]), 5)).toEqual([16]);
  });
});
