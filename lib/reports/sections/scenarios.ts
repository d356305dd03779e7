import { Decimal } from "decimal.js";
import type { Unknown } from "../../analysis/reading.ts";
import type { ScenarioCost } from "../../analysis/scenarios/scenarios.ts";
import type { SpotAnswer } from "../../analysis/scenarios/spot.ts";
import { type Block, type Cell, paragraph, type Section, table } from "../section.ts";
import { grouped, money, plural, price } from "../words.ts";

/** What the stack costs in each scenario, side by side, and what spot nodes must do to pay. */
export function scenarioSection({
  scenarios,
}: {
  readonly scenarios: readonly ScenarioCost[] | null;
}): Section[] {
  if (scenarios === null || areAlike(scenarios)) return [];
  return [
    {
      title: "Scenarios",
      blocks: [comparison(scenarios), ...unpriced(scenarios), ...spots(scenarios), ...notes(scenarios)],
    },
  ];
}

/** Of a stack without GPUs the usual scenarios say the same, which is nothing. */
function areAlike(scenarios: readonly ScenarioCost[]): boolean {
  return scenarios.every(
    ({ monthly, perGpuHour }) => perGpuHour === null && monthly === scenarios[0]?.monthly,
  );
}

const NOT_KNOWN: Cell = { text: "unknown", tone: "caution" };

function comparison(scenarios: readonly ScenarioCost[]): Block {
  const columns = [
    { head: "scenario", flexible: true },
    { head: "a month (730 h)", align: "right" },
    { head: "currency" },
    { head: "a GPU-hour", align: "right" },
    { head: "GPU compute a month", align: "right" },
    { head: "all else a month", align: "right" },
  ] as const;
  return table(columns, scenarios.map(rowOf));
}

/** Without a price for the GPU nodes the sum says nothing of the whole, and is not shown as if it did. */
function rowOf({ name, monthly, atLeast, perGpuHour, currency, groups }: ScenarioCost): Cell[] {
  const gpus = groups.find(({ group }) => group === "GPU compute");
  const gpuCost = gpus === undefined ? "0" : gpus.monthly;
  if (typeof gpuCost !== "string" || isUnknownAmount(perGpuHour)) {
    return [name, NOT_KNOWN, currency, NOT_KNOWN, NOT_KNOWN, allElse(monthly, gpuCost)];
  }
  return [
    name,
    money(monthly),
    atLeast ? `${currency}, at least` : currency,
    perGpuHour === null ? "-" : price(perGpuHour),
    gpus === undefined ? "-" : money(gpuCost),
    allElse(monthly, gpuCost),
  ];
}

function isUnknownAmount(value: ScenarioCost["perGpuHour"]): value is Unknown {
  return typeof value === "object" && value !== null;
}

function allElse(monthly: string, gpuCost: string | Unknown): string {
  return money(new Decimal(monthly).minus(typeof gpuCost === "string" ? gpuCost : 0).toFixed());
}

function unpriced(scenarios: readonly ScenarioCost[]): Block[] {
  const names = scenarios.filter(({ perGpuHour }) => isUnknownAmount(perGpuHour)).map(({ name }) => name);
  if (names.length === 0) return [];
  return [paragraph(`Not all GPU nodes have a known price for: ${names.join(", ")}.`, "caution")];
}

function spots(scenarios: readonly ScenarioCost[]): Block[] {
  return scenarios.flatMap(({ name, spot, currency }) => {
    if (spot === null) return [];
    const { onDemandPerGpuHour, breakEvenGoodput, breakEvenEvictionsPer1000NodeDays: rate, jobNodes } = spot;
    const even = `${name}: spot nodes pay while more than ${percent(breakEvenGoodput)} of the time is useful; at that, a useful GPU-hour costs ${price(onDemandPerGpuHour)} ${currency}, as on demand`;
    const evictions =
      rate === null
        ? `No rate of evictions follows: ${spot.undeclared}`
        : `For a job of ${plural(jobNodes, "node")} that is ${grouped(rate)} evictions of 1,000 nodes in a day`;
    return [paragraph(`${even}. ${evictions}.`), ...declaredRate(spot, currency)];
  });
}

function declaredRate({ declared }: SpotAnswer, currency: string): Block[] {
  if (declared === null) return [];
  const { evictionsPer1000NodeDays: rate, goodput, perUsefulGpuHour, cheaper } = declared;
  const cost =
    perUsefulGpuHour === null
      ? "nearly nothing gets done"
      : `a useful GPU-hour costs ${price(perUsefulGpuHour)} ${currency}`;
  const text = `At the declared ${grouped(rate)} evictions of 1,000 nodes in a day ${percent(goodput)} of the time is useful, and ${cost}: ${cheaper ? "cheaper than" : "no cheaper than"} on demand.`;
  return [paragraph(text, cheaper ? "good" : "bad")];
}

function percent(share: string): string {
  return `${new Decimal(share).times(100).toDecimalPlaces(1).toFixed()} %`;
}

function notes(scenarios: readonly ScenarioCost[]): Block[] {
  return scenarios.flatMap(({ name, notes: own }) =>
    own.map((note) => paragraph(`${name}: ${note}.`, "quiet")),
  );
}
