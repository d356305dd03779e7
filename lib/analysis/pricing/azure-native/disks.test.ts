import { expect, test } from "vitest";
import { diskPriceItem } from "./disks.ts";

test.each([
  ["Premium_LRS", 4, "disk/Premium_LRS/P1"],
  ["Premium_LRS", 128, "disk/Premium_LRS/P10"],
  ["Premium_LRS", 129, "disk/Premium_LRS/P15"],
  ["Premium_ZRS", 1024, "disk/Premium_ZRS/P30"],
  ["StandardSSD_LRS", 300, "disk/StandardSSD_LRS/E20"],
  ["Standard_LRS", 4, "disk/Standard_LRS/S4"],
  ["Standard_LRS", 32767, "disk/Standard_LRS/S80"],
])("%s of %i GiB is charged as %s", (sku, sizeGiB, item) => {
  expect(diskPriceItem(sku, sizeGiB)).toBe(item);
});

test.each([
  ["PremiumV2_LRS", 128],
  ["UltraSSD_LRS", 128],
  ["Premium_LRS", 32768],
  ["Premium_LRS", 0],
  ["Premium_LRS", Number.NaN],
])("%s of %i GiB has no size tier", (sku, sizeGiB) => {
  expect(diskPriceItem(sku, sizeGiB)).toBeUndefined();
});

test.each(["toString", "constructor", "__proto__"])("%s is no kind of disk", (kind) => {
  expect(diskPriceItem(kind, 128)).toBeUndefined();
});
