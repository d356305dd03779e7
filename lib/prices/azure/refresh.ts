import type { Refreshed, RefreshRequest } from "../refreshed.ts";
import { type Meter, quoted } from "./meter.ts";
import { meters } from "./meters.ts";
import type { RetailPrices } from "./retail-prices.ts";
import { pricesOfMeter } from "./rows.ts";

/**
 * Asks Azure's public price list for every item that the catalogue knows. One question that is not answered fails the whole
 * refresh: half a list would pass for a list of what there is.
 *
 * @param asked which meters. @default - those of every item of the catalogue
 * @throws InvalidInput where the list cannot be used.
 */
export async function refreshAzure(
  retailPrices: RetailPrices,
  request: RefreshRequest,
  asked: readonly Meter[] = meters,
): Promise<Refreshed> {
  const questions = [
    ...Map.groupBy(asked, ({ filter, listing }) => questionOf(filter, listing, request.region)),
  ];
  const refreshed: Refreshed[] = [];
  for (const [index, [filter, together]] of questions.entries()) {
    request.onProgress?.(`question ${index + 1} of ${questions.length}`);
    const answer = await retailPrices.find(filter, request.currency);
    refreshed.push(...together.map((meter) => pricesOfMeter(meter, answer, request, retailPrices.source)));
  }
  return {
    rows: refreshed.flatMap(({ rows }) => rows),
    unanswered: refreshed.flatMap(({ unanswered }) => unanswered),
  };
}

function questionOf(filter: string, listing: Meter["listing"], region: string): string {
  return `armRegionName eq ${quoted(listing === "region" ? region : listing)} and ${filter}`;
}
