import { describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType } from "../../../lib/graph/graph.ts";
import { CostBudget, type CostBudgetArgs, checkCostBudget } from "./index.ts";

const args: CostBudgetArgs = {
  subscriptionId: "00000000-0000-0000-0000-000000000001",
  budgetName: "nd-h100-prod",
  monthlyAmount: "18500000.50",
  startMonth: "2026-12",
  alerts: [{ percent: 90 }, { percent: 100, on: "forecast" }],
  contactEmails: ["gpu-costs@example.com"],
};

const budgetWith = (change: Partial<CostBudgetArgs> = {}): Promise<Graph> =>
  synth(() => new CostBudget("budget", { ...args, ...change }));

test("the amount of a month is watched over the whole subscription, and people are written to", async () => {
  const graph = await budgetWith();
  const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  expect(made.map(({ name, type }) => [name, type])).toEqual([
    ["budget-budget", "azure-native:consumption:Budget"],
  ]);
  const contactEmails = ["gpu-costs@example.com"];
  expect(made[0]?.inputs).toEqual({
    budgetName: "nd-h100-prod",
    scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
    category: "Cost",
    amount: 18500000.5,
    timeGrain: "Monthly",
    timePeriod: { startDate: "2026-12-01T00:00:00Z" },
    notifications: {
      "actual-90-percent": {
        enabled: true,
        operator: "GreaterThanOrEqualTo",
        threshold: 90,
        thresholdType: "Actual",
        contactEmails,
      },
      "forecast-100-percent": {
        enabled: true,
        operator: "GreaterThanOrEqualTo",
        threshold: 100,
        thresholdType: "Forecasted",
        contactEmails,
      },
    },
  });
});

test("with a tag, only what carries it counts", async () => {
  const [budget] = ofType(
    await budgetWith({ tag: { name: "team", value: "vision" } }),
    "azure-native:consumption:Budget",
  );
  expect(budget?.inputs.filter).toEqual({ tags: { name: "team", operator: "In", values: ["vision"] } });
});

describe("refused", () => {
  test.each<[string, Partial<CostBudgetArgs>, string, string]>([
    ["a name with a space", { budgetName: "my budget" }, "budgetName", "letters, digits, underscores"],
    ["an amount of nothing", { monthlyAmount: "0.00" }, "monthlyAmount", "above 0"],
    ["an amount with separators", { monthlyAmount: "1,000" }, "monthlyAmount", "without separators"],
    ["a month before there were budgets", { startMonth: "2017-05" }, "startMonth", "from 2017-06 on"],
    ["a day", { startMonth: "2026-12-01" }, "startMonth", "as year and month"],
    ["no alert", { alerts: [] }, "alerts", "this one has 0"],
    [
      "six alerts",
      { alerts: [1, 2, 3, 4, 5, 6].map((percent) => ({ percent })) },
      "alerts",
      "this one has 6",
    ],
    ["an alert at nothing", { alerts: [{ percent: 0 }] }, "alerts[0].percent", "at most 1000 percent"],
    ["an alert twice", { alerts: [{ percent: 90 }, { percent: 90, on: "actual" }] }, "alerts[1]", "twice"],
    ["nobody to write to", { contactEmails: [] }, "contactEmails", "0 are given"],
    ["no address", { contactEmails: ["finance"] }, "contactEmails[0]", "e-mail address"],
  ])("%s", (_name, change, path, message) => {
    const check = () => checkCostBudget({ ...args, ...change }, "budget");
    expect(check).toThrow(`CostBudget: 1 problem\n  budget.${path}`);
    expect(check).toThrow(message);
  });

  test("before anything is registered", async () => {
    await expect(budgetWith({ alerts: [] })).rejects.toThrow("this one has 0");
  });
});
