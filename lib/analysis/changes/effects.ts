import { propertyChangeOf, propertyChanges } from "../../../catalog/azure/property-changes.ts";
import type { PropertyDifference } from "./change.ts";

/** What a change of one property does, and who says so. */
type EffectOf = Pick<PropertyDifference, "effect" | "reason" | "source">;

const knownTypes: ReadonlySet<string> = new Set(propertyChanges.map(({ type }) => type));

/** What a change of a property does; `unknown` where the catalogue does not say. */
export function effectOf(type: string, property: string): EffectOf {
  const row = propertyChangeOf(type, property);
  if (row !== undefined) return { effect: row.change, reason: row.reason, source: row.source };
  const what = knownTypes.has(type) ? `this property of ${type}` : `type ${type}`;
  return { effect: "unknown", reason: `the catalogue has no row for ${what}`, source: null };
}

/** Whether a resource cannot keep its place when this property changes. */
export function isFixed(type: string, property: string): boolean {
  const change = propertyChangeOf(type, property)?.change;
  return change !== undefined && change !== "inPlace";
}

/** Whether `pulumi up` would make the resource anew: the old one goes first. */
export function replaces({ effect, certain }: Pick<PropertyDifference, "effect" | "certain">): boolean {
  return certain && (effect === "replace" || effect === "newPool");
}
