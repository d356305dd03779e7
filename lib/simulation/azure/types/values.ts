import type { Inputs } from "./resource-type.ts";

/** A value and where it stands, with the positions of list items: `securityRules[2].priority`. */
export interface Placed {
  readonly at: string;
  readonly value: unknown;
  /** Whether the object or list that holds it is there and can be seen. */
  readonly parentSeen: boolean;
}

/** Whether a value is not known before something else is made, or is hidden because it is a secret. */
export function isHidden(value: unknown): boolean {
  return isObject(value) && (value.$unknown === true || value.$secret === true);
}

/** Whether nothing is there. Azure takes null for that too. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** Whether a value is an object of fields. */
export function isObject(value: unknown): value is Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path without `[]`; what is hidden on the way is the answer. */
export function valueAt(inputs: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce(
      (value: unknown, key) => (isHidden(value) ? value : isObject(value) ? value[key] : undefined),
      inputs,
    );
}

/** The text at a path; `undefined` where it is absent, hidden or something else. */
export function textAt(inputs: unknown, path: string): string | undefined {
  const value = valueAt(inputs, path);
  return typeof value === "string" ? value : undefined;
}

/** The number at a path; `undefined` where it is absent, hidden or something else. */
export function numberAt(inputs: unknown, path: string): number | undefined {
  const value = valueAt(inputs, path);
  return typeof value === "number" ? value : undefined;
}

/** The list at a path; empty where it is absent, hidden or something else. */
export function listAt(inputs: unknown, path: string): readonly unknown[] {
  const value = valueAt(inputs, path);
  return Array.isArray(value) ? value : [];
}

/** Whether something stands at a path, known or not. */
export function isGiven(inputs: unknown, path: string): boolean {
  return !isAbsent(valueAt(inputs, path));
}

/** Whether the text at a path is the given one, without regard to case. */
export function isText(inputs: unknown, path: string, text: string): boolean {
  return textAt(inputs, path)?.toLowerCase() === text.toLowerCase();
}

/** Whether a flag is set, or may be. */
export function isTrueOrHidden(inputs: Inputs, path: string): boolean {
  const value = valueAt(inputs, path);
  return value === true || isHidden(value);
}

/** Every value that a path with `[]` leads to; a field that is missing in an object comes with `undefined`. */
export function placesOf(inputs: Inputs, path: string): readonly Placed[] {
  return path.split(".").reduce<readonly Placed[]>(
    (places, step) => {
      const lists = /^(?<key>[^[\]]*)(?<items>(?:\[\])*)$/.exec(step)?.groups;
      const key = lists?.key ?? step;
      const depth = (lists?.items ?? "").length / 2;
      return itemsOf(
        places.map((place) => childOf(place, key)),
        depth,
      );
    },
    [{ at: "", value: inputs, parentSeen: true }],
  );
}

function childOf({ at, value }: Placed, key: string): Placed {
  const place = at === "" ? key : `${at}.${key}`;
  const parentSeen = isObject(value) && !isHidden(value);
  return { at: place, value: parentSeen ? value[key] : undefined, parentSeen };
}

function itemsOf(places: readonly Placed[], depth: number): readonly Placed[] {
  if (depth === 0) return places;
  const items = places.flatMap(({ at, value }) =>
    Array.isArray(value)
      ? value.map((item: unknown, index) => ({ at: `${at}[${index}]`, value: item, parentSeen: true }))
      : [],
  );
  return itemsOf(items, depth - 1);
}
