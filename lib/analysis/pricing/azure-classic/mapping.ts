import type { Properties, Resource, Value } from "../../../graph/graph.ts";
import { valueAt } from "../../../graph/graph.ts";
import { isHidden } from "../../reading.ts";

/**
 * What an azure-native input is made from: the path of a classic input, a constant, or a function of all classic inputs.
 * An unknown stays unknown.
 */
export type From =
  | string
  | { readonly constant: Value }
  | { readonly path: string; readonly as: (text: string) => Value }
  | ((inputs: Properties) => Value | undefined);

/** Azure-native input paths, and what each is made from. */
export type PropertyMapping = { readonly [nativePath: string]: From };

/** A type of the classic provider, and the azure-native type whose prices it has. */
export interface ClassicType {
  readonly type: string;
  readonly inputs: PropertyMapping;
}

/** The inputs as azure-native has them; what nothing maps is left out. */
export function mapped(inputs: Properties, mapping: PropertyMapping): Properties {
  const result: { [key: string]: Value } = {};
  for (const [path, from] of Object.entries(mapping)) {
    const value = sourceOf(inputs, from);
    if (value !== undefined) setAt(result, path.split("."), value);
  }
  return result;
}

/** The resource as azure-native declares it. It keeps its URN. */
export function asNative(resource: Resource, { type, inputs: mapping }: ClassicType): Resource {
  const dependencies = resource.propertyDependencies ?? {};
  const entries = Object.entries(mapping).flatMap(([nativePath, from]): [string, readonly string[]][] => {
    const path = typeof from === "object" && "path" in from ? from.path : from;
    const urns = typeof path === "string" ? dependencies[top(path)] : undefined;
    return urns === undefined ? [] : [[top(nativePath), urns]];
  });
  return {
    ...resource,
    type,
    inputs: mapped(resource.inputs, { ...mapping, tags: "tags" }),
    ...(resource.propertyDependencies !== undefined && { propertyDependencies: Object.fromEntries(entries) }),
  };
}

function sourceOf(inputs: Properties, from: From): Value | undefined {
  if (typeof from === "function") return from(inputs);
  if (typeof from === "string") return valueAt(inputs, from);
  if ("constant" in from) return from.constant;
  const value = valueAt(inputs, from.path);
  return typeof value === "string" ? from.as(value) : isHidden(value) ? value : undefined;
}

function setAt(target: { [key: string]: Value }, [key = "", ...rest]: readonly string[], value: Value): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = { ...(target[key] as Properties | undefined) };
  setAt(inner, rest, value);
  target[key] = inner;
}

function top(path: string): string {
  return path.split(".")[0] ?? path;
}
