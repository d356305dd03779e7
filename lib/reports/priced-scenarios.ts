import type { ScenarioCost } from "../analysis/scenarios/scenarios.ts";

/** Scenarios whose sums say something of the stack, and the names of the others. */
export interface PricedScenarios {
  readonly shown: readonly ScenarioCost[];
  /** No GPU node has a price in them. */
  readonly without: readonly string[];
}

/** Whether no GPU node has a price: then what the rest costs says nothing of the month. */
export function lacksAllGpuPrices({ groups }: Pick<ScenarioCost, "groups">): boolean {
  return groups.some(({ group, monthly }) => group === "GPU compute" && typeof monthly !== "string");
}

/** Leaves out scenarios of which nothing can be compared; where that is every one, all are shown, as unknown. */
export function pricedScenarios(scenarios: readonly ScenarioCost[]): PricedScenarios {
  const shown = scenarios.filter((scenario) => !lacksAllGpuPrices(scenario));
  if (shown.length === 0) return { shown: scenarios, without: [] };
  return { shown, without: scenarios.filter(lacksAllGpuPrices).map(({ name }) => name) };
}
