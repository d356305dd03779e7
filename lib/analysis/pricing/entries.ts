import type { Charge, CostGroup, Gap, Usage } from "./pricing.ts";

/** A region, or nothing where it is not known. */
export interface Place {
  readonly region?: string;
}

/** Writers of the costs of one group. */
export function entriesFor(group: CostGroup): {
  charge: (item: string, priceItem: string, place: Place, quantity?: number) => Charge;
  usage: (item: string, reason: string, priceItem?: string, place?: Place) => Usage;
  gap: (item: string, reason: string) => Gap;
} {
  return {
    charge: (item, priceItem, place, quantity = 1) => ({
      kind: "charge",
      group,
      item,
      priceItem,
      ...place,
      quantity,
    }),
    usage: (item, reason, priceItem, place = {}) => ({
      kind: "usage",
      group,
      item,
      reason,
      ...(priceItem !== undefined && { priceItem, ...place }),
    }),
    gap: (item, reason) => ({ kind: "gap", group, item, reason }),
  };
}

/** Why an amount of data is not known. */
export const DATA_UNDECLARED = "how much data passes is not declared";

/** Why an amount of stored data is not known. */
export const KEPT_UNDECLARED = "how much will be kept is not declared";
