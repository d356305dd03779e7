import type { Graph } from "../../graph/graph.ts";
import type { PropertyDifference } from "./change.ts";
import { dependentsOf } from "./dependents.ts";
import { effectOf, replaces } from "./effects.ts";

/** Differences of the kept resources, by today's URN. */
export type Differences = ReadonlyMap<string, readonly PropertyDifference[]>;

/**
 * Adds what follows: a resource that is made anew takes with it what lies in it and what has a fixed input computed from
 * it.
 *
 * @param after today's graph.
 * @param own what was changed in each resource that is kept, with an empty list for one that was not.
 */
export function withConsequences(after: Graph, own: Differences): Differences {
  const all = new Map(own);
  const anew = [...own].filter(([, differences]) => differences.some(replaces)).map(([urn]) => urn);
  const seen = new Set(anew);
  // The list grows while it is read.
  for (const urn of anew) {
    for (const { resource, property } of dependentsOf(after, urn)) {
      const differences = all.get(resource.urn);
      if (differences === undefined || differences.some((known) => known.property === property)) continue;
      const following = {
        property,
        certain: true,
        ...effectOf(resource.type, property),
        because: urn,
      };
      all.set(resource.urn, [...differences, following]);
      if (replaces(following) && !seen.has(resource.urn)) {
        seen.add(resource.urn);
        anew.push(resource.urn);
      }
    }
  }
  return all;
}
