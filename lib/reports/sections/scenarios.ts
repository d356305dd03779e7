import { Decimal } from "decimal.js";
import type { Unknown } from "../../analysis/reading.ts";
import type { ScenarioCost } from "../../analysis/scenarios/scenarios.ts";
import type { SpotAnswer } from "../../analysis/scenarios/spot.ts";
import { lacksAllGpuPrices, pricedScenarios } from "../priced-scenarios.ts";
import { type Block, type Cell, NOT_KNOWN, paragraph, type Section, table } from "../section.ts";
import { grouped, money, plural, price } from "../words.ts";

/** What the stack costs in each scenario, side by side, and what spot nodes must do to pay. */
export function scenarioSection({
  scenarios,
}: {
  readonly scenarios: readonly ScenarioCost[] | null;
}): Section[] {
  if (scenarios === null || areAlike(scenarios)) return [];
  const { shown, without } = pricedScenarios(scenarios);
  return [
    {
      title: "Scenarios",
      blocks: [
        comparison(shown),
        ...unpriced(shown),
        ...(without.length === 0 ? [] : [noPrice(without)]),
        ...spots(shown),
        ...notes(shown),
      ],
    },
  ];
}

/** Of a stack without GPUs the usual scenarios say the same, which is nothing. */
function areAlike(scenarios: readonly ScenarioCost[]): boolean {
  return scenarios.every(
    ({ monthly, unpriced: open, perGpuHour }) =>
      perGpuHour === null && monthly === scenarios[0]?.monthly && open === scenarios[0].unpriced,
  );
}

function noPrice(names: readonly string[]): Block {
  const text = `No price of these GPU nodes is known for: ${names.join(", ")}. With one (--prices, docs/prices.md) they stand beside the others.`;
  return paragraph(text, "caution");
}

function comparison(scenarios: readonly ScenarioCost[]): Block {
  const columns = [
    { head: "scenario", flexible: true },
    { head: "a month (730 h)", align: "right" },
    { head: "a GPU-hour", align: "right" },
    { head: "GPU compute", align: "right" },
    { head: "all else", align: "right" },
    { head: "not priced", align: "right" },
  ] as const;
  return table(columns, scenarios.map(rowOf));
}

function rowOf({ name, currency, unpriced: open, perGpuHour, ...cost }: ScenarioCost): Cell[] {
  const noGpus = lacksAllGpuPrices(cost);
  const gpus = cost.groups.find(({ group }) => group === "GPU compute");
  const known = typeof gpus?.monthly === "string" ? gpus.monthly : "0";
  const rest = new Decimal(cost.monthly).minus(known).toFixed();
  return [
    name,
    noGpus ? NOT_KNOWN : `${bounded(cost.monthly, cost.atLeast)} ${currency}`,
    perGpuHour === null ? "-" : isUnknownAmount(perGpuHour) ? NOT_KNOWN : price(perGpuHour),
    gpus === undefined ? "-" : noGpus ? NOT_KNOWN : bounded(known, gpus.unpriced > 0),
    money(rest),
    open === 0 ? "" : grouped(open),
  ];
}

function bounded(amount: string, atLeast: boolean): string {
  return `${atLeast ? "at least " : ""}${money(amount)}`;
}

function isUnknownAmount(value: ScenarioCost["perGpuHour"]): value is Unknown {
  return typeof value === "object" && value !== null;
}

function unpriced(scenarios: readonly ScenarioCost[]): Block[] {
  const open = scenarios.some(({ atLeast }) => atLeast);
  const names = scenarios.filter(({ perGpuHour }) => isUnknownAmount(perGpuHour)).map(({ name }) => name);
  return [
    ...(open ? [paragraph("What is not priced is in no sum, and comes on top.", "quiet")] : []),
    ...(names.length > 0
      ? [
          paragraph(
            `Not all GPU nodes have a known price for: ${names.join(", ")}. What stands for them leaves these nodes out, and cannot be compared with the others.`,
            "caution",
          ),
        ]
      : []),
  ];
}

function spots(scenarios: readonly ScenarioCost[]): Block[] {
  return scenarios.flatMap(({ name, spot, currency }) => {
    if (spot === null) return [];
    const { atLeast, onDemandPerGpuHour, breakEvenEvictionsPer1000NodeDays: rate, jobNodes } = spot;
    const [least, most] = atLeast ? ["at least ", "at most "] : ["", ""];
    const even = `${name}: spot nodes pay while more than ${percent(spot.breakEvenGoodput)} of the time is useful; at that, a useful GPU-hour costs ${least}${price(onDemandPerGpuHour)} ${currency}, as on demand`;
    const evictions =
      rate === null
        ? `No rate of evictions follows: ${spot.undeclared}`
        : `For a job of ${plural(jobNodes, "node")} that is ${most}${grouped(rate)} evictions of 1,000 nodes in a day, ${REPLACED}`;
    const rest = atLeast ? " What is not priced costs the same either way, and lifts that share." : "";
    return [paragraph(`${even}. ${evictions}.${rest}`), ...declaredRate(spot, currency)];
  });
}

/** What Daly's model takes for granted, and spot capacity does not promise. */
const REPLACED =
  "each replaced within the time of a restart: while no spot node is to be had, the job stands still and its others are paid for";

function declaredRate({ declared, atLeast }: SpotAnswer, currency: string): Block[] {
  if (declared === null) return [];
  const { evictionsPer1000NodeDays: rate, goodput, perUsefulGpuHour, cheaper, cheaperBelow } = declared;
  const cost =
    perUsefulGpuHour === null
      ? "nearly nothing gets done"
      : `a useful GPU-hour costs ${atLeast ? "at least " : ""}${price(perUsefulGpuHour)} ${currency}`;
  const rest =
    cheaperBelow === null
      ? ""
      : `, while what is not priced costs less than ${money(cheaperBelow)} ${currency} a month`;
  const text = `At the declared ${grouped(rate)} evictions of 1,000 nodes in a day ${percent(goodput)} of the time is useful, and ${cost}: ${cheaper ? "cheaper than" : "no cheaper than"} on demand${rest}.`;
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
