import { regionOf } from "../../catalog/azure/regions.ts";
import type { Resource } from "../graph/graph.ts";
import { textAt } from "./reading.ts";

/** The region in a resource's own inputs, by Azure's short name; nothing where they do not say. */
export function declaredRegion(resource: Resource | undefined): { readonly region?: string } {
  const location = resource && textAt(resource.inputs, "location");
  return location === undefined ? {} : { region: regionNamed(location) };
}

/** Azure's short name of a region, which users may write as it is shown: `East US`. */
export function regionNamed(location: string): string {
  return regionOf(location)?.name ?? location;
}
