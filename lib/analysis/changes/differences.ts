import { isSecret, isUnknown, type Properties, type Resource, type Value } from "../../graph/graph.ts";
import { isHidden } from "../reading.ts";

/** Two values at one path that are not the same. */
export interface Difference {
  readonly property: string;
  readonly before?: Value;
  readonly after?: Value;
  /** False where an unknown or a secret hides whether they differ. */
  readonly certain: boolean;
}

/** Whether an unknown at a path is known to be what it was, because it is computed from the same resources. */
type SameOrigin = (property: string) => boolean;

/**
 * The inputs of a resource that are not as they were. What today's program ignores, Pulumi leaves as it is.
 *
 * An unknown that is computed from the same resources as before counts as the same: its value changes with them only.
 *
 * @param urnOfToday today's URN of a resource of before.
 */
export function differencesOf(
  before: Resource,
  after: Resource,
  urnOfToday: (urn: string) => string,
): Difference[] {
  const origins = (resource: Resource, property: string): string[] =>
    (resource.propertyDependencies?.[property] ?? []).map(urnOfToday).toSorted();
  const sameOrigin: SameOrigin = (path) => {
    const [property = path] = path.split(".");
    const now = origins(after, property);
    return now.length > 0 && now.join() === origins(before, property).join();
  };
  const ignored = after.options.ignoreChanges ?? [];
  return valueDifferences("", before.inputs, after.inputs, sameOrigin).filter(
    ({ property }) => !ignored.some((path) => property === path || property.startsWith(`${path}.`)),
  );
}

/** Where two values differ, each place by its path. Absent and null are the same to Pulumi. */
export function valueDifferences(
  path: string,
  before: Value | undefined,
  after: Value | undefined,
  sameOrigin: SameOrigin = () => false,
): Difference[] {
  const [old, now] = [before ?? undefined, after ?? undefined];
  if (isHidden(old) || isHidden(now)) return hiddenDifference(path, old, now, sameOrigin);
  // The same object may have unknowns in it, which are not known to stay the same.
  if (old === now && typeof old !== "object") return [];
  const [oldItems, items] = [itemsOf(old), itemsOf(now)];
  if (oldItems === undefined || items === undefined || !comparable(old, now)) {
    return [difference(path, old, now, true)];
  }
  const keys = [...new Set([...Object.keys(oldItems), ...Object.keys(items)])].toSorted();
  return keys.flatMap((key) =>
    valueDifferences(path === "" ? key : `${path}.${key}`, oldItems[key], items[key], sameOrigin),
  );
}

/** Objects by their keys; lists of objects item by item where they have one length: else nothing tells which is which. */
function comparable(before: Value | undefined, after: Value | undefined): boolean {
  if (!Array.isArray(before) && !Array.isArray(after)) return true;
  if (lengthOf(before) !== lengthOf(after)) return false;
  return sameScalars(before, after) || !isPlain(before) || !isPlain(after);
}

function sameScalars(before: Value | undefined, after: Value | undefined): boolean {
  return JSON.stringify(before ?? []) === JSON.stringify(after ?? []);
}

/** Whether a list holds texts and numbers alone: it is shown as a whole. */
function isPlain(value: Value | undefined): boolean {
  return Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null);
}

/** Items of a list, of which nothing has none; an object is no list of any length. */
function lengthOf(value: Value | undefined): number | undefined {
  if (value === undefined) return 0;
  return Array.isArray(value) ? value.length : undefined;
}

/** What can be looked into: an object or a list; nothing stands for one that is empty. */
function itemsOf(value: Value | undefined): Properties | undefined {
  if (value === undefined) return {};
  if (typeof value !== "object" || value === null) return undefined;
  return Array.isArray(value) ? Object.fromEntries(value.entries()) : (value as Properties);
}

function hiddenDifference(
  path: string,
  before: Value | undefined,
  after: Value | undefined,
  sameOrigin: SameOrigin,
): Difference[] {
  const comesOrGoes = before === undefined || after === undefined;
  if (comesOrGoes) return [difference(path, before, after, true)];
  const secret = isSecret(before) || isSecret(after);
  const computed = isUnknown(before) || isUnknown(after);
  if (computed && !secret && sameOrigin(path)) return [];
  return [difference(path, before, after, false)];
}

function difference(
  property: string,
  before: Value | undefined,
  after: Value | undefined,
  certain: boolean,
): Difference {
  return {
    property,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    certain,
  };
}
