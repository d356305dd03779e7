/**
 * Upper bound of each size tier of Azure managed disks, GiB: a disk is charged as the smallest tier that holds it.
 * https://learn.microsoft.com/azure/virtual-machines/disks-types
 */
const TIERS: readonly (readonly [maxGiB: number, tier: number])[] = [
  [4, 1],
  [8, 2],
  [16, 3],
  [32, 4],
  [64, 6],
  [128, 10],
  [256, 15],
  [512, 20],
  [1024, 30],
  [2048, 40],
  [4096, 50],
  [8192, 60],
  [16384, 70],
  [32767, 80],
];

const LETTERS: Readonly<Record<string, string>> = { Premium: "P", StandardSSD: "E", Standard: "S" };

/** Standard hard disks start at 32 GiB. */
const SMALLEST_HARD_DISK_TIER = 4;

/**
 * Key of the price catalogue for a managed disk of a fixed size tier, for example `disk/Premium_LRS/P20`.
 *
 * @param sku Azure's name, for example `Premium_LRS`.
 * @param sizeGiB size in GiB.
 * @returns `undefined` for kinds that are charged by capacity (Premium SSD v2, Ultra) and for impossible sizes.
 */
export function diskPriceItem(sku: string, sizeGiB: number): string | undefined {
  const [kind = ""] = sku.split("_");
  const letter = Object.hasOwn(LETTERS, kind) ? LETTERS[kind] : undefined;
  const tier = TIERS.find(([maxGiB]) => sizeGiB > 0 && sizeGiB <= maxGiB)?.[1];
  if (letter === undefined || tier === undefined) return undefined;
  return `disk/${sku}/${letter}${letter === "S" ? Math.max(tier, SMALLEST_HARD_DISK_TIER) : tier}`;
}
