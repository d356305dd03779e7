import fc from "fast-check";
import { expect, test } from "vitest";
import { networkNameProblems } from "./network-name.ts";

test.each(["ab", "a_b.c-1", "1_", "v".repeat(60)])("%s is a name", (name) => {
  expect(networkNameProblems(name, "name", 60)).toEqual([]);
});

test.each([
  ["", "network"],
  ["a", "network"],
  ["-a-b-", "a-b"],
  ["a.", "network"],
  ["réseau", "r-seau"],
  ["a\nb", "a-b"],
  ["x".repeat(61), "x".repeat(60)],
  [`${"x".repeat(59)}-y`, "x".repeat(59)],
])("%j is refused for %s", (name, fix) => {
  expect(networkNameProblems(name, "vnetName", 60)).toEqual([
    {
      path: "vnetName",
      value: name,
      message:
        "must be 2 to 60 letters, digits, underscores, periods and hyphens, the first a letter or digit, the last no period or hyphen",
      fix: `write ${fix}`,
    },
  ]);
});

test("what is proposed is a name", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 90 }),
      fc.integer({ min: 7, max: 80 }),
      (text, longest) => {
        for (const { fix } of networkNameProblems(text, "name", longest)) {
          expect(networkNameProblems(fix.replace("write ", ""), "name", longest)).toEqual([]);
        }
      },
    ),
  );
});
