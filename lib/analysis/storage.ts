import { Decimal } from "decimal.js";
import { LUSTRE_STEP_MBPS, lustreSkuOf } from "../../catalog/azure/managed-lustre.ts";
import { type Graph, ofType, type Resource, UNKNOWN, valueAt } from "../graph/graph.ts";
import { isHidden, numberAt, ownerOf, perGraph, textAt, type Unknown } from "./reading.ts";

/** A place where data is kept. */
export interface StorageItem {
  readonly urn: string;
  /** Azure's name. */
  readonly name: string;
  readonly kind: "Managed Lustre" | "storage account" | "disk";
  /** What it is declared for, from its `purpose` tag; null where it carries none. */
  readonly purpose: string | Unknown | null;
  readonly sku: string | Unknown;
  /** Size that is bought, TiB as decimal text; null for storage that grows with use. */
  readonly capacityTiB: string | Unknown | null;
  /** Nominal read and write throughput, MB/s; null where the size does not decide it. */
  readonly throughputMBps: number | Unknown | null;
  /** Blob containers, sorted. */
  readonly containers: readonly string[];
}

const STORAGE_ACCOUNT = "azure-native:storage:StorageAccount";
const AML_FILESYSTEM = "azure-native:storagecache:AmlFilesystem";

/** Storage of a graph: Lustre file systems, storage accounts, disks that are resources of their own. */
export function storageOf(graph: Graph): StorageItem[] {
  return [
    ...ofType(graph, AML_FILESYSTEM).map(lustre),
    ...ofType(graph, STORAGE_ACCOUNT).map((account) => storageAccount(graph, account)),
    ...ofType(graph, "azure-native:compute:Disk").map(disk),
  ];
}

function lustre(fileSystem: Resource): StorageItem {
  const sku = textAt(fileSystem.inputs, "sku.name");
  const row = lustreSkuOf(sku ?? "");
  const capacityTiB = numberAt(fileSystem.inputs, "storageCapacityTiB");
  return {
    ...identity(fileSystem, "amlFilesystemName"),
    kind: "Managed Lustre",
    sku: sku ?? UNKNOWN,
    capacityTiB: capacityTiB === undefined ? UNKNOWN : String(capacityTiB),
    throughputMBps:
      row && capacityTiB !== undefined ? (capacityTiB / row.stepTiB) * LUSTRE_STEP_MBPS : UNKNOWN,
    containers: [],
  };
}

function storageAccount(graph: Graph, account: Resource): StorageItem {
  return {
    ...identity(account, "accountName"),
    kind: "storage account",
    sku: textAt(account.inputs, "sku.name") ?? UNKNOWN,
    capacityTiB: null,
    throughputMBps: null,
    containers: containersByAccount(graph).get(account.urn) ?? [],
  };
}

const containersByAccount = perGraph((graph): ReadonlyMap<string, readonly string[]> => {
  const containers = new Map<string, string[]>();
  for (const container of ofType(graph, "azure-native:storage:BlobContainer")) {
    const account = ownerOf(graph, container, "accountName", STORAGE_ACCOUNT, "accountName");
    if (account === undefined) continue;
    const name = textAt(container.inputs, "containerName") ?? container.name;
    containers.set(account.urn, [...(containers.get(account.urn) ?? []), name].toSorted());
  }
  return containers;
});

function disk(resource: Resource): StorageItem {
  const sizeGiB = numberAt(resource.inputs, "diskSizeGB");
  return {
    ...identity(resource, "diskName"),
    kind: "disk",
    sku: textAt(resource.inputs, "sku.name") ?? UNKNOWN,
    capacityTiB: sizeGiB === undefined ? UNKNOWN : new Decimal(sizeGiB).div(1024).toFixed(),
    throughputMBps: null,
    containers: [],
  };
}

function identity(resource: Resource, nameInput: string): Pick<StorageItem, "urn" | "name" | "purpose"> {
  return {
    urn: resource.urn,
    name: textAt(resource.inputs, nameInput) ?? resource.name,
    purpose: purposeOf(resource),
  };
}

/** The purpose that a resource declares in its `purpose` tag; null where it carries none. */
export function purposeOf({ inputs }: Resource): string | Unknown | null {
  return isHidden(valueAt(inputs, "tags.purpose")) ? UNKNOWN : (textAt(inputs, "tags.purpose") ?? null);
}
