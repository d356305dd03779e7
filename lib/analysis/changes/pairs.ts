import type { Graph, Resource } from "../../graph/graph.ts";

/** The resources of two graphs, each with itself. Components make nothing in a cloud and are left out. */
export interface Pairs {
  readonly kept: readonly { readonly before: Resource; readonly after: Resource }[];
  readonly created: readonly Resource[];
  readonly deleted: readonly Resource[];
  /** Today's URN of a resource of before; the URN itself where it has none. */
  readonly urnOfToday: (urn: string) => string;
}

/** Finds the resources of before in today's graph: by their URN, or by an alias that leads from there. */
export function pairsOf(before: Graph, after: Graph): Pairs {
  const old = new Map(before.resources.map((resource) => [resource.urn, resource]));
  const today = new Set(after.resources.map(({ urn }) => urn));
  const found = new Map<string, Resource>();
  const renamed = new Map<string, string>();
  for (const resource of after.resources) {
    const alias = old.has(resource.urn)
      ? undefined
      : resource.aliases?.find((urn) => old.has(urn) && !today.has(urn) && !renamed.has(urn));
    if (alias !== undefined) renamed.set(alias, resource.urn);
    const match = old.get(alias ?? resource.urn);
    if (match !== undefined) found.set(resource.urn, match);
  }
  const urnOfToday = (urn: string): string => renamed.get(urn) ?? urn;
  const made = after.resources.filter(({ custom }) => custom);
  return {
    kept: made.flatMap((resource) => {
      const match = found.get(resource.urn);
      return match === undefined ? [] : [{ before: match, after: resource }];
    }),
    created: made.filter(({ urn }) => !found.has(urn)),
    deleted: before.resources.filter(({ urn, custom }) => custom && !found.has(urnOfToday(urn))),
    urnOfToday,
  };
}
