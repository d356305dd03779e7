import type { PropertyDifference, ResourceChange } from "./change.ts";
import { replaces } from "./effects.ts";

/** The properties that make a change what it is. */
export function decisive({ kind, differences }: ResourceChange): readonly PropertyDifference[] {
  switch (kind) {
    case "replaced":
      return differences.filter(replaces);
    case "refused":
      return differences.filter(({ effect }) => effect === "refused");
    case "unknown":
      return differences.filter(({ effect }) => effect !== "inPlace");
    default:
      return differences.filter(({ property }) => property.split(".")[0] !== "tags");
  }
}
