import { Decimal } from "decimal.js";
import type { Resource } from "../../graph/graph.ts";
import type { Charge, Cost, Usage } from "../pricing/pricing.ts";
import type { Scenario, TermChoice, UsageValue } from "./scenario.ts";
import { paidShare, type Schedule } from "./schedule.ts";
import { matches } from "./wildcard.ts";

/** What a cost becomes in a scenario: other conditions, fewer hours, an amount where there was none. */
export function assume(scenario: Scenario, cost: Cost, resource: Resource): Cost {
  const used = cost.kind === "usage" ? amountOf(scenario, cost, resource) : cost;
  return used.kind === "charge" ? asBought(scenario, used) : used;
}

/** What is used: what the autoscaler's bounds say, or a declared amount; what neither tells stays open. */
function amountOf({ usage, usageValues }: Scenario, cost: Usage, resource: Resource): Cost {
  const { group, item, priceItem, region, adds } = cost;
  if (adds !== undefined) return { ...adds.charge, quantity: adds[usage] };
  const value = usageValues.find((one) => isFor(one, resource, priceItem));
  if (value === undefined) return cost;
  return {
    kind: "amount",
    group,
    item,
    priceItem: value.priceItem,
    ...(region !== undefined && { region }),
    monthly: new Decimal(value[usage]).toFixed(),
    unit: value.unit,
  };
}

/** Whether a declared amount is of this item of this resource. */
export function isFor(value: UsageValue, { name }: Resource, priceItem: string | undefined): boolean {
  return value.priceItem === priceItem && (value.resource === undefined || matches(value.resource, name));
}

function asBought({ compute, schedule }: Scenario, charge: Charge): Charge {
  const term = termOf(compute, charge);
  const running = scheduleOf(schedule, charge.pool);
  return {
    ...charge,
    term,
    ...(running !== undefined && { share: paidShare(term, running).toString() }),
  };
}

function termOf(
  choices: readonly TermChoice[],
  { group, item, term = "onDemand" }: Charge,
): NonNullable<Charge["term"]> {
  return choices.find(({ match }) => match === group || matches(match, item))?.term ?? term;
}

/** When a pool runs; `undefined` for always, and for what is no pool. */
export function scheduleOf(schedules: readonly Schedule[], pool: string | undefined): Schedule | undefined {
  return pool === undefined ? undefined : schedules.find(({ pools }) => matches(pools, pool));
}
