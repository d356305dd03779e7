import { replacementList } from "../../../catalog/azure/property-changes/property-change.ts";
import { propertyChangeOf } from "../../../catalog/azure/property-changes.ts";
import type { ResourceType } from "../azure/types/resource-type.ts";
import { isProperties, type Properties } from "./wire.ts";

/** How one property differs. */
export interface Difference {
  /** `securityRules[2].priority` */
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** Whether azure-native makes a new resource for it. */
  readonly replaces: boolean;
}

/** What an update from one set of inputs to another would change, property by property, as azure-native tells it. */
export function differences(type: ResourceType, olds: Properties, news: Properties): Difference[] {
  return changes(olds, news, "")
    .filter(({ path, from, to }) => path !== "location" || placeOf(from) !== placeOf(to))
    .map(({ path, from, to }) => ({
      path,
      kind: from === undefined ? "add" : to === undefined ? "delete" : "update",
      replaces: replaces(type, path),
    }));
}

/** The property of the resource that a path lies in. */
export function topOf({ path }: Difference): string {
  return path.replace(/[.[].*/, "");
}

interface Change {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

function changes(from: unknown, to: unknown, path: string): Change[] {
  const within = path === "" ? "" : `${path}.`;
  if (isProperties(from) && isProperties(to)) {
    const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return keys.flatMap((key) => changes(from[key], to[key], `${within}${key}`));
  }
  if (Array.isArray(from) && Array.isArray(to)) {
    const length = Math.max(from.length, to.length);
    return Array.from({ length }, (_, index) => changes(from[index], to[index], `${path}[${index}]`)).flat();
  }
  return from === to ? [] : [{ path, from, to }];
}

/** Azure writes `East US` and `eastus` for one region. */
function placeOf(location: unknown): unknown {
  return typeof location === "string" ? location.toLowerCase().replaceAll(" ", "") : location;
}

/**
 * As azure-native has it: what is part of the id, and its list of properties. Some for which the catalogue advises a new pool
 * are on that list, and azure-native does not heed the advice.
 */
function replaces(type: ResourceType, path: string): boolean {
  if (type.id.includes(`{${path}}`)) return true;
  const row = propertyChangeOf(type.token, path.replaceAll(/\[\d+\]/g, ""));
  return row?.change === "replace" || (row?.change === "newPool" && row.source === replacementList.source);
}
