import type * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";

/** When Azure writes to whom is to know. */
export interface CostAlert {
  /** Share of the amount, in percent: above 0, at most 1,000. */
  readonly percent: number;
  /** `actual`: what was spent reaches it. `forecast`: Azure expects that the month's spending will. @default "actual" */
  readonly on?: "actual" | "forecast";
}

/** What decides how a budget looks: plain values, checked before anything is registered. */
export interface CostBudgetSettings {
  /** Azure's name of the budget: 1 to 63 letters, digits, underscores and hyphens. */
  readonly budgetName: string;
  /** Amount of a calendar month, decimal text, in the subscription's billing currency: Azure takes no other. */
  readonly monthlyAmount: string;
  /** First month that it watches, `2026-12`: Azure takes the running month and the twelve after it. Fixed once it exists. */
  readonly startMonth: string;
  /** When Azure writes: one to five alerts. */
  readonly alerts: readonly CostAlert[];
  /** Who gets the letters: one to 50 addresses. */
  readonly contactEmails: readonly string[];
  /** Only what carries this tag counts. @default - all of the subscription */
  readonly tag?: { readonly name: string; readonly value: string };
}

/** Arguments of {@link CostBudget}. */
export interface CostBudgetArgs extends CostBudgetSettings {
  /** Subscription whose spending is watched. */
  readonly subscriptionId: pulumi.Input<string>;
}

/** Alerts of one budget, by the description of azure-native's `notifications`. */
const MOST_ALERTS = 5;

/** `contactEmails` of Azure/azure-rest-api-specs, `Microsoft.Consumption/stable/2024-08-01/consumption.json`. */
const MOST_CONTACTS = 50;

/** Percent, by the description of azure-native's `threshold`. */
const MOST_PERCENT = 1000;

/** Before it Azure has no budgets, by the description of azure-native's `timePeriod`. */
const FIRST_MONTH = "2017-06";

/**
 * Refuses what Azure would refuse. Pure: needs no Pulumi engine, and no clock: that the month has not passed, Azure says.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function checkCostBudget(settings: CostBudgetSettings, path = ""): void {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  refuse("CostBudget", [
    ...textProblems(settings, at),
    ...alertProblems(settings.alerts, at),
    ...contactProblems(settings.contactEmails, at("contactEmails")),
  ]);
}

function textProblems(
  { budgetName, monthlyAmount, startMonth }: CostBudgetSettings,
  at: (property: string) => string,
): Problem[] {
  const problem = (property: string, value: string, message: string, fix: string): Problem[] => [
    { path: at(property), value, message, fix },
  ];
  const named = /^[\w-]{1,63}$/.test(budgetName);
  const positive = /^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,2})?$/.test(monthlyAmount);
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(startMonth) && startMonth >= FIRST_MONTH;
  return [
    ...(named
      ? []
      : problem(
          "budgetName",
          budgetName,
          "must be 1 to 63 letters, digits, underscores and hyphens",
          "write monthly",
        )),
    ...(positive
      ? []
      : problem(
          "monthlyAmount",
          monthlyAmount,
          "must be an amount above 0 with at most two decimals, without separators",
          'write for example "18500000"',
        )),
    ...(month
      ? []
      : problem(
          "startMonth",
          startMonth,
          `must be a month from ${FIRST_MONTH} on, as year and month`,
          'write for example "2026-12"',
        )),
  ];
}

function alertProblems(alerts: readonly CostAlert[], at: (property: string) => string): Problem[] {
  if (alerts.length === 0 || alerts.length > MOST_ALERTS) {
    const message = `a budget has 1 to ${MOST_ALERTS} alerts, and this one has ${alerts.length}`;
    return [{ path: at("alerts"), value: alerts.length, message, fix: `keep those that somebody acts upon` }];
  }
  return alerts.flatMap((alert, index): Problem[] => {
    const path = at(`alerts[${index}]`);
    if (!(alert.percent > 0 && alert.percent <= MOST_PERCENT)) {
      const message = `must be above 0 and at most ${MOST_PERCENT} percent`;
      return [{ path: `${path}.percent`, value: alert.percent, message, fix: "write 90" }];
    }
    const again = alerts.slice(0, index).some((other) => notificationKey(other) === notificationKey(alert));
    return again
      ? [{ path, value: notificationKey(alert), message: "stands here twice", fix: "remove it" }]
      : [];
  });
}

function contactProblems(emails: readonly string[], path: string): Problem[] {
  if (emails.length === 0 || emails.length > MOST_CONTACTS) {
    const message = `an alert goes to 1 to ${MOST_CONTACTS} addresses, and ${emails.length} are given`;
    return [{ path, value: emails.length, message, fix: "write one address, better that of a team" }];
  }
  return emails.flatMap((email, index) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
      ? []
      : [
          {
            path: `${path}[${index}]`,
            value: email,
            message: "must be an e-mail address",
            fix: "write for example gpu-costs@example.com",
          },
        ],
  );
}

/** Azure's key of an alert, which says what it is about. */
export function notificationKey({ percent, on = "actual" }: CostAlert): string {
  return `${on}-${percent}-percent`;
}
