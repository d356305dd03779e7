import {
  blueprint,
  type MachineRow,
  machinePrices,
  type Price,
  type PriceOrigin,
  retailApi,
} from "../../price.ts";

/** Answers of Azure's price API for regions of the United States; the year is inferred. */
const skypilot: PriceOrigin = {
  source:
    "https://github.com/skypilot-org/skypilot-catalog/blob/098741e70562f65d7af1cceb81e33b284f742604/catalogs/v6/azure/vms.csv",
  asOf: "2025",
  confidence: "medium",
};

const dataReceipts: PriceOrigin = {
  source: "datareceipts/data-receipts 109-gpu-pricing/hyperscalers.json",
  asOf: "2026-11-09",
};

function vm(size: string, origin: PriceOrigin, rows: readonly MachineRow[]): Price[] {
  return machinePrices(`vm/${size}`, origin, rows);
}

/** The five regions in which a D-series size costs the same, then the dearer ones. */
function ddsv5(
  cores: number,
  base: string,
  central: string,
  southAndWestCentral: string,
  west: string,
): Price[] {
  return vm(`Standard_D${cores}ds_v5`, skypilot, [
    ...["eastus", "eastus2", "northcentralus", "westus2", "westus3"].map(
      (region): MachineRow => [region, base],
    ),
    ["centralus", central],
    ["southcentralus", southAndWestCentral],
    ["westcentralus", southAndWestCentral],
    ["westus", west],
  ]);
}

/** VM prices. Spot prices move by the hour; those of H200 were seen equal to the price on demand. No price of GB300 is public. */
export const computePrices: readonly Price[] = [
  ...vm("Standard_ND96isr_H100_v5", retailApi("2026-09-16"), [["eastus", "98.32", "18.169536"]]),
  ...vm("Standard_ND96isr_H100_v5", retailApi("2026-10-07"), [["eastus2", "98.32"]]),
  ...vm("Standard_ND96isr_H100_v5", retailApi("2026-08", "medium"), [["uksouth", "122.90", "22.7119"]]),
  ...vm("Standard_ND96isr_H100_v5", retailApi("2026-08-26", "medium"), [["canadacentral", "122.40"]]),
  ...vm("Standard_ND96isr_H100_v5", skypilot, [["westus", "127.816"]]),
  ...vm("Standard_ND96isr_H200_v5", retailApi("2026-10-07"), [["eastus2", "84.80"]]),
  ...vm("Standard_ND96isr_H200_v5", retailApi("2026-08", "medium"), [
    ["polandcentral", "130.592", "130.592"],
  ]),
  ...vm("Standard_ND128isr_NDR_GB200_v6", retailApi("2026-09-30"), [["eastus", "108.16"]]),
  ...vm("Standard_ND128isr_NDR_GB200_v6", retailApi("2026-10-07"), [["eastus2", "108.16"]]),
  ...vm("Standard_ND96amsr_A100_v4", skypilot, [
    ["eastus", "32.77", "3.6047"],
    ["eastus2", "32.77", "3.611"],
    ["southcentralus", "39.324", "4.326"],
  ]),
  ...vm("Standard_ND96asr_v4", skypilot, [
    ["eastus", "27.197", "2.992"],
    ["westus2", "27.197", "2.992"],
    ["southcentralus", "32.63", "3.589"],
  ]),
  ...vm("Standard_ND40rs_v2", skypilot, [
    ["eastus", "22.032", "2.424"],
    ["westus2", "22.032", "2.424"],
    ["southcentralus", "26.438", "2.908"],
  ]),
  ...vm("Standard_NC24rs_v3", skypilot, [
    ["eastus", "13.46", "1.75"],
    ["westus2", "13.46", "1.55"],
    ["westus", "17.503", "2.02"],
  ]),
  ...vm("Standard_NC24ads_A100_v4", dataReceipts, [["eastus", "3.673"]]),
  ...vm("Standard_NC48ads_A100_v4", dataReceipts, [["eastus", "9.554"]]),
  ...vm("Standard_NC96ads_A100_v4", dataReceipts, [["eastus", "19.108"]]),
  ...vm("Standard_NC40ads_H100_v5", dataReceipts, [["eastus", "6.98"]]),
  ...vm("Standard_NC80adis_H100_v5", dataReceipts, [["eastus", "17.64"]]),
  ...vm("Standard_NCC40ads_H100_v5", skypilot, [["eastus2", "6.98", "1.745"]]),
  ...vm("Standard_HB120rs_v3", skypilot, [
    ["eastus", "3.60", "0.396"],
    ["southcentralus", "3.96"],
  ]),
  ...vm("Standard_HB176rs_v4", skypilot, [
    ["eastus", "7.20", "1.80"],
    ["southcentralus", "8.64"],
  ]),
  ...vm("Standard_HX176rs", skypilot, [
    ["eastus", "8.64", "2.16"],
    ["southcentralus", "10.368"],
  ]),
  ...ddsv5(4, "0.226", "0.255", "0.271", "0.266"),
  ...ddsv5(8, "0.452", "0.511", "0.542", "0.532"),
  ...ddsv5(16, "0.904", "1.022", "1.085", "1.064"),
  ...ddsv5(32, "1.808", "2.043", "2.17", "2.128"),
  ...ddsv5(48, "2.712", "3.065", "3.254", "3.192"),
  ...ddsv5(64, "3.616", "4.086", "4.339", "4.256"),
  ...vm("Standard_D2s_v5", blueprint, [["eastus", "0.096"]]),
  ...vm("Standard_D4s_v5", blueprint, [["eastus", "0.192"]]),
];
