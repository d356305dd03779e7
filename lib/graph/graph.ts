/**
 * The resource graph: everything a Pulumi program registers, in one shape whatever it was read from.
 * Values are plain JSON in which an unknown is {@link UNKNOWN} and a secret is {@link SECRET}: no secret is ever kept.
 */

/** A property value as a graph holds it. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value };

/** Properties by name. */
export type Properties = { readonly [key: string]: Value };

/** Stands for a value that only the cloud will know. Compare with {@link isUnknown}. */
export const UNKNOWN = Object.freeze({ $unknown: true });

/** Stands for a secret value. Compare with {@link isSecret}. */
export const SECRET = Object.freeze({ $secret: true });

/** Whether a value is {@link UNKNOWN}. */
export function isUnknown(value: Value | undefined): boolean {
  return isMarker(value, "$unknown");
}

/** Whether a value is {@link SECRET}. */
export function isSecret(value: Value | undefined): boolean {
  return isMarker(value, "$secret");
}

function isMarker(value: Value | undefined, key: string): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    (value as Properties)[key] === true
  );
}

/** Resource options. A key is absent where the source of the graph does not carry that option. */
export interface Options {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly customTimeouts?: { readonly create?: string; readonly update?: string; readonly delete?: string };
}

/** One registered resource. */
export interface Resource {
  readonly urn: string;
  /** Type token, for example `azure-native:containerservice:AgentPool`. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** URN of the parent; absent on the stack itself. */
  readonly parent?: string;
  /** False for components and the stack, which make nothing in a cloud themselves. */
  readonly custom: boolean;
  readonly inputs: Properties;
  /** URNs of every resource that this one waits for, sorted. */
  readonly dependencies: readonly string[];
  /** For each input that was computed from other resources: their URNs, sorted. Absent where not carried. */
  readonly propertyDependencies?: { readonly [property: string]: readonly string[] };
  readonly options: Options;
  /** URNs under which the resource may have stood before. Absent where there is none, or where not carried. */
  readonly aliases?: readonly string[];
  /** URN of its provider. Absent where the engine chooses a default one, and where not carried. */
  readonly provider?: string;
  /** Where the program declared it, `file:line:column`, where the source of the graph says so. */
  readonly sourcePosition?: string;
}

/** Everything that one stack declares. Resources stand depth first, siblings sorted by type and name. */
export interface Graph {
  /** Which reader made it: it decides which fields are carried. */
  readonly origin: "embedded" | "preview" | "state" | "pack";
  readonly project: string;
  readonly stack: string;
  readonly resources: readonly Resource[];
  /** What the stack publishes, as `pulumi stack output` shows it. Absent where not carried; empty where it publishes nothing. */
  readonly outputs?: Properties;
  /** Who encrypts the stack's secrets: `cloud`, `service`, `passphrase`. Absent where not carried. */
  readonly secretsProvider?: string;
  /** Region or location that default providers have, by their package: `{ aws: "us-east-1" }`. Absent where not carried. */
  readonly regions?: { readonly [providerPackage: string]: string };
  /** How many unchanged resources a preview counts and does not show. Absent where it shows all. */
  readonly unshown?: number;
}

/** The type of the resource that stands for the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/** The resources of one type. */
export function ofType(graph: Graph, type: string): Resource[] {
  return graph.resources.filter((resource) => resource.type === type);
}

/** The resource with that URN, if the graph has it. */
export function byUrn(graph: Graph, urn: string): Resource | undefined {
  return indexOf(graph).get(urn);
}

const indexes = new WeakMap<Graph, ReadonlyMap<string, Resource>>();

function indexOf(graph: Graph): ReadonlyMap<string, Resource> {
  let index = indexes.get(graph);
  if (index === undefined) {
    index = new Map(graph.resources.map((resource) => [resource.urn, resource]));
    indexes.set(graph, index);
  }
  return index;
}

/** The resources of the graph that an input was computed from: how an unknown id still tells what it will point at. */
export function referencesOf(graph: Graph, resource: Resource, property: string): Resource[] {
  const urns = resource.propertyDependencies?.[property] ?? [];
  return urns.map((urn) => byUrn(graph, urn)).filter((found) => found !== undefined);
}

/** Reads a nested input: `valueAt(inputs, "sku.name")`, `valueAt(inputs, "zones.0")`. An unknown on the way is the answer. */
export function valueAt(properties: Value | undefined, path: string): Value | undefined {
  let value: Value | undefined = properties;
  for (const key of path.split(".")) {
    if (value === undefined || value === null || typeof value !== "object") return undefined;
    if (isUnknown(value) || isSecret(value)) return value;
    value = Array.isArray(value) ? value[Number(key)] : (value as Properties)[key];
  }
  return value;
}

/** The short name of a type token: `AgentPool` of `azure-native:containerservice:AgentPool`. */
export function shortType(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/**
 * Builds a graph in its one order: depth first from the stack, siblings by type and name.
 * The order of registration depends on timing; this one does not, so reports are byte-identical.
 */
export function graphOf(header: Omit<Graph, "resources">, resources: readonly Resource[]): Graph {
  const children = Map.groupBy(resources, (resource) => resource.parent);
  const urns = new Set(resources.map((resource) => resource.urn));
  const roots = resources.filter((resource) => resource.parent === undefined || !urns.has(resource.parent));
  const ordered: Resource[] = [];
  const visit = (siblings: readonly Resource[]): void => {
    for (const resource of siblings.toSorted(bySiblingOrder)) {
      ordered.push(resource);
      visit(children.get(resource.urn) ?? []);
    }
  };
  visit(roots);
  return { ...header, resources: ordered };
}

function bySiblingOrder(a: Resource, b: Resource): number {
  return compare(a.type, b.type) || compare(a.name, b.name) || compare(a.urn, b.urn);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
