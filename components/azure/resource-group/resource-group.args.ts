import { resourceGroupNameProblems } from "../../../lib/planning/names.ts";
import { refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import type { Tags } from "../tags.ts";

/** Arguments of {@link ProtectedResourceGroup}. */
export interface ProtectedResourceGroupArgs {
  /** Azure's name of the group. */
  readonly resourceGroupName: string;
  /** Azure region, as `eastus`. Fixed once the group exists. */
  readonly location: string;
  /**
   * Whether neither Pulumi nor anybody in Azure may delete the group or what is in it. Turn it off only for a group
   * whose contents may be lost, such as scratch of a development stack. @default true
   */
  readonly protect?: boolean;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the arguments stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveProtectedResourceGroupArgs(
  args: ProtectedResourceGroupArgs,
  path = "",
): Required<ProtectedResourceGroupArgs> {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  const resolved = { protect: true, tags: {}, ...args };
  refuse("ProtectedResourceGroup", [
    ...resourceGroupNameProblems(resolved.resourceGroupName, at("resourceGroupName")),
    ...tagProblems(resolved.tags, at("tags")),
  ]);
  return resolved;
}
