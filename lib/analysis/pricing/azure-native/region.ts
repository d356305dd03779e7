import { type Graph, type Resource, referencesOf, valueAt } from "../../../graph/graph.ts";
import { regionNamed } from "../../azure-region.ts";
import { ownerOf, textAt } from "../../reading.ts";
import type { Place } from "../entries.ts";
import { regionOfProvider } from "../provider-region.ts";

/** Region of meters that have one price everywhere. */
export const GLOBAL: Place = { region: "global" };

const RESOURCE_GROUP = "azure-native:resources:ResourceGroup";

/** The region of a resource, by Azure's short name; nothing where it is not known. */
export function regionIn(graph: Graph, resource: Resource | undefined): Place {
  const location = resource && locationOf(graph, resource);
  return location === undefined ? {} : { region: regionNamed(location) };
}

/**
 * Where a resource says nothing, the provider takes its own location, and else that of the resource group.
 * https://www.pulumi.com/registry/packages/azure-native/installation-configuration/
 */
function locationOf(graph: Graph, resource: Resource): string | undefined {
  const given = valueAt(resource.inputs, "location");
  if (typeof given === "string") return given;
  if (given !== undefined && given !== null) return locationOfGroup(graph, resource, "location");
  return (
    regionOfProvider(graph, resource, "location") ?? locationOfGroup(graph, resource, "resourceGroupName")
  );
}

function locationOfGroup(graph: Graph, resource: Resource, property: string): string | undefined {
  const group =
    property === "location"
      ? referencesOf(graph, resource, property).find(({ type }) => type === RESOURCE_GROUP)
      : ownerOf(graph, resource, property, RESOURCE_GROUP, "resourceGroupName");
  return group && (textAt(group.inputs, "location") ?? regionOfProvider(graph, group, "location"));
}
