import type { Charge, Cost } from "./pricing.ts";

/** Why alike machines have no price: spot and on demand differ by far. */
export const SPOT_UNKNOWN = "whether it is spot is not known";

/** How many of something there are. */
export interface Count {
  /** Bounds within which a scaler keeps the number; both are `nodes` where nothing scales. */
  readonly min: number;
  readonly max: number;
  /** What is declared. */
  readonly nodes: number;
}

/**
 * The charge for the lower bound of a number, and what comes to it up to the upper bound.
 *
 * @param each what one costs.
 * @param what of what a scaler adds more: `pool a: nodes`.
 */
export function elastic({ quantity, ...alike }: Charge, { min, max, nodes }: Count, what: string): Cost[] {
  if (!isWhole(min) || !isWhole(max) || min > max) {
    const { group, item } = alike;
    return [{ kind: "gap", group, item, reason: `${min} to ${max} is no number of them` }];
  }
  const sure: Charge = { ...alike, quantity: quantity * min };
  if (min === max) return [sure];
  const { group, priceItem, region } = alike;
  const item = `${what} that the autoscaler adds`;
  return [
    sure,
    {
      kind: "usage",
      group,
      item,
      reason: `${min} to ${max} nodes run, and only the lower bound is sure`,
      priceItem,
      ...(region !== undefined && { region }),
      adds: {
        charge: { ...alike, item },
        low: 0,
        expected: (nodes - min) * quantity,
        high: (max - min) * quantity,
      },
    },
  ];
}

function isWhole(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 0;
}
