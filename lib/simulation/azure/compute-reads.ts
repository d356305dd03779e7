import { regionOf } from "../../../catalog/azure/regions.ts";
import { type VmSize, vmSizes } from "../../../catalog/azure/vm-sizes.ts";
import type { CloudView } from "./behaviours/behaviour.ts";
import type { Body } from "./envelope.ts";
import { familyKey, quotaLimit, restrictedZones } from "./places.ts";
import { vCpusInUse } from "./usage.ts";

/** Stands for "no limit" where the world gives none: the largest number that the field holds. */
const UNLIMITED = 2_147_483_647;

/** Quota of a region and what is used of it. https://learn.microsoft.com/rest/api/compute/usage/list */
export function usages(cloud: CloudView, region: string): Body[] {
  const used = vCpusInUse(cloud, region);
  const families = [...new Set(vmSizes.map(({ quotaFamily }) => quotaFamily))].toSorted();
  return [
    ["cores", "Total Regional vCPUs"] as const,
    ...families.map((name) => [name, `${name} vCPUs`] as const),
  ].map(([value, localizedValue]) => ({
    unit: "Count",
    currentValue: used.get(familyKey(value)) ?? 0,
    limit: quotaLimit(cloud.world, region, value) ?? UNLIMITED,
    name: { value, localizedValue },
  }));
}

/** Sizes that a region offers. https://learn.microsoft.com/rest/api/compute/resource-skus/list */
export function skus(cloud: CloudView, region: string): Body[] {
  const zones = ["1", "2", "3"].slice(0, regionOf(region)?.availabilityZones ?? 0);
  return vmSizes
    .filter(({ retiredOn }) => retiredOn === undefined)
    .map((size) => ({
      resourceType: "virtualMachines",
      name: size.name,
      tier: "Standard",
      size: size.name.replace(/^Standard_/, ""),
      family: size.quotaFamily,
      locations: [region],
      locationInfo: [{ location: region, zones }],
      capabilities: capabilitiesOf(size),
      restrictions: restrictionsOf(restrictedZones(cloud.world, region, size.name), region),
    }));
}

function capabilitiesOf(size: VmSize): Body[] {
  const known: Readonly<Record<string, string | undefined>> = {
    vCPUs: String(size.vCpus),
    MemoryGB: String(size.memoryGiB),
    CpuArchitectureType: size.architecture === "arm64" ? "Arm64" : "x64",
    GPUs: size.gpus && String(size.gpus.count),
    RdmaEnabled: size.infiniband ? "True" : "False",
    EncryptionAtHostSupported:
      size.encryptionAtHost === "unknown" ? undefined : titled(size.encryptionAtHost),
    EphemeralOSDiskSupported: titled(size.ephemeralOsDisk),
  };
  return Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function titled(value: boolean): string {
  return value ? "True" : "False";
}

function restrictionsOf(zones: readonly string[] | "all", region: string): Body[] {
  if (zones.length === 0) return [];
  const reasonCode = "NotAvailableForSubscription";
  return zones === "all"
    ? [{ type: "Location", values: [region], restrictionInfo: { locations: [region] }, reasonCode }]
    : [{ type: "Zone", values: [region], restrictionInfo: { locations: [region], zones }, reasonCode }];
}
