import { stringify } from "csv-stringify/sync";

/**
 * Rows as CSV with a line of names above. Names of resources are anybody's: a spreadsheet takes what begins with `=`, `+`, `-`,
 * `@`, a tab or a carriage return for a formula and runs it, so that a quotation mark stands before it
 * (https://owasp.org/www-community/attacks/CSV_Injection). Ends with a line feed.
 */
export function csv(rows: readonly object[], columns: readonly string[]): string {
  return stringify([...rows], {
    header: true,
    columns: [...columns],
    record_delimiter: "\n",
    escape_formulas: true,
  });
}
