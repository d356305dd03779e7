import * as z from "zod";

/** What a currency must be, in words. */
export const CURRENCY_RULE = "must be a currency's three capital letters of ISO 4217";

/** A currency of ISO 4217. A slip of the pen would leave everything without a price, silently. */
export const currencyCode = z
  .string()
  .regex(/^[A-Z]{3}$/, { error: CURRENCY_RULE, abort: true })
  .refine(isCurrency, CURRENCY_RULE);

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Whether ISO 4217 has such a currency, as Node.js knows it. */
export function isCurrency(code: string): boolean {
  return known.has(code);
}
