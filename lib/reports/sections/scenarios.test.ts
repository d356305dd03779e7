import { describe, expect, test } from "vitest";
import { costOf } from "../../analysis/cost.ts";
import { scenarioCosts, usualScenarios } from "../../analysis/scenarios/scenarios.ts";
import { sketch } from "../../analysis/testing/graphs.ts";
import { allPriced, ndH100 } from "../../analysis/testing/nd-h100.ts";
import { UNKNOWN } from "../../graph/graph.ts";
import { terminalText } from "../terminal.ts";
import { scenarioSection } from "./scenarios.ts";

const textOf = (scenarios: Parameters<typeof scenarioSection>[0]["scenarios"]): string =>
  terminalText("title", scenarioSection({ scenarios }), { width: 120 });

describe("scenarios side by side", () => {
  const text = textOf(scenarioCosts(ndH100(), usualScenarios()));

  test("each with its lower bound, and how many costs are not in it", () => {
    const open = costOf(ndH100()).unpriced.length;
    expect(text).toMatch(
      new RegExp(
        `^on demand +at least 18,37\\d,\\d{3}\\.\\d\\d USD +12\\.29\\d+ +18,374,041\\.60 .* ${open}$`,
        "m",
      ),
    );
  });

  test("but for those in which no GPU node has a price: they are named", () => {
    expect(text).not.toMatch(/^(reserved|savings)/m);
    expect(text).toContain(
      "No price of these GPU nodes is known for: reserved for 1 year, reserved for 3 years, savings plan",
    );
  });

  test("all of them, as unknown, where none has: the rest alone is no price of a month", () => {
    const reserved = scenarioCosts(ndH100(), usualScenarios()).filter(({ name }) => name.startsWith("res"));
    expect(textOf(reserved)).toMatch(/^reserved for 1 year +unknown +unknown +unknown +[23],\d{3}\.\d\d /m);
    expect(textOf(reserved)).toContain("cannot be compared with the others");
  });

  test("a pool without a price makes its scenario a lower bound, and no more", () => {
    const [line] = textOf(scenarioCosts(ndH100({ h1: { count: UNKNOWN } }), usualScenarios()))
      .split("\n")
      .filter((row) => row.startsWith("on demand"));
    expect(line).toMatch(/at least 12,\d{3},\d{3}\.\d\d USD +unknown +at least 12,201,512\.00 /);
  });

  test("a total that is one says nothing of a bound", () => {
    const costs = scenarioCosts(allPriced(), usualScenarios().slice(0, 2));
    expect(textOf(costs)).not.toMatch(/at least|at most|not priced is|not priced costs/);
  });

  test("with what spot nodes must do, and that nobody knows how often they are taken away", () => {
    expect(text).toMatch(/pay while more than 18\.5 % of the time is useful/);
    expect(text).toContain("No rate of evictions follows: the scenario does not say what an eviction costs.");
    expect(text).not.toContain("replaced");
  });

  test("with the outcome at a declared rate of evictions", () => {
    const spot = { evictionsPer1000NodeDays: 20, checkpointWriteSeconds: 60, restartSeconds: 600 };
    const costs = scenarioCosts(
      ndH100(),
      usualScenarios().map((scenario) => ({ ...scenario, spot })),
    );
    expect(textOf(costs)).toMatch(
      /At the declared 20 evictions of 1,000 nodes in a day \d\d\.?\d* % of the\s+time is useful/,
    );
    expect(textOf(costs)).toMatch(/in a day,\s+each\s+replaced\s+within\s+the\s+time\s+of\s+a\s+restart:/);
  });

  test("not at all for a stack without GPUs, where all are alike", () => {
    expect(scenarioSection({ scenarios: scenarioCosts(sketch(), usualScenarios()) })).toEqual([]);
    expect(scenarioSection({ scenarios: null })).toEqual([]);
  });
});
