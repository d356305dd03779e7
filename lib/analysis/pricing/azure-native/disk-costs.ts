import { type Properties, valueAt } from "../../../graph/graph.ts";
import { is, isHidden, numberAt, textAt } from "../../reading.ts";
import { entriesFor, type Place } from "../entries.ts";
import type { Charge, Cost, Gap } from "../pricing.ts";
import { diskPriceItem } from "./disks.ts";

const { charge, usage, gap } = entriesFor("storage");

/** A managed disk, as whatever declares it says it. */
export interface Disk {
  /** In words. */
  readonly what: string;
  readonly sku?: string | undefined;
  readonly sizeGiB?: number | undefined;
  /** A performance tier above that of its size, for example `P50`. */
  readonly tier?: string | undefined;
}

/** What disks of a fixed size tier cost. */
export function diskCost({ what, sku, sizeGiB, tier }: Disk, place: Place): Charge | Gap {
  const bySize = sku && sizeGiB ? diskPriceItem(sku, sizeGiB) : undefined;
  if (bySize === undefined) return gap(what, "its kind or size has no fixed price tier");
  const priceItem = tier === undefined ? bySize : `disk/${sku}/${tier}`;
  return charge(`${what} ${sku}, ${sizeGiB} GiB`, priceItem, place);
}

/** What is in the price of a Premium SSD v2: https://learn.microsoft.com/azure/virtual-machines/disks-types */
const INCLUDED = { iops: 3000, throughput: 125 } as const;

/** What a disk that is a resource of its own costs. */
export function separateDisk(inputs: Properties, place: Place): Cost[] {
  const sku = textAt(inputs, "sku.name");
  const sizeGiB = numberAt(inputs, "diskSizeGB");
  if (sku === "PremiumV2_LRS" || sku === "UltraSSD_LRS") return provisioned(sku, sizeGiB, inputs, place);
  const tier = textAt(inputs, "tier");
  const bursts = is(inputs, "burstingEnabled", true);
  return [
    isHidden(valueAt(inputs, "tier"))
      ? gap("disk", "its performance tier is not known")
      : diskCost({ what: "disk", sku, sizeGiB, tier }, place),
    ...(bursts === false ? [] : [usage("disk: bursts on demand", "how often it bursts is not declared")]),
  ];
}

/** Disks that are paid for by capacity, operations and throughput. */
function provisioned(sku: string, sizeGiB: number | undefined, inputs: Properties, place: Place): Cost[] {
  const item = `disk ${sku}`;
  if (sizeGiB === undefined) return [gap(item, "its size is not known")];
  const included = sku === "PremiumV2_LRS" ? INCLUDED : { iops: 0, throughput: 0 };
  return [
    charge(`${item}, ${sizeGiB} GiB`, `disk/${sku}/capacity`, place, sizeGiB),
    ...beyond(`${item}: IOPS`, `disk/${sku}/iops`, "diskIOPSReadWrite", included.iops),
    ...beyond(`${item}: MB/s`, `disk/${sku}/throughput`, "diskMBpsReadWrite", included.throughput),
  ];

  function beyond(what: string, priceItem: string, input: string, free: number): Cost[] {
    const amount = numberAt(inputs, input);
    if (amount !== undefined)
      return amount > free ? [charge(`${what} above ${free}`, priceItem, place, amount - free)] : [];
    const decidedElsewhere = isHidden(valueAt(inputs, input)) || free === 0;
    return decidedElsewhere ? [gap(what, `${input} does not say how many`)] : [];
  }
}
