import { describe, expect, test } from "vitest";
import { type Budget, budgetAmounts, budgetProblems } from "./budget.ts";

const budget: Budget = {
  name: "all",
  monthly: "18500000.10",
  currency: "USD",
  scope: {},
  thresholds: [
    { at: 1, action: "fail" },
    { at: 0.9, action: "warn" },
    { at: 0.07, action: "inform" },
  ],
};

test("thresholds are amounts to the cent, the lowest first", () => {
  expect(budgetAmounts(budget)).toEqual([
    { percent: 7, amount: "1295000.01", action: "inform" },
    { percent: 90, amount: "16650000.09", action: "warn" },
    { percent: 100, amount: "18500000.10", action: "fail" },
  ]);
});

describe("problems", () => {
  test("none of one budget", () => {
    expect(budgetProblems([budget, { ...budget, name: "storage" }], "budgets")).toEqual([]);
  });

  test("a name twice, and a threshold twice", () => {
    const twice = { ...budget, thresholds: [...budget.thresholds, { at: 0.9, action: "fail" } as const] };
    expect(budgetProblems([budget, twice], "budgets").map(({ path }) => path)).toEqual([
      "budgets[1].name",
      "budgets[1].thresholds[3].at",
    ]);
  });
});
