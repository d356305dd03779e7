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

/** A figure to be read at a glance: `18.38 M`, `25,173`. The exact one stands beside it. */
export function compact(amount: string): string {
  const value = new Decimal(amount);
  const [power, letter] = SCALES.find(([power]) => value.abs().gte(10 ** power)) ?? [0, ""];
  const scaled = value.div(10 ** power);
  const short = scaled.abs().gte(1000) ? scaled.toDecimalPlaces(0) : scaled.toSignificantDigits(4);
  return `${grouped(short.toFixed())}${letter}`;
}

/** Powers of ten that have a letter. */
const SCALES = [
  [9, " G"],
  [6, " M"],
] as const;

/** A count as people say it, with four digits: `300 billion`. */
export function inWords(count: number, digits = 4): string {
  const rounded = Number(count.toPrecision(digits));
  const [power, name] = LARGE.find(([power]) => Math.abs(rounded) >= 10 ** power) ?? [0, ""];
  return `${grouped(new Decimal(rounded).div(10 ** power).toFixed())}${name}`;
}

const LARGE = [
  [12, " trillion"],
  [9, " billion"],
  [6, " million"],
] as const;

/**
 * A number that follows from the model of training: `2.2 million`. Two digits, because the model's errors on published runs,
 * some to 18 %, stand in the second.
 */
export function about(value: number): string {
  return inWords(value, 2);
}

/** A share that follows from it, of whose distance from 0 or 1 two digits count: `56 %`, `96.6 %`. */
export function aboutShare(share: number): string {
  const percent = share * 100;
  const distance = Math.min(percent, 100 - percent);
  if (distance <= 0) return `${about(percent)} %`;
  return `${percent.toFixed(Math.max(0, 1 - Math.floor(Math.log10(distance))))} %`;
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

/** The logical name in a URN; what is no URN, as it stands. */
export function nameOfUrn(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}

/** `1 node`, `2 nodes`. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
