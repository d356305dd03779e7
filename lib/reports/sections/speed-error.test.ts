import { expect, test } from "vitest";
import { speedErrorText } from "./speed-error.ts";

function textOf(...errors: number[]): string {
  const runs = errors.map((error) => ({ name: "run", source: "paper", error, modelFlopsUtilisation: 0.4 }));
  return speedErrorText({ architecture: "Hopper", runs });
}

test.each([
  ["too fast", [0.107, 0.183], /it is 11 to 18 % too fast\. Days.* too low by as much\.$/],
  ["too slow", [-0.103, -0.04], /it is 4 to 10 % too slow\. Days.* too high by as much\.$/],
  ["either", [-0.103, 0.061], /it is between 10 % too slow and 6\.1 % too fast\. Days.* either way\.$/],
  [
    "one run",
    [0.1],
    /^Error of the model: against 1 published run on Hopper .* 40 % MFU, it is 10 % too fast\./,
  ],
])("%s", (_, errors, text) => {
  expect(textOf(...errors)).toMatch(text);
});

test("no published run, no known error", () => {
  expect(speedErrorText(null)).toContain("is unknown");
});
