import { expect, test } from "vitest";
import { EXIT } from "./exit.ts";

test("exit codes stand in the order in which they apply", () => {
  expect(Object.values(EXIT)).toEqual([70, 1, 4, 2, 3, 0]);
});
