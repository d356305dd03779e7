import { commonChanges } from "./property-changes/common.ts";
import { containerChanges } from "./property-changes/containers.ts";
import { dataChanges } from "./property-changes/data.ts";
import { networkChanges } from "./property-changes/network.ts";
import type { PropertyChange } from "./property-changes/property-change.ts";

export { idInputs } from "./property-changes/common.ts";
export type { Change, PropertyChange } from "./property-changes/property-change.ts";

/**
 * What changes of properties do, by resource type.
 */
export const propertyChanges: readonly PropertyChange[] = [
  ...containerChanges,
  ...dataChanges,
  ...networkChanges,
  ...commonChanges,
];

const byType = Map.groupBy(propertyChanges, ({ type }) => type);

/**
 * What a change of a property does.
 *
 * @param type type token.
 * @param property path of the input; the row of the nearest property above it answers where it has none itself.
 * @returns `undefined` where the catalogue has no such row: then nothing is known.
 */
export function propertyChangeOf(type: string, property: string): PropertyChange | undefined {
  const rows = byType.get(type) ?? [];
  const above = rows.filter((row) => property === row.property || property.startsWith(`${row.property}.`));
  return above.toSorted((a, b) => b.property.length - a.property.length)[0];
}
