const format = new Intl.NumberFormat("en-US");

/** A number with thousands separators: `25,632`. */
export function grouped(value: number): string {
  return format.format(value);
}
