import { describe, expect, test } from "vitest";
import { ofType } from "../lib/graph/graph.ts";
import { graphOf } from "./preview.fixture.ts";
import { at, problemsOf } from "./refusals.fixture.ts";

const BUDGET = "azure-native:consumption:Budget";
const azure = { contactEmails: ["gpu-costs@example.com"], startMonth: "2026-12" };
const whole = { name: "whole-stack", monthly: "20000000", currency: "USD" };

test("a budget may be in any currency in which prices can be given", () => {
  expect(problemsOf({ budgets: [{ ...whole, currency: "EUR" }] })).toEqual([]);
});

test("Azure watches the same amount and thresholds as exaform, where the environment says so", async () => {
  const team = { name: "team", monthly: "5000", currency: "USD", scope: { tag: { name: "t", value: "v" } } };
  const budgets = [
    { ...whole, azure, thresholds: [{ at: 0.5, action: "inform" }] },
    { ...team, azure },
    { ...whole, name: "unwatched" },
  ];
  const made = ofType(await graphOf("nd-h100-dev", { budgets }), BUDGET);
  expect(made.map(({ name }) => name)).toEqual(["budget-team-budget", "budget-whole-stack-budget"]);
  const [watchedTeam, watchedWhole] = made.map(({ inputs }) => inputs);
  expect(watchedWhole).toMatchObject({
    budgetName: "nd-h100-dev-whole-stack",
    scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
    amount: 20_000_000,
    timePeriod: { startDate: "2026-12-01T00:00:00Z" },
    notifications: { "actual-50-percent": { contactEmails: azure.contactEmails } },
  });
  expect(watchedWhole).not.toHaveProperty("filter");
  expect(watchedTeam).toMatchObject({ filter: { tags: { name: "t", values: ["v"] } } });
});

test("without a word of it, none is declared", async () => {
  expect(ofType(await graphOf("nd-h100-prod"), BUDGET)).toEqual([]);
});

describe("refused", () => {
  const problemsWith = (budget: object, stack = "nd-h100-dev") =>
    problemsOf({ budgets: [{ ...whole, azure, ...budget }] }, { stack });

  test("a group of the cost, which Azure cannot tell from the rest", () => {
    expect(problemsWith({ scope: { group: "GPU compute" } })).toMatchObject([
      { path: at("budgets[0].azure"), message: expect.stringContaining("cannot tell GPU compute") },
    ]);
  });

  test("a name that is too long with the stack's", () => {
    expect(problemsWith({ name: "a".repeat(60) })).toMatchObject([
      { path: at("budgets[0].name"), message: expect.stringContaining("1 to 63 letters") },
    ]);
  });

  test.each<[object, string]>([
    [{ ...azure, contactEmails: [] }, "budgets[0].azure.contactEmails"],
    [{ ...azure, contactEmails: ["finance"] }, "budgets[0].azure.contactEmails[0]"],
    [{ ...azure, startMonth: "2026-13" }, "budgets[0].azure.startMonth"],
  ])("%j", (wrong, path) => {
    expect(problemsWith({ azure: wrong }).map((problem) => problem.path)).toEqual([at(path)]);
  });
});
