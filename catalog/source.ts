/** The day, month or year for which a fact was read; `undated` where the source says none. */
export type AsOf = `${number}-${number}-${number}` | `${number}-${number}` | `${number}` | "undated";

/** Where a fact comes from. Every row of the catalogue says it. */
export interface Sourced {
  /** Public URL, or `owner/repository` and the path in it. */
  readonly source: string;
  readonly asOf: AsOf;
  /**
   * `high`: read in the vendor's own page or a dated answer of its API. `medium`: an undated answer, or two secondary
   * sources that agree. `low`: one secondary source, or the page was not read again for this row.
   *
   * @default "high"
   */
  readonly confidence?: "high" | "medium" | "low";
}
