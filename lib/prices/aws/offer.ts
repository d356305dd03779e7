import type { PriceUnit } from "../../../catalog/price.ts";

/** Attributes of a product of an offer file, and its `productFamily`. */
export type Attributes = Readonly<Record<string, string>>;

/** Which product of AWS's price list prices an item of the catalogue. */
export interface Offer {
  /** Key of the catalogue. */
  readonly item: string;
  /** In which the catalogue counts the item. */
  readonly unit: PriceUnit;
  /** AWS's code of the offer, which has a file for each region: `AmazonEC2`. */
  readonly offer: string;
  /** Whether the item has prices by reservation. @default false */
  readonly machine?: boolean;
  /** What a month includes where the list itself does not print it, in the item's unit. @default - nothing */
  readonly included?: string;
  /** Another item, on top of whose price this one's comes. @default - it is the whole price */
  readonly addedTo?: string;
  readonly matches: (attributes: Attributes, region: string) => boolean;
}

/** What distinguishes a product beside its kind of usage. */
export interface Usage extends Partial<Pick<Offer, "included" | "addedTo">> {
  readonly where?: Attributes;
}

/** A product that is found by its kind of usage. */
export function used(
  item: string,
  unit: PriceUnit,
  offer: string,
  usage: string,
  { where = {}, ...more }: Usage = {},
): Offer {
  return {
    item,
    unit,
    offer,
    matches: (attributes, region) =>
      withoutRegion(attributes.usagetype ?? "", region) === usage &&
      Object.entries(where).every(([name, value]) => attributes[name] === value),
    ...more,
  };
}

/** Kinds of usage begin with a code of the region everywhere but, mostly, in us-east-1; those of KMS with its name. */
function withoutRegion(usage: string, region: string): string {
  if (usage.startsWith(`${region}-`)) return usage.slice(region.length + 1);
  return usage.replace(/^[A-Z]{2,4}\d?-/, "");
}
