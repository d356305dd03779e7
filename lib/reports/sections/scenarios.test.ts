import { describe, expect, test } from "vitest";
import { scenarioCosts, usualScenarios } from "../../analysis/scenarios/scenarios.ts";
import { sketch } from "../../analysis/testing/graphs.ts";
import { ndH100 } from "../../analysis/testing/nd-h100.ts";
import { terminalText } from "../terminal.ts";
import { scenarioSection } from "./scenarios.ts";

const textOf = (scenarios: Parameters<typeof scenarioSection>[0]["scenarios"]): string =>
  terminalText("title", scenarioSection({ scenarios }), { width: 120 });

describe("scenarios side by side", () => {
  const text = textOf(scenarioCosts(ndH100(), usualScenarios()));

  test("each with its sum, and none without a price for its GPU nodes", () => {
    expect(text).toMatch(/^on demand +18,37\d,\d{3}\.\d\d +USD, at least +12\.29\d+ +18,374,041\.60/m);
    expect(text).toMatch(/^reserved for 1 year +unknown +USD +unknown +unknown/m);
    expect(text).toContain(
      "Not all GPU nodes have a known price for: reserved for 1 year, reserved for 3 years",
    );
  });

  test("with what spot nodes must do, and that nobody knows how often they are taken away", () => {
    expect(text).toMatch(/pay while more than 18\.5 % of the time is useful/);
    expect(text).toContain("No rate of evictions follows: the scenario does not say what an eviction costs.");
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
  });

  test("not at all for a stack without GPUs, where all are alike", () => {
    expect(scenarioSection({ scenarios: scenarioCosts(sketch(), usualScenarios()) })).toEqual([]);
    expect(scenarioSection({ scenarios: null })).toEqual([]);
  });
});
