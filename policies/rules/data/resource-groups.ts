import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import { ofUnversioned } from "../../by-type.ts";
import { linkOf } from "../../links.ts";
import { perGraph } from "../../per-graph.ts";
import { RESOURCE_GROUP } from "../../resource-types.ts";
import { HOLDERS } from "./stores.ts";

/** The resource group that something stands in. */
export interface Group {
  /** The same for everything in the same group: the name in small letters, or the URN of a group whose name is unknown. */
  readonly id: string;
  /** Absent where another stack declares it. */
  readonly resource?: Resource;
}

const declaredGroups = perGraph(
  (graph) => new Map(ofUnversioned(graph, RESOURCE_GROUP).map((group) => [idOf(group), group])),
);

/** The resource group of a resource; `undefined` where nothing tells which one it is. */
export function groupOf(resource: Resource, graph: Graph): Group | undefined {
  const link = linkOf(graph, resource, "resourceGroupName", [RESOURCE_GROUP]);
  if (link.kind === "declared") return { id: idOf(link.resource), resource: link.resource };
  if (link.kind !== "elsewhere") return undefined;
  const id = link.id.toLowerCase();
  const declared = declaredGroups(graph).get(id);
  return { id, ...(declared && { resource: declared }) };
}

const holders = perGraph((graph) =>
  Map.groupBy(
    HOLDERS.flatMap((type) => ofUnversioned(graph, type)),
    (holder) => groupOf(holder, graph)?.resource?.urn,
  ),
);

/** What holds data or keys in a group of this stack. */
export function holdersIn(group: Resource, graph: Graph): readonly Resource[] {
  return holders(graph).get(group.urn) ?? [];
}

function idOf({ urn, inputs }: Resource): string {
  return typeof inputs.resourceGroupName === "string" ? inputs.resourceGroupName.toLowerCase() : urn;
}
