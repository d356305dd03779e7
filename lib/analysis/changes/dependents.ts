import { idInputs } from "../../../catalog/azure/property-changes.ts";
import { byUrn, type Graph, type Resource } from "../../graph/graph.ts";
import { perGraph, textAt } from "../reading.ts";
import { isFixed } from "./effects.ts";

/** A resource that cannot stay when another one is made anew. */
export interface Dependent {
  readonly resource: Resource;
  /** The input that is computed from the other one, or that names it. */
  readonly property: string;
}

/**
 * What cannot stay when a resource is made anew: what lies in it, and what has a fixed input that is computed from it.
 * So does Pulumi with what azure-native deletes before it replaces it: `calculateDependentReplacements` of
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/step_generator.go
 */
export function dependentsOf(graph: Graph, urn: string): readonly Dependent[] {
  return dependentIndex(graph).get(urn) ?? [];
}

/** A resource and everything that falls with it when it is made anew, however far away. */
export function fallingWith(graph: Graph, urn: string): Resource[] {
  return closure(graph, urn, dependentsOf);
}

/** A resource and everything that lies in it, and goes when it is deleted. */
export function lyingIn(graph: Graph, urn: string): Resource[] {
  return closure(graph, urn, (_, above) => contents(graph).get(above) ?? []);
}

function closure(
  graph: Graph,
  urn: string,
  next: (graph: Graph, urn: string) => readonly Dependent[],
): Resource[] {
  const found = new Map<string, Resource>();
  const visit = (resource: Resource): void => {
    if (found.has(resource.urn)) return;
    found.set(resource.urn, resource);
    for (const dependent of next(graph, resource.urn)) visit(dependent.resource);
  };
  const start = byUrn(graph, urn);
  if (start !== undefined) visit(start);
  return [...found.values()];
}

/** Dependents by the URN of what they depend on, each once. */
type Index = ReadonlyMap<string, readonly Dependent[]>;

const dependentIndex = perGraph((graph): Index => {
  const found = graph.resources.flatMap((resource) =>
    Object.entries(resource.propertyDependencies ?? {})
      .filter(([property]) => isFixed(resource.type, property))
      .flatMap(([property, urns]) => urns.map((urn) => ({ urn, dependent: { resource, property } }))),
  );
  const placed = [...contents(graph)].flatMap(([urn, dependents]) =>
    dependents.map((dependent) => ({ urn, dependent })),
  );
  return indexOf([...found, ...placed]);
});

const contents = perGraph((graph): Index => {
  const places = placesOf(graph);
  const placed = graph.resources.flatMap((resource) => {
    const above = idInputs(resource.type).slice(0, -1);
    const property = above.at(-1);
    if (property === undefined) return [];
    const owners = places.get(placeOf(resource, above)) ?? [];
    return owners.map(({ urn }) => ({ urn, dependent: { resource, property } }));
  });
  return indexOf(placed);
});

function indexOf(entries: readonly { readonly urn: string; readonly dependent: Dependent }[]): Index {
  const index = new Map<string, Map<Resource, Dependent>>();
  for (const { urn, dependent } of entries) {
    const known = index.get(urn) ?? new Map<Resource, Dependent>();
    index.set(urn, known);
    if (!known.has(dependent.resource)) known.set(dependent.resource, dependent);
  }
  return new Map([...index].map(([urn, known]) => [urn, [...known.values()]]));
}

/** Resources by the names that make up their ids. */
function placesOf(graph: Graph): ReadonlyMap<string, readonly Resource[]> {
  const placed = graph.resources.filter(({ type }) => idInputs(type).length > 0);
  return Map.groupBy(placed, (resource) => placeOf(resource, idInputs(resource.type)));
}

/** The part of an id that these names make up; what they name is of one provider namespace, or a resource group. */
function placeOf({ type, inputs }: Resource, names: readonly string[]): string {
  const [, namespace = ""] = type.split(":");
  const pairs = names.map((name) => `${name}=${textAt(inputs, name) ?? "?"}`);
  return `${names.length === 1 ? "" : namespace}/${pairs.join("/")}`;
}
