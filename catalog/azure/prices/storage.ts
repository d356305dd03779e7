import { blueprint, infracost, type Price, type PriceOrigin, pricesOf, retailApi } from "../../price.ts";

const finfocus: PriceOrigin = {
  source: "rshade/finfocus-plugin-azure-public",
  asOf: "undated",
  confidence: "medium",
};

function disks(
  region: string,
  origin: PriceOrigin,
  sku: string,
  rows: readonly (readonly [string, string])[],
): Price[] {
  return pricesOf(
    region,
    origin,
    rows.map(([tier, price]) => [`disk/${sku}/${tier}`, "month", price]),
  );
}

/** Managed disks and blobs. Azure Managed Lustre has no row: it has a public price page, and its prices were not captured. */
export const storagePrices: readonly Price[] = [
  ...disks("eastus", blueprint, "Premium_LRS", [
    ["P4", "5.2795"],
    ["P6", "10.207"],
    ["P10", "19.71"],
    ["P15", "38.012142"],
    ["P20", "73.22"],
  ]),
  ...disks("eastus", finfocus, "Premium_LRS", [["P30", "135.17"]]),
  ...disks("swedencentral", retailApi("2026-04-01", "medium"), "Premium_LRS", [
    ["P10", "21.68"],
    ["P20", "80.54"],
    ["P30", "148.68"],
    ["P40", "284.94"],
    ["P50", "545.10"],
    ["P60", "1040.64"],
    ["P70", "1982.17"],
    ["P80", "3964.34"],
  ]),
  ...disks("eastus", blueprint, "StandardSSD_LRS", [
    ["E4", "2.4"],
    ["E6", "4.8"],
    ["E10", "9.6"],
    ["E15", "19.2"],
    ["E20", "38.4"],
  ]),
  ...disks("eastus", blueprint, "Standard_LRS", [
    ["S4", "1.536"],
    ["S6", "3.008"],
    ["S10", "5.888"],
    ["S15", "11.328"],
    ["S20", "21.76"],
  ]),
  ...[
    { region: "eastus", origin: retailApi("undated") },
    { region: "swedencentral", origin: retailApi("2026-04-01") },
  ].flatMap(({ region, origin }) =>
    pricesOf(region, origin, [
      ["disk/PremiumV2_LRS/capacity", "GiB-hour", "0.000110"],
      ["disk/PremiumV2_LRS/iops", "IOPS-hour", "0.000007", "3000"],
      ["disk/PremiumV2_LRS/throughput", "MBps-hour", "0.000055", "125"],
    ]),
  ),
  ...pricesOf("eastus", blueprint, [["blob/hot/LRS", "GB-month", "0.0208"]]),
  // Azure's meters count 1,024 GB to the TB: 50 TB and 500 TB.
  ...pricesOf("eastus", retailApi("2026-09"), [
    ["blob/hot/LRS", "GB-month", "0.019968", "51200"],
    ["blob/cool/LRS", "GB-month", "0.0152"],
    ["blob/cold/LRS", "GB-month", "0.0036"],
    ["blob/archive/LRS", "GB-month", "0.00099"],
    ["blob/hot/LRS-write", "10,000 operations", "0.05"],
    ["blob/hot/LRS-read", "10,000 operations", "0.004"],
    ["blob/cool/LRS-write", "10,000 operations", "0.10"],
    ["blob/cool/LRS-read", "10,000 operations", "0.01"],
    ["blob/cold/LRS-write", "10,000 operations", "0.18"],
    ["blob/cold/LRS-read", "10,000 operations", "0.10"],
    ["blob/archive/LRS-write", "10,000 operations", "0.10"],
    ["blob/archive/LRS-read", "10,000 operations", "5.00"],
  ]),
  ...pricesOf("eastus", infracost("storage_account_test"), [
    ["blob/hot/LRS", "GB-month", "0.01914", "512000"],
  ]),
  ...pricesOf("eastus2", retailApi("2026-07-05"), [["blob/hot/LRS", "GB-month", "0.0184"]]),
  ...pricesOf("westus", infracost("storage_account_test"), [["blob/hot/ZRS", "GB-month", "0.026"]]),
  ...pricesOf("westus", infracost("storage_share_test"), [
    ["files/premium/LRS", "GiB-month", "0.176"],
    ["files/premium/ZRS", "GiB-month", "0.22"],
  ]),
];
