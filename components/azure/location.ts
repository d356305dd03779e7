import { regionOf } from "../../catalog/azure/regions.ts";
import type { Problem } from "../../lib/planning/problem.ts";

/**
 * What is wrong with a region whose name becomes part of other names, such as service tags and network watchers.
 * A short name that the catalogue lacks is accepted: regions are added all the time.
 */
export function locationProblems(location: string, path: string): Problem[] {
  if (/^[a-z][a-z0-9]+$/.test(location)) return [];
  const message = "must be a region's short name: lower-case letters and digits";
  return [
    { path, value: location, message, fix: `write ${regionOf(location)?.name ?? "for example eastus"}` },
  ];
}
