import type { Resource } from "../../graph/graph.ts";
import { numberAt, textAt } from "../reading.ts";
import { type Cost, measured, type PricingTable } from "./pricing.ts";
import { regionIn } from "./region.ts";

/** Storage accounts and Lustre file systems. */
export const storagePricing: PricingTable = {
  "azure-native:storage:StorageAccount": measured((account) => blobCosts(account)),
  "azure-native:storagecache:AmlFilesystem": measured((fileSystem) => [lustreCost(fileSystem)]),
};

/** Blob storage is paid for by what lies in it and what is done with it; redundancy decides both prices. */
function blobCosts(account: Resource): Cost[] {
  const group = "storage";
  const { region } = regionIn(account);
  const tier = (textAt(account.inputs, "accessTier") ?? "Hot").toLowerCase();
  const redundancy = textAt(account.inputs, "sku.name")?.split("_")[1];
  const kept = `blob/${tier}/${redundancy ?? "unknown"}`;
  const item = `blob storage, ${tier}${redundancy === undefined ? "" : ` ${redundancy}`}`;
  return [
    {
      kind: "usage",
      group,
      item: `${item}: data kept`,
      reason: "how much data will be kept is not declared",
      priceItem: kept,
      ...(region && { region }),
    },
    ...["write", "read"].map(
      (operation): Cost => ({
        kind: "usage",
        group,
        item: `${item}: ${operation} operations`,
        reason: "how many operations are made is not declared",
        priceItem: `${kept}-${operation}`,
        ...(region && { region }),
      }),
    ),
  ];
}

function lustreCost(fileSystem: Resource): Cost {
  const sku = textAt(fileSystem.inputs, "sku.name") ?? "of unknown SKU";
  const capacityTiB = numberAt(fileSystem.inputs, "storageCapacityTiB");
  const group = "storage";
  if (capacityTiB === undefined)
    return { kind: "gap", group, item: `Managed Lustre ${sku}`, reason: "its size is not known" };
  return {
    kind: "charge",
    group,
    item: `Managed Lustre ${sku}, ${capacityTiB} TiB`,
    priceItem: `lustre/${sku}`,
    ...regionIn(fileSystem),
    quantity: capacityTiB,
  };
}
