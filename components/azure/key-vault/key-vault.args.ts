import type * as pulumi from "@pulumi/pulumi";
import { keyVaultNameProblems } from "../../../lib/planning/names.ts";
import { refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import type { EndpointPlace } from "../private-endpoint/index.ts";
import type { Tags } from "../tags.ts";
import { exposures, type VaultExposure, type VaultPurpose } from "./purpose.ts";

/** Arguments of {@link KeyVault}. */
export interface KeyVaultArgs<Purpose extends VaultPurpose = VaultPurpose> {
  /** Resource group of the vault. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`: that of everything its keys encrypt. */
  readonly location: string;
  /** Azure's name of the vault, unique in all of Azure. A deleted vault keeps it for 90 days. */
  readonly vaultName: string;
  /** What the keys of the vault encrypt; decides how far the vault is open. */
  readonly purpose: Purpose;
  /** Entra tenant whose identities use the vault. */
  readonly tenantId: string;
  /** Where the vault's endpoint stands; `privatelink.vaultcore.azure.net` must be among the zones. */
  readonly endpoints: EndpointPlace;
  /** Tags besides `purpose` and the stack's own. @default {} */
  readonly tags?: Tags;
}

/** What follows from a vault's arguments. */
export interface ResolvedKeyVault {
  readonly exposure: VaultExposure;
  readonly tags: Tags;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the arguments stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveKeyVaultArgs(
  { vaultName, purpose, tags = {} }: Pick<KeyVaultArgs, "vaultName" | "purpose" | "tags">,
  path = "",
): ResolvedKeyVault {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  refuse("KeyVault", [...keyVaultNameProblems(vaultName, at("vaultName")), ...tagProblems(tags, at("tags"))]);
  return { exposure: exposures[purpose], tags: { ...tags, purpose } };
}
