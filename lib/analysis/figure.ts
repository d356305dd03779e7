import { UNKNOWN } from "../graph/graph.ts";
import type { Formula } from "../planning/formula.ts";
import type { Unknown } from "./reading.ts";

/** How sure a figure is, surest first: a figure is as sure as the least sure thing that it was made from. */
export const bases = ["computed", "fitted model", "assumed"] as const;

export type Basis = (typeof bases)[number];

type Scalar = number | string;

/** What goes into a formula: a fact with its source, or a figure that was computed before. */
export interface Given<Value extends Scalar = number> {
  /** A number, or decimal text for money. */
  readonly value: Value | Unknown;
  readonly unit: string;
  /** Where the value comes from. */
  readonly source: string;
  /** @default "computed" */
  readonly basis?: Basis;
  /** Whether the true value may be higher. @default false */
  readonly atLeast?: boolean;
}

/** One input of a figure, as a report shows it. */
export interface FigureInput {
  readonly name: string;
  readonly value: Scalar | Unknown;
  readonly unit: string;
  readonly source: string;
  readonly basis: Basis;
}

/** A result that says how it was made. */
export interface Figure<Value extends Scalar = number> {
  /** A number, decimal text for money, or unknown: never 0 in its place. */
  readonly value: Value | Unknown;
  readonly unit: string;
  readonly formula: string;
  /** Where the formula was read, or from what it is; `computed` for plain arithmetic. */
  readonly source: string;
  readonly basis: Basis;
  readonly atLeast: boolean;
  readonly inputs: readonly FigureInput[];
}

type InputsOf<Inputs> = { readonly [Name in keyof Inputs]: Given<Extract<Inputs[Name], Scalar>> };

/** Digits of a number that say something; the others are noise of binary fractions. */
const SIGNIFICANT_DIGITS = 12;

/** A number without the noise of binary fractions; whole numbers stay as they are. */
export function significant(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(SIGNIFICANT_DIGITS));
}

/**
 * Applies a formula. Where an input is unknown, or the result is no finite number, the figure is unknown; where one is
 * assumed, fitted or a lower bound, so is the figure.
 */
export function figure<Inputs extends { readonly [Name in keyof Inputs]: Scalar }, Value extends Scalar>(
  formula: Formula<Inputs, Value>,
  given: InputsOf<Inputs>,
): Figure<Value> {
  const entries = Object.entries<Given<Scalar>>(given);
  const values = entries.flatMap(([name, { value }]) => (typeof value === "object" ? [] : [[name, value]]));
  const known = values.length === entries.length;
  return {
    value: known ? finite(formula.of(Object.fromEntries(values) as Inputs)) : UNKNOWN,
    unit: formula.unit,
    formula: formula.text,
    source: formula.source ?? "computed",
    basis: leastSure([formula.basis ?? "computed", ...entries.map(([, { basis }]) => basis ?? "computed")]),
    atLeast: entries.some(([, { atLeast }]) => atLeast === true),
    inputs: entries.map(([name, given]) => inputOf(name, given)),
  };
}

function inputOf(name: string, given: Given<Scalar>): FigureInput {
  const { value, unit, source, basis = "computed" } = given;
  // A figure's own source is that of its formula, which the reader finds where it is reckoned.
  return { name, value, unit, source: "formula" in given ? "computed" : source, basis };
}

function finite<Value extends Scalar>(value: Value): Value | Unknown {
  if (typeof value !== "number") return value;
  return Number.isFinite(value) ? (significant(value) as Value) : UNKNOWN;
}

function leastSure(all: readonly Basis[]): Basis {
  return bases[Math.max(...all.map((basis) => bases.indexOf(basis)))] ?? "computed";
}
