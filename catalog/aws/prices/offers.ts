import type { PriceOrigin } from "../../price.ts";

/** Answers of AWS's price list for US East (N. Virginia), kept with the day on which they were asked for. */
export const offerFiles: PriceOrigin = {
  source: "pedromenuzzi/cloud-infra-blueprint src/cost/prices/aws.json",
  asOf: "2026-09-29",
};

/** AWS's own price list: where a row says it, others had read it on the day of the row. */
export function priceList(
  offer: string,
  asOf: PriceOrigin["asOf"],
  confidence: "high" | "medium" | "low" = "high",
): PriceOrigin {
  return {
    source: `https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/${offer}/current/region_index.json`,
    asOf,
    confidence,
  };
}
