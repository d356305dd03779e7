import { propertyChanges } from "../../../catalog/azure/property-changes.ts";
import { type Graph, type Properties, type Resource, type Value, valueAt } from "../../graph/graph.ts";
import { isHidden } from "../reading.ts";
import { isFixed } from "./effects.ts";

/**
 * What a release promises of a stack: every resource by its URN, which holds type, logical name and parents, and of each
 * the inputs that it could not keep its place without, by their paths, as far as a preview knows them.
 */
export type Release = Readonly<Record<string, Properties>>;

const fixedInputs = Map.groupBy(
  propertyChanges.filter(({ change }) => change !== "inPlace"),
  ({ type }) => type,
);

/** What today's program would promise. */
export function releaseOf({ resources }: Graph): Release {
  return Object.fromEntries(resources.map((resource) => [resource.urn, fixedOf(resource)]));
}

function fixedOf({ type, inputs }: Resource): Properties {
  const rows = fixedInputs.get(type) ?? [];
  const leaves = rows.flatMap(({ property }) => knownLeaves(property, valueAt(inputs, property)));
  return Object.fromEntries(leaves.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The parts of a value that are known, each by its path; a list as its JSON text. */
function knownLeaves(path: string, value: Value | undefined): [string, Value][] {
  if (value === undefined || value === null || isHidden(value)) return [];
  if (Array.isArray(value)) return value.some(isHidden) ? [] : [[path, JSON.stringify(value)]];
  if (typeof value !== "object") return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => knownLeaves(`${path}.${key}`, part));
}

/** A promise that today's program does not keep. */
export interface BrokenPromise {
  readonly urn: string;
  /** Path of the input; null where the resource itself is gone. */
  readonly property: string | null;
}

/** What a stack of that release would lose with today's program: resources that it deletes, and those that it makes anew. */
export function brokenPromises(release: Release, { resources }: Graph): BrokenPromise[] {
  const found = new Map(
    resources.flatMap((resource) =>
      [...(resource.aliases ?? []), resource.urn].map((urn) => [urn, resource] as const),
    ),
  );
  return Object.entries(release).flatMap(([urn, inputs]): BrokenPromise[] => {
    const resource = found.get(urn);
    if (resource === undefined) return [{ urn, property: null }];
    const today = fixedOf(resource);
    return Object.keys(inputs)
      .filter((property) => isFixed(resource.type, property) && inputs[property] !== today[property])
      .map((property) => ({ urn, property }));
  });
}
