import * as consumption from "@pulumi/azure-native/consumption/index.js";
import * as pulumi from "@pulumi/pulumi";
import { type CostAlert, type CostBudgetArgs, checkCostBudget, notificationKey } from "./cost-budget.args.ts";

/**
 * A monthly budget that Azure itself watches, on what was really spent: it writes to people, and stops nothing. It covers the
 * whole subscription, because the nodes of a cluster are billed in a resource group that AKS makes; with a tag, what
 * carries it.
 */
export class CostBudget extends pulumi.ComponentResource {
  /** Azure's name of the budget. */
  readonly budgetName: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: CostBudgetArgs, opts?: pulumi.ComponentResourceOptions) {
    checkCostBudget(args);
    super("exaform:azure:CostBudget", name, {}, opts);

    new consumption.Budget(
      `${name}-budget`,
      {
        budgetName: args.budgetName,
        scope: pulumi.interpolate`/subscriptions/${args.subscriptionId}`,
        category: "Cost",
        amount: Number(args.monthlyAmount),
        timeGrain: "Monthly",
        timePeriod: { startDate: `${args.startMonth}-01T00:00:00Z` },
        ...(args.tag !== undefined && {
          filter: { tags: { name: args.tag.name, operator: "In", values: [args.tag.value] } },
        }),
        notifications: Object.fromEntries(
          args.alerts.map((alert) => [notificationKey(alert), notificationOf(alert, args.contactEmails)]),
        ),
      },
      { parent: this },
    );

    this.budgetName = pulumi.output(args.budgetName);
    this.registerOutputs({ budgetName: this.budgetName });
  }
}

function notificationOf({ percent, on = "actual" }: CostAlert, contactEmails: readonly string[]) {
  return {
    enabled: true,
    operator: "GreaterThanOrEqualTo",
    threshold: percent,
    thresholdType: on === "actual" ? "Actual" : "Forecasted",
    contactEmails: [...contactEmails],
  };
}
