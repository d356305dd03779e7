import * as z from "zod";

const plan = z.looseObject({ term: z.string(), retailPrice: z.number() });

/**
 * A meter of one region, as Azure's Retail Prices API prints it.
 * https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export const retailItem = z.looseObject({
  currencyCode: z.string(),
  tierMinimumUnits: z.number(),
  retailPrice: z.number(),
  armRegionName: z.string().nullish(),
  effectiveStartDate: z.string(),
  meterName: z.string(),
  productName: z.string(),
  skuName: z.string(),
  serviceName: z.string(),
  unitOfMeasure: z.string(),
  type: z.string(),
  isPrimaryMeterRegion: z.boolean(),
  armSkuName: z.string().nullish(),
  reservationTerm: z.string().nullish(),
  savingsPlan: z.array(plan).nullish(),
});

export type RetailItem = z.output<typeof retailItem>;
