import { awsRegionOf } from "../../../../catalog/aws/regions.ts";
import { type Graph, type Resource, valueAt } from "../../../graph/graph.ts";
import { textAt, textsAt } from "../../reading.ts";
import type { Place } from "../entries.ts";
import { regionOfProvider } from "../provider-region.ts";

/** The region of a resource: what it says, what its provider says, or that of the zone it names; nothing where none does. */
export function regionIn(graph: Graph, resource: Resource): Place {
  const given = valueAt(resource.inputs, "region");
  if (given !== undefined && given !== null) return typeof given === "string" ? { region: given } : {};
  const region = regionOfProvider(graph, resource, "region") ?? regionOfZone(resource);
  return region === undefined ? {} : { region };
}

/** `us-east-1` of the zone `us-east-1a`; a zone that is no such name tells nothing. */
function regionOfZone({ inputs }: Resource): string | undefined {
  const zone = textAt(inputs, "availabilityZone") ?? textsAt(inputs, "availabilityZones")[0];
  const region = /^([a-z]+(?:-[a-z]+)+-\d)[a-z]$/.exec(zone ?? "")?.[1];
  return region === undefined ? undefined : awsRegionOf(region)?.name;
}
