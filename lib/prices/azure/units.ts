import { Decimal } from "decimal.js";
import type { PriceUnit } from "../../../catalog/price.ts";

/** Days of a month of 730 hours. */
const DAYS_PER_MONTH = new Decimal(730).div(24);

/** How many of a meter's unit make one of ours. A unit that is not here is not understood, and prices nothing. */
const FACTORS: Readonly<Partial<Record<PriceUnit, Readonly<Record<string, Decimal.Value>>>>> = {
  hour: { "1 Hour": 1, "1/Hour": 1 },
  month: { "1/Month": 1, "1 Month": 1, "1": 1, "1/Day": DAYS_PER_MONTH, "1 Day": DAYS_PER_MONTH },
  GB: { "1 GB": 1 },
  "GB-month": { "1 GB/Month": 1 },
  "GiB-hour": { "1 GiB/Hour": 1 },
  "GiB-month": { "1 GiB/Month": 1 },
  "TiB-hour": { "1 TiB/Hour": 1, "1 GiB/Hour": 1024 },
  "IOPS-hour": { "1/Hour": 1 },
  "MBps-hour": { "1/Hour": 1 },
  "key-month": { "1/Month": 1, "1": 1 },
  rotation: { "1": 1, "1 Rotation": 1 },
  "10,000 operations": { "10K": 1, "1K": 10 },
};

/**
 * What turns the price of a meter into one for our unit, by multiplication.
 *
 * @param unitOfMeasure as the API prints it.
 */
export function factorOf(unitOfMeasure: string, unit: PriceUnit): Decimal | undefined {
  const factors = FACTORS[unit];
  if (factors === undefined || !Object.hasOwn(factors, unitOfMeasure)) return undefined;
  const factor = factors[unitOfMeasure];
  return factor === undefined ? undefined : new Decimal(factor);
}
