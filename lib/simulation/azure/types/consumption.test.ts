import { expect, test } from "vitest";
import { checkBody, resourceTypeOf } from "./index.ts";
import type { Inputs } from "./resource-type.ts";

const alert = { enabled: true, operator: "GreaterThan", threshold: 90, contactEmails: ["a@example.com"] };

const problemsWith = (notifications: Inputs): string[] => {
  const type = resourceTypeOf("azure-native:consumption:Budget");
  if (type === undefined) throw new Error("the simulation has no budgets");
  const budget = {
    scope: "/subscriptions/00000000-0000-0000-0000-000000000001",
    budgetName: "monthly",
    category: "Cost",
    amount: 100,
    timeGrain: "Monthly",
    timePeriod: { startDate: "2026-12-01T00:00:00Z" },
  };
  return checkBody(type, { ...budget, notifications }).map(({ target }) => target);
};

test.each<[string, Inputs, string[]]>([
  ["five alerts", Object.fromEntries(["a", "b", "c", "d", "e"].map((key) => [key, alert])), []],
  [
    "six alerts",
    Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((key) => [key, alert])),
    ["notifications"],
  ],
  ["an alert for a group alone", { a: { ...alert, contactEmails: [], contactGroups: ["/id"] } }, []],
  ["an alert for nobody", { a: { ...alert, contactEmails: [] } }, ["notifications.a.contactEmails"]],
  ["an alert above 1,000 %", { a: { ...alert, threshold: 1001 } }, ["notifications.a.threshold"]],
  ["an alert below", { a: { ...alert, operator: "LessThan" } }, ["notifications.a.operator"]],
])("a budget with %s", (_, notifications, targets) => {
  expect(problemsWith(notifications)).toEqual(targets);
});
