import { isDeepStrictEqual } from "node:util";
import { bodyOf, inputsOf } from "../azure/envelope.ts";
import type { ResourceType } from "../azure/types/resource-type.ts";
import type { Body } from "./arm-session.ts";
import { isProperties, type Properties, UNKNOWN } from "./wire.ts";

/** The forms in which one resource appears: what the program declares, what ARM is sent, what ARM answers, what the state keeps. */

/** The input and output in which azure-native says by which API version it goes. */
export const API_VERSION = "azureApiVersion";

/** What ARM is sent. */
export function requestOf(type: ResourceType, inputs: Properties): Body {
  const { [API_VERSION]: _, ...sent } = inputs;
  return bodyOf(type, sent);
}

/** What the state keeps of ARM's answer. */
export function outputsOf(type: ResourceType, id: string, answer: Body): Properties {
  const { name, type: armType } = answer;
  return { ...inputsOf(type, id, answer), name, type: armType, [API_VERSION]: type.apiVersion };
}

/** What is known of a resource before it is made: its inputs. What only Azure knows is unknown. */
export function previewOf(type: ResourceType, inputs: Properties): Properties {
  return over(unknownLike(type.outputs?.("/preview", inputs) ?? {}), inputs);
}

/** The inputs that a program would have to declare for what ARM answers. */
export function declaredBy(type: ResourceType, id: string, answer: Body): Properties {
  return withoutOwn(type, id, inputsOf(type, id, answer));
}

/**
 * The inputs of a resource after a refresh: those that were declared, with whatever has changed in Azure since. Values that
 * Azure added when it was made do not become inputs.
 *
 * @param before what the state kept.
 * @param after what it will keep.
 */
export function refreshed(
  type: ResourceType,
  id: string,
  inputs: Properties,
  { before, after }: { readonly before: Properties; readonly after: Properties },
): Properties {
  return drifted(inputs, withoutOwn(type, id, before), withoutOwn(type, id, after));
}

function drifted(inputs: Properties, before: Properties, after: Properties): Properties {
  const result: Record<string, unknown> = { ...inputs };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is, declared] = [before[key], after[key], inputs[key]];
    if (isDeepStrictEqual(was, is)) continue;
    if (is === undefined) delete result[key];
    else if (isProperties(declared) && isProperties(was) && isProperties(is))
      result[key] = drifted(declared, was, is);
    else result[key] = is;
  }
  return result;
}

/** Keys and positions that lead to a value. */
type Path = readonly (string | number)[];

/** What every answer has and no program declares. */
const NEVER_DECLARED: readonly Path[] = [["provisioningState"], ["properties", "provisioningState"]];

/**
 * Properties without what is Azure's own: a value that comes back when it is left out. What a program can declare too, and
 * has with another value, is kept.
 */
function withoutOwn(type: ResourceType, id: string, properties: Properties): Properties {
  let declared = NEVER_DECLARED.reduce<Properties>(dropped, properties);
  for (const path of leavesOf(type.outputs?.(id, properties) ?? {})) {
    const less = dropped(declared, path);
    const again = at(type.outputs?.(id, less), path);
    const isInput = type.fields.some((field) => field.path === path.join("."));
    if (again !== undefined && (!isInput || isDeepStrictEqual(again, at(properties, path)))) declared = less;
  }
  return declared;
}

function leavesOf(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (!isProperties(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

function at(value: unknown, [key, ...below]: Path): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) return at(value[Number(key)], below);
  return isProperties(value) ? at(value[key], below) : undefined;
}

/** Without the value at a path, and without the objects that it leaves empty. */
function dropped(properties: Properties, [key, ...below]: Path): Properties {
  if (key === undefined || !(key in properties)) return properties;
  const { [key]: inner, ...rest } = properties;
  if (below.length === 0) return rest;
  if (Array.isArray(inner)) {
    const [index, ...deeper] = below;
    return {
      ...properties,
      [key]: inner.map((item, at) => (at === index && isProperties(item) ? dropped(item, deeper) : item)),
    };
  }
  const less = isProperties(inner) ? dropped(inner, below) : inner;
  return isProperties(less) && Object.keys(less).length === 0 ? rest : { ...rest, [key]: less };
}

function unknownLike(properties: Properties): Properties {
  const entries = Object.entries(properties);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isProperties(value) ? unknownLike(value) : UNKNOWN]),
  );
}

/** The first, and over it the second. */
function over(below: Properties, above: Properties): Properties {
  const result: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const other = below[key];
    result[key] = isProperties(value) && isProperties(other) ? over(other, value) : value;
  }
  return result;
}
