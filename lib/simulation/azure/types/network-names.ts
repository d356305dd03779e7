import type { FieldRule } from "./resource-type.ts";
import { NAME_RULES } from "./rows.ts";

/** Where what belongs to a network lies. */
export const NETWORK =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network";

/** Name of anything that Microsoft.Network has. */
export function networkName(path: string, [least, most]: readonly [number, number] = [1, 80]): FieldRule {
  const rest = `[A-Za-z0-9_.-]{${Math.max(least - 2, 0)},${most - 2}}[A-Za-z0-9_]`;
  return {
    path,
    required: true,
    pattern: new RegExp(`^[A-Za-z0-9]${least > 1 ? rest : `(?:${rest})?`}$`),
    code: "InvalidResourceName",
    rule: `${least} to ${most} letters, digits, underscores, periods and hyphens, the first a letter or digit, the last a letter, digit or underscore`,
    source: NAME_RULES,
  };
}
