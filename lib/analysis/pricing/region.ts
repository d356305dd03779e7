import { regionOf } from "../../../catalog/azure/regions.ts";
import type { Resource } from "../../graph/graph.ts";
import { textAt } from "../reading.ts";

/** Region of meters that have one price everywhere. */
export const GLOBAL = "global";

/** The region in a resource's own inputs, by Azure's short name; nothing where they do not say. */
export function regionIn(resource: Resource | undefined): { readonly region?: string } {
  const location = resource && textAt(resource.inputs, "location");
  return location === undefined ? {} : { region: regionOf(location)?.name ?? location };
}
