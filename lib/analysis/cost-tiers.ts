import { Decimal } from "decimal.js";
import type { Price } from "../../catalog/price.ts";

/** The part of an amount that one tier of a price is paid for. */
export interface TierAmount {
  readonly price: Price;
  /** Decimal text, in the unit of the price. */
  readonly quantity: string;
}

/**
 * Splits the amount of a month over the tiers of its price: each is paid for what lies between its start and the next
 * one's. What lies below the first tier is included in something else and costs nothing.
 *
 * @param monthly decimal text, in the unit of the prices.
 * @param tiers in the order of the amounts from which they hold; at least one.
 * @returns the tiers that the amount reaches; the first one always, so that an amount of nothing is a line of nothing.
 */
export function tierAmounts(monthly: string, tiers: readonly Price[]): TierAmount[] {
  return tiers.flatMap((price, index) => {
    const from = new Decimal(price.from ?? 0);
    const next = tiers[index + 1]?.from;
    const upTo = next === undefined ? new Decimal(monthly) : Decimal.min(monthly, next);
    const quantity = Decimal.max(0, upTo.minus(from));
    return index > 0 && quantity.isZero() ? [] : [{ price, quantity: quantity.toFixed() }];
  });
}
