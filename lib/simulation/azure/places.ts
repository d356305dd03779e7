import type { World } from "./world.ts";

/** The form in which regions are compared: `East US` is `eastus`. */
export function regionKey(region: string): string {
  return region.toLowerCase().replaceAll(" ", "");
}

/** The form in which quota families are compared: Azure itself is inconsistent in case and spaces. */
export function familyKey(family: string): string {
  return family.toLowerCase().replaceAll(" ", "");
}

/** The vCPUs that a world allows; `undefined`: it does not say, and then there is no limit. */
export function quotaLimit(world: World, region: string, family: string): number | undefined {
  return entryOf(entryOf(world.quota, region), family);
}

/** Nodes of a size that a world has in a zone; `undefined`: it does not say, and then there is no limit. */
export function zoneCapacity(world: World, region: string, zone: string, vmSize: string): number | undefined {
  return entryOf(entryOf(entryOf(world.capacity, region), zone), vmSize);
}

/** Zones in which a world does not offer a size; `all` for the whole region. */
export function restrictedZones(world: World, region: string, vmSize: string): readonly string[] | "all" {
  return entryOf(entryOf(world.restrictions, region), vmSize) ?? [];
}

/** Looks up a key as Azure compares names. */
function entryOf<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return Object.entries(record ?? {}).find(([name]) => familyKey(name) === familyKey(key))?.[1];
}
