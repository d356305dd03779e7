import type { Graph, Resource } from "../../../graph/graph.ts";
import { numberAt, ownerOf, textAt } from "../../reading.ts";
import { entriesFor, KEPT_UNDECLARED } from "../entries.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";

const ACCOUNT = "azure-native:storage:StorageAccount";

const { charge, usage, gap } = entriesFor("storage");

/** Storage accounts, file shares, Lustre and NetApp file systems. */
export const storagePricing: PricingTable = {
  [ACCOUNT]: measured(accountCosts),
  "azure-native:storagecache:AmlFilesystem": measured((fileSystem, graph) => [lustreCost(fileSystem, graph)]),
  "azure-native:storage:FileShare": measured(shareCosts),
  "azure-native:netapp:CapacityPool": measured((pool, graph) => [netAppCost(pool, graph)]),
};

/** Kind of the accounts whose shares are paid for by what they reserve. */
const RESERVED_SHARES = "FileStorage";

function accountCosts(account: Resource, graph: Graph): Cost[] {
  return textAt(account.inputs, "kind") === RESERVED_SHARES
    ? [
        usage(
          "premium file shares that are made in the account",
          "which shares are made in it is not declared",
        ),
      ]
    : blobCosts(account, graph);
}

/** Shares of an account for premium files are paid for by their size; of others by what lies in them. */
function shareCosts(share: Resource, graph: Graph): Cost[] {
  const account = ownerOf(graph, share, "accountName", ACCOUNT, "accountName");
  if (account === undefined) return [gap("file share", "its storage account is not known")];
  const redundancy = textAt(account.inputs, "sku.name")?.split("_")[1];
  const tier = textAt(account.inputs, "kind") === RESERVED_SHARES ? "premium" : "standard";
  const item = `file share, ${tier} ${redundancy ?? ""}`.trimEnd();
  if (tier === "standard") return [usage(`${item}: data kept`, KEPT_UNDECLARED)];
  const quotaGiB = numberAt(share.inputs, "shareQuota");
  if (quotaGiB === undefined || redundancy === undefined)
    return [gap(item, "its size or redundancy is not known")];
  const reservedGiB = Math.max(quotaGiB, SMALLEST_SHARE_GIB);
  return [
    charge(
      `${item}, ${reservedGiB} GiB`,
      `files/premium/${redundancy}`,
      regionIn(graph, account),
      reservedGiB,
    ),
  ];
}

/** https://learn.microsoft.com/azure/storage/files/understanding-billing */
const SMALLEST_SHARE_GIB = 100;

function netAppCost(pool: Resource, graph: Graph): Cost {
  const level = textAt(pool.inputs, "serviceLevel");
  const bytes = numberAt(pool.inputs, "size");
  if (level === undefined || bytes === undefined)
    return gap("NetApp capacity pool", "its size or service level is not known");
  const sizeGiB = bytes / 2 ** 30;
  return charge(
    `NetApp capacity pool ${level}, ${sizeGiB} GiB`,
    `netapp/${level}`,
    regionIn(graph, pool),
    sizeGiB,
  );
}

/** Blob storage is paid for by what lies in it and what is done with it; redundancy decides both prices. */
function blobCosts(account: Resource, graph: Graph): Cost[] {
  const group = "storage";
  const { region } = regionIn(graph, account);
  const [performance, redundancy] = textAt(account.inputs, "sku.name")?.split("_") ?? [];
  const tier =
    performance === "Premium" ? "premium" : (textAt(account.inputs, "accessTier") ?? "Hot").toLowerCase();
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

function lustreCost(fileSystem: Resource, graph: Graph): Cost {
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
    ...regionIn(graph, fileSystem),
    quantity: capacityTiB,
  };
}
