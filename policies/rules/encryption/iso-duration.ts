const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/** Days of a duration of whole days or more in ISO 8601, as Key Vault takes it: `P90D`, `P1Y`. `undefined` for anything else. */
export function daysOf(duration: string): number | undefined {
  const match = DURATION.exec(duration);
  if (match === null || duration === "P") return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return Math.round(years * 365 + (months * 365) / 12 + weeks * 7 + days);
}
