import { byUrn, type Graph, type Properties, type Resource, type Value } from "../graph/graph.ts";
import { isHidden, isProperties } from "./reading.ts";

/** A resource's tag; what carries none of that name has that of its parent. Hidden where its tags are. */
export function tagOf(graph: Graph, resource: Resource | undefined, name: string): Value | undefined {
  if (resource === undefined) return undefined;
  const tags = ownTags(resource);
  const own = isProperties(tags) ? tags[name] : tags;
  return own ?? tagOf(graph, parentOf(graph, resource), name);
}

/** The tags of a resource by name, as {@link tagOf} finds them; without those that nobody can list. */
export function tagsOf(graph: Graph, resource: Resource | undefined): Properties {
  if (resource === undefined) return {};
  const own = ownTags(resource);
  const some = isProperties(own) ? Object.entries(own).filter(([, value]) => value !== null) : [];
  return { ...tagsOf(graph, parentOf(graph, resource)), ...Object.fromEntries(some) };
}

function parentOf(graph: Graph, { parent }: Resource): Resource | undefined {
  return parent === undefined ? undefined : byUrn(graph, parent);
}

/** AWS's autoscaling groups list theirs as `{ key, value }`. */
function ownTags({ inputs: { tags } }: Resource): Value {
  if (!Array.isArray(tags)) return tags !== undefined && (isProperties(tags) || isHidden(tags)) ? tags : {};
  const pairs = tags.filter((tag) => tag !== null && isProperties(tag));
  return Object.fromEntries(
    pairs.flatMap(({ key, value }) => (typeof key === "string" ? [[key, value ?? null]] : [])),
  );
}
