import type * as pulumi from "@pulumi/pulumi";
import { registryNameProblems } from "../../../lib/planning/names.ts";
import { refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import type { EndpointPlace } from "../private-endpoint/index.ts";
import type { Tags } from "../tags.ts";

/** Arguments of {@link PrivateRegistry}. */
export interface PrivateRegistryArgs {
  /** Resource group of the registry. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** Azure's name of the registry, unique in all of Azure: 5 to 50 letters and digits. */
  readonly registryName: string;
  /** Where the registry's endpoint stands, which takes two addresses, of the registry and of its data; `privatelink.azurecr.io` must be among the zones. */
  readonly endpoints: EndpointPlace;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** What follows from a registry's arguments. */
export interface ResolvedPrivateRegistry {
  readonly tags: Tags;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the arguments stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolvePrivateRegistryArgs(
  { registryName, tags = {} }: Pick<PrivateRegistryArgs, "registryName" | "tags">,
  path = "",
): ResolvedPrivateRegistry {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  refuse("PrivateRegistry", [
    ...registryNameProblems(registryName, at("registryName")),
    ...tagProblems(tags, at("tags")),
  ]);
  return { tags };
}
