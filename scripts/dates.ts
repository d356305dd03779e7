import { InvalidInput } from "../lib/planning/problem.ts";

/**
 * Checks a date from the command line.
 *
 * @param text `YYYY-MM-DD`.
 * @throws InvalidInput for anything else, days that no calendar has included.
 */
export function checkDate(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const exists =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!exists) {
    throw new InvalidInput("--as-of", [
      {
        path: "--as-of",
        value: text,
        message: "must be a day of the calendar as YYYY-MM-DD",
        fix: "write for example 2026-11-22",
      },
    ]);
  }
  return text;
}
