import {
  type Graph,
  isSecret,
  isUnknown,
  ofType,
  type Properties,
  type Resource,
  referencesOf,
  UNKNOWN,
  type Value,
  valueAt,
} from "../graph/graph.ts";

/** A figure that only the cloud, or a newer catalogue, will know. */
export type Unknown = typeof UNKNOWN;

/** An answer that may be missing: `"unknown"` is never counted as yes or no. */
export type Truth = boolean | "unknown";

/** The text at a path; `undefined` where it is absent, unknown, secret or something else. */
export function textAt(inputs: Properties, path: string): string | undefined {
  const value = valueAt(inputs, path);
  return typeof value === "string" ? value : undefined;
}

/** The number at a path; `undefined` where it is absent, unknown, secret or something else. */
export function numberAt(inputs: Properties, path: string): number | undefined {
  const value = valueAt(inputs, path);
  return typeof value === "number" ? value : undefined;
}

/** The texts of the list at a path, without those that are not known. */
export function textsAt(inputs: Properties, path: string): string[] {
  return itemsAt(inputs, path).filter((item) => typeof item === "string");
}

/** The objects of the list at a path, without those that are not known. */
export function objectsAt(inputs: Properties, path: string): Properties[] {
  return itemsAt(inputs, path).filter(isProperties);
}

/** The items of the list at a path; one unknown item for a list that cannot be seen. */
export function itemsAt(inputs: Properties, path: string): readonly Value[] {
  const value = valueAt(inputs, path);
  if (isHidden(value)) return [UNKNOWN];
  return isList(value) ? value : [];
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether a value is an object that can be seen. */
export function isProperties(value: Value): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isHidden(value);
}

/** Whether there is a value that cannot be seen: unknown or secret. */
export function isHidden(value: Value | undefined): boolean {
  return isUnknown(value) || isSecret(value);
}

/** Whether an input has one of the values. Absent is no; unknown and secret are `"unknown"`. */
export function is(inputs: Properties, path: string, ...values: readonly Value[]): Truth {
  const value = valueAt(inputs, path);
  if (isHidden(value)) return "unknown";
  return value !== undefined && values.includes(value);
}

/**
 * Whether a resource has an input at all. An id that is unknown because its owner is declared beside it is there:
 * what it will be does not matter.
 */
export function isGiven(graph: Graph, resource: Resource, path: string): Truth {
  const value = valueAt(resource.inputs, path);
  if (!isHidden(value)) return value !== undefined && value !== null && value !== "";
  const [property = path] = path.split(".");
  return isSecret(value) || referencesOf(graph, resource, property).length > 0 ? true : "unknown";
}

/** Both: no beats unknown, unknown beats yes. */
export function both(...truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}

/** The opposite; unknown stays unknown. */
export function not(truth: Truth): Truth {
  return truth === "unknown" ? truth : !truth;
}

/**
 * The resource that an input points at, through the dependency or, where the graph carries none, by its plain name.
 *
 * @param property input that names the owner, for example `resourceName` of an agent pool.
 * @param type the owner's type token.
 * @param nameInput the owner's own input that holds its Azure name.
 * @returns `undefined` where no resource, or more than one, fits.
 */
export function ownerOf(
  graph: Graph,
  resource: Resource,
  property: string,
  type: string,
  nameInput: string,
): Resource | undefined {
  const owner = referencesOf(graph, resource, property).find((found) => found.type === type);
  if (owner !== undefined) return owner;
  const name = textAt(resource.inputs, property);
  const named = name === undefined ? [] : (namesOf(graph, type, nameInput).get(name) ?? []);
  const group = textAt(resource.inputs, "resourceGroupName");
  // The same name may be taken in each resource group.
  const near = named.filter(({ inputs }) => group === undefined || !isOfAnother(inputs, group));
  return near.length === 1 ? near[0] : undefined;
}

function isOfAnother(inputs: Properties, group: string): boolean {
  const own = textAt(inputs, "resourceGroupName");
  return own !== undefined && own.toLowerCase() !== group.toLowerCase();
}

const nameIndexes = perGraph(() => new Map<string, ReadonlyMap<string | undefined, readonly Resource[]>>());

/** Resources of a type by Azure name; kept per graph, because every pool and key asks. */
function namesOf(
  graph: Graph,
  type: string,
  nameInput: string,
): ReadonlyMap<string | undefined, readonly Resource[]> {
  const byType = nameIndexes(graph);
  const key = `${type} ${nameInput}`;
  const index =
    byType.get(key) ?? Map.groupBy(ofType(graph, type), ({ inputs }) => textAt(inputs, nameInput));
  byType.set(key, index);
  return index;
}

/** Makes a function of a graph compute its answer once for each graph. */
export function perGraph<T extends object>(compute: (graph: Graph) => T): (graph: Graph) => T {
  const answers = new WeakMap<Graph, T>();
  return (graph) => {
    const answer = answers.get(graph) ?? compute(graph);
    answers.set(graph, answer);
    return answer;
  };
}
