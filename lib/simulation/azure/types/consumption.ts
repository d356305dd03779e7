import type { BodyProblem, Inputs, ResourceType } from "./resource-type.ts";
import { atOnce, problem, required, spec } from "./rows.ts";
import { isHidden, isObject, listAt, valueAt } from "./values.ts";

/** Alerts of one budget, by the description of `notifications`. */
const MOST_NOTIFICATIONS = 5;

function budgetProblems(inputs: Inputs): readonly BodyProblem[] {
  const notifications = valueAt(inputs, "notifications");
  if (!isObject(notifications) || isHidden(notifications)) return [];
  const entries = Object.entries(notifications);
  const problems: BodyProblem[] = [];
  if (entries.length > MOST_NOTIFICATIONS) {
    problems.push(problem("notifications", "Budget can have up to five notifications.", "400"));
  }
  for (const [key, notification] of entries) {
    if (!isObject(notification) || isHidden(notification)) continue;
    problems.push(...notificationProblems(`notifications.${key}`, notification));
  }
  return problems;
}

function notificationProblems(at: string, notification: Inputs): readonly BodyProblem[] {
  const { threshold } = notification;
  const problems: BodyProblem[] = [];
  if (typeof threshold !== "number" || threshold < 0 || threshold > 1000) {
    problems.push(problem(`${at}.threshold`, "Threshold must be between 0 and 1000.", "400"));
  }
  if (!["EqualTo", "GreaterThan", "GreaterThanOrEqualTo"].includes(String(notification.operator))) {
    problems.push(problem(`${at}.operator`, "Operator is not one of those allowed.", "400"));
  }
  if (listAt(notification, "contactEmails").length + listAt(notification, "contactGroups").length === 0) {
    const message = "At least one contact email or contact group must be specified.";
    problems.push(problem(`${at}.contactEmails`, message, "400"));
  }
  return problems;
}

/** What Microsoft.Consumption has. When a budget begins is judged by the date, and the simulation has no calendar. */
export const consumptionTypes: readonly ResourceType[] = [
  {
    token: "azure-native:consumption:Budget",
    armType: "Microsoft.Consumption/budgets",
    id: "/{scope}/providers/Microsoft.Consumption/budgets/{budgetName}",
    apiVersion: "2024-08-01",
    ...spec("consumption/resource-manager/Microsoft.Consumption/stable/2024-08-01/consumption.json"),
    fields: [
      {
        path: "scope",
        required: true,
        pattern: /^\/(?:subscriptions|providers)\/.+/i,
        rule: "the id of a subscription or a resource group",
      },
      {
        path: "budgetName",
        required: true,
        pattern: /^[\w-]{1,63}$/,
        rule: "1 to 63 letters, digits, underscores and hyphens",
      },
      { path: "category", required: true, oneOf: ["Cost"] },
      ...required("amount", "timePeriod"),
      {
        path: "timeGrain",
        required: true,
        oneOf: ["Monthly", "Quarterly", "Annually", "BillingMonth", "BillingQuarter", "BillingAnnual"],
      },
      {
        path: "timePeriod.startDate",
        required: true,
        pattern: /^20(?:1[7-9]|[2-9]\d)-(?:0[1-9]|1[0-2])-01T00:00:00Z$/,
        rule: "the first of a month",
      },
    ],
    check: budgetProblems,
    durations: atOnce,
  },
];
