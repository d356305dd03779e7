/**
 * A formula with its words: what is computed and what a reader sees of it stand in one place. Pure.
 *
 * @typeParam Inputs numbers, or decimal text for money; names carry their units.
 */
export interface Formula<Inputs extends object, Value extends number | string = number> {
  /** As a reader sees it. */
  readonly text: string;
  /** Unit of the result; empty for a share or a count without one. */
  readonly unit: string;
  /** Whether it is arithmetic, or a model with constants that were fitted to measurements. @default "computed" */
  readonly basis?: "computed" | "fitted model";
  /** Where the formula was read, with its date; absent for plain arithmetic. */
  readonly source?: string;
  readonly of: (inputs: Inputs) => Value;
}
