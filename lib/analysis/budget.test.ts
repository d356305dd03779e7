import { describe, expect, test } from "vitest";
import { type Graph, type Properties, UNKNOWN } from "../graph/graph.ts";
import { InvalidInput } from "../planning/problem.ts";
import { type BudgetState, budgetStatesOf, overBudget } from "./budget.ts";
import { costOf } from "./cost.ts";
import { type ResourceSketch, sketch } from "./testing/graphs.ts";
import { ndH100 } from "./testing/nd-h100.ts";

const thresholds = [
  { at: 1, action: "fail" },
  { at: 0.5, action: "inform" },
  { at: 0.9, action: "warn" },
];

const whole = { name: "whole", monthly: "1000", currency: "USD", scope: {}, thresholds };

function statesOf(graph: Graph): BudgetState[] {
  return budgetStatesOf(graph, costOf(graph));
}

/** Private DNS zones of 0.50 a month each, whose queries are open, and public addresses of 3.65, of which nothing is. */
function stack(budget: Properties, ...resources: readonly ResourceSketch[]): Graph {
  const inputs = { budgets: [{ ...whole, ...budget }] };
  return sketch({ type: "exaform:stack:Environment", name: "env", inputs }, ...resources);
}

function address(name: string, inputs: Properties = {}, parent?: string): ResourceSketch {
  return {
    type: "network:PublicIPAddress",
    name,
    inputs: { location: "eastus", sku: { name: "Standard" }, ...inputs },
    ...(parent !== undefined && { parent }),
  };
}

describe("a budget", () => {
  test.each([
    ["7.30", "within"],
    ["7.28", "informed"],
    ["4.04", "warned"],
    ["3.65", "warned"],
    ["3.64", "exceeded"],
  ])("of %s for an address of 3.65: %s", (monthly, state) => {
    const budgets = statesOf(stack({ monthly }, address("a")));
    expect(budgets).toMatchObject([{ known: "3.65", unpriced: 0, state }]);
    expect(overBudget(budgets)).toBe(state === "exceeded");
  });

  test("says each threshold as an amount, the lowest first, and whether it is exceeded", () => {
    expect(statesOf(stack({ monthly: "4" }, address("a")))[0]?.thresholds).toEqual([
      { percent: 50, amount: "2.00", action: "inform", exceeded: true },
      { percent: 90, amount: "3.60", action: "warn", exceeded: true },
      { percent: 100, amount: "4.00", action: "fail", exceeded: false },
    ]);
  });

  test("is kept for certain only where everything has a price", () => {
    const zone = { type: "privatedns:PrivateZone", name: "zone" };
    expect(statesOf(stack({}, zone))).toMatchObject([{ known: "0.50", unpriced: 1, state: "open" }]);
    expect(statesOf(stack({}))).toMatchObject([{ known: "0.00", unpriced: 0, state: "within" }]);
  });

  test("that the known cost exceeds is exceeded, whatever is open beside it", () => {
    expect(statesOf(ndH100({ environment: { budgets: [whole] } }))).toMatchObject([{ state: "exceeded" }]);
  });
});

describe("its scope", () => {
  test("a group leaves the others out, and what has no group is open", () => {
    const stranger = { type: "azure-native:cognitiveservices:Account", name: "stranger" };
    const key = {
      type: "keyvault:Key",
      name: "key",
      inputs: { properties: { kty: "RSA", keySize: 2048 } },
    };
    const graph = stack({ scope: { group: "network" } }, address("a"), key, stranger);
    expect(statesOf(graph)).toMatchObject([{ known: "3.65", unpriced: 1, state: "open" }]);
  });

  const scope = { tag: { name: "cost.team", value: "a" } };

  test("a tag, which a resource without it has from its parent", () => {
    const group = { type: "exaform:azure:Group", name: "group", inputs: { tags: { "cost.team": "a" } } };
    const graph = stack(
      { scope },
      group,
      address("own", { tags: { "cost.team": "a" } }),
      address("inherited", {}, "group"),
      address("others", { tags: { "cost.team": "b" } }, "group"),
      address("untagged"),
    );
    expect(statesOf(graph)).toMatchObject([{ known: "7.30", unpriced: 0, state: "within" }]);
  });

  test("a tag that is not known may be of it", () => {
    const graph = stack({ scope }, address("a", { tags: UNKNOWN }));
    expect(statesOf(graph)).toMatchObject([{ known: "0.00", unpriced: 1, state: "open" }]);
  });
});

test("amounts of two currencies are never compared, and every budget is named", () => {
  const graph = ndH100({ environment: { budgets: [whole, { ...whole, currency: "EUR" }] } });
  const refused = () => budgetStatesOf(graph, { ...costOf(graph), currency: "GBP" });
  expect(refused).toThrow(InvalidInput);
  expect(refused).toThrow('budgets[0].currency = "USD"');
  expect(refused).toThrow('budgets[1].currency = "EUR"');
});

test("a graph without budgets has none", () => {
  expect(statesOf(sketch(address("a")))).toEqual([]);
});
