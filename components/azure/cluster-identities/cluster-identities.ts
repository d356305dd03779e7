import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import * as pulumi from "@pulumi/pulumi";
import type { RoleName } from "../../../catalog/azure/roles.ts";
import { known, knownId } from "../known.ts";
import { createRoleAssignment } from "../role-assignment.ts";
import { tagsOf } from "../tags.ts";
import { type ClusterIdentitiesArgs, resolveClusterIdentitiesArgs } from "./cluster-identities.args.ts";

/** A managed identity that has its roles. */
export interface ClusterIdentity {
  /** Resource id; waits for every role of the identity. */
  readonly id: pulumi.Output<string>;
  /** Client (application) id. */
  readonly clientId: pulumi.Output<string>;
  /** Object (principal) id. */
  readonly principalId: pulumi.Output<string>;
}

/** A role, where it holds, and the end of the assignment's logical name. */
type Grant = readonly [suffix: string, role: RoleName, scope: pulumi.Input<string>];

/**
 * The identities of an AKS cluster, with no role that it does not need, each on the one resource that needs it: the
 * control plane's, which joins the subnets, writes the API server's DNS record, uses the key of etcd and gives nodes
 * their identity and disks; and the kubelet's, with which nodes pull images and do nothing else.
 */
export class ClusterIdentities extends pulumi.ComponentResource {
  /** Identity of the control plane. */
  readonly controlPlane: ClusterIdentity;
  /** Identity of the nodes. */
  readonly kubelet: ClusterIdentity;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: ClusterIdentitiesArgs, opts?: pulumi.ComponentResourceOptions) {
    const names = resolveClusterIdentitiesArgs(args);
    super("exaform:azure:ClusterIdentities", name, args, opts);

    this.kubelet = this.identityWith(`${name}-kubelet`, names.kubelet, args, [
      ["pull", "AcrPull", args.registryId],
    ]);
    this.controlPlane = this.identityWith(`${name}-control-plane`, names.controlPlane, args, [
      // https://learn.microsoft.com/azure/aks/use-managed-identity (2026-08): to give nodes an identity that we made.
      ["kubelet", "Managed Identity Operator", this.kubelet.id],
      // https://learn.microsoft.com/azure/aks/api-server-vnet-integration (2026-04).
      ...Object.entries(args.subnetIds).map(
        ([subnet, id]): Grant => [`subnet-${subnet}`, "Network Contributor", id],
      ),
      // https://learn.microsoft.com/azure/aks/private-clusters (2026-08).
      ["api-server-zone", "Private DNS Zone Contributor", args.apiServerZoneId],
      // https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption (2025-12): to use the key, and to reach a private vault.
      ["etcd-key", "Key Vault Crypto User", args.etcdKey.keyId],
      ["etcd-vault", "Key Vault Contributor", args.etcdKey.vaultId],
      // https://learn.microsoft.com/azure/aks/azure-disk-customer-managed-keys (2024-02).
      ["disks", "Reader", args.diskEncryptionSetId],
    ]);
    this.registerOutputs({ controlPlane: this.controlPlane, kubelet: this.kubelet });
  }

  /** Makes one identity and gives it its roles. */
  private identityWith(
    childName: string,
    resourceName: string,
    { resourceGroupName, location, tags }: ClusterIdentitiesArgs,
    grants: readonly Grant[],
  ): ClusterIdentity {
    const identity = new managedidentity.UserAssignedIdentity(
      childName,
      {
        resourceGroupName,
        location,
        resourceName,
        tags: tagsOf(this, "azure-native:managedidentity:UserAssignedIdentity", childName, tags),
      },
      { parent: this },
    );
    const { principalId, clientId } = identity;
    const assignments = grants.map(([suffix, role, scope]) =>
      createRoleAssignment(`${childName}-${suffix}`, { principalId, role, scope }, { parent: this }),
    );
    const path = `Microsoft.ManagedIdentity/userAssignedIdentities/${resourceName}`;
    const id = assignments.reduce(
      (waiting, assignment) => known(assignment, waiting),
      knownId(identity, resourceGroupName, path),
    );
    return { id, clientId, principalId };
  }
}
