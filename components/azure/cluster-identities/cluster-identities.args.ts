import type * as pulumi from "@pulumi/pulumi";
import { clusterNameProblems } from "../../../lib/planning/names.ts";
import { refuse } from "../../../lib/planning/problem.ts";
import { tagProblems } from "../metadata.ts";
import type { Tags } from "../tags.ts";

/** Arguments of {@link ClusterIdentities}: everything that the cluster's identities may touch. */
export interface ClusterIdentitiesArgs {
  /** Resource group of the identities. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** Azure's name of the cluster; those of the identities begin with it. */
  readonly clusterName: string;
  /** Id of the virtual network that the cluster joins, and to which it links its private DNS zone. */
  readonly vnetId: pulumi.Input<string>;
  /** Id of the private DNS zone in which the API server's name stands. */
  readonly apiServerZoneId: pulumi.Input<string>;
  /** Id of the registry from which nodes pull. */
  readonly registryId: pulumi.Input<string>;
  /** Id of the disk encryption set of the nodes' disks. */
  readonly diskEncryptionSetId: pulumi.Input<string>;
  /** Vault and key that encrypt etcd. */
  readonly etcdKey: { readonly vaultId: pulumi.Input<string>; readonly keyId: pulumi.Input<string> };
  /** Ids of storage accounts that jobs read, by a short name that tells them apart. @default {} */
  readonly readStoreIds?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Ids of storage accounts that jobs read and write, by a short name that tells them apart. @default {} */
  readonly writeStoreIds?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** Azure's names of the identities. */
export interface IdentityNames {
  readonly controlPlane: string;
  readonly kubelet: string;
}

/**
 * Works out the names and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the arguments stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveClusterIdentitiesArgs(
  { clusterName, tags = {} }: Pick<ClusterIdentitiesArgs, "clusterName" | "tags">,
  path = "",
): IdentityNames {
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  refuse("ClusterIdentities", [
    ...clusterNameProblems(clusterName, at("clusterName")),
    ...tagProblems(tags, at("tags")),
  ]);
  return { controlPlane: `${clusterName}-control-plane`, kubelet: `${clusterName}-kubelet` };
}
