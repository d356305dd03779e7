import { Decimal } from "decimal.js";
import type { Unknown } from "../analysis/reading.ts";

/** A count with separators: `2,048`. */
export function grouped(count: number | string): string {
  const [whole = "", fraction] = String(count).split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** An amount of money to the cent: `18,374,041.60`. */
export function money(amount: string): string {
  return grouped(new Decimal(amount).toFixed(2));
}

/** An amount for an hour, of which small ones are fractions of a cent: `0.0137`. */
export function hourlyMoney(amount: string): string {
  return grouped(new Decimal(amount).toFixed(4));
}

/** A price of one unit, with all its digits and at least two after the point. */
export function price(amount: string): string {
  const value = new Decimal(amount);
  return grouped(value.decimalPlaces() < 2 ? value.toFixed(2) : value.toFixed());
}

/** What may be unknown, as text. */
export function known(value: string | number | Unknown): string {
  if (typeof value === "object") return "unknown";
  return typeof value === "number" ? grouped(value) : value;
}

/** `1 node`, `2 nodes`. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
