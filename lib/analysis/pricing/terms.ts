import type { PriceTerm } from "../../../catalog/price.ts";

export { type PriceTerm, priceTerms } from "../../../catalog/price.ts";

/** On what conditions something is bought, in words. */
export const TERM_NAMES: Readonly<Record<PriceTerm, string>> = {
  onDemand: "on demand",
  spot: "spot",
  reservation1Year: "reserved for 1 year",
  reservation3Years: "reserved for 3 years",
  savingsPlan1Year: "savings plan of 1 year",
  savingsPlan3Years: "savings plan of 3 years",
  capacityBlock: "capacity block",
};
