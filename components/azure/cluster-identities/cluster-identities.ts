import * as pulumi from "@pulumi/pulumi";
import type { RoleName } from "../../../catalog/azure/roles.ts";
import { createIdentity, type Identity } from "../identity.ts";
import { known } from "../known.ts";
import { createRoleAssignment } from "../role-assignment.ts";
import { type ClusterIdentitiesArgs, resolveClusterIdentitiesArgs } from "./cluster-identities.args.ts";

/** An identity that has its roles: its resource id waits for every one of them. */
export type ClusterIdentity = Identity;

/** A role, where it holds, and the end of the assignment's logical name. */
type Grant = readonly [suffix: string, role: RoleName, scope: pulumi.Input<string>];

/**
 * The identities of an AKS cluster, with no role that it does not need, each on the one resource that needs it: the
 * control plane's, which joins the subnets, writes the API server's DNS record, uses the key of etcd and gives nodes
 * their identity and disks; and the kubelet's, with which nodes pull images, and jobs get tokens for their data from the
 * instance metadata service, the only way to a token without a route out. Every pod of the cluster can take it.
 *
 * Secrets in etcd are lost with the control plane's identity
 * (https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption, 2025-12), so Pulumi keeps it and its roles.
 */
export class ClusterIdentities extends pulumi.ComponentResource {
  /** Identity of the control plane. */
  readonly controlPlane: ClusterIdentity;
  /** Identity of the nodes. */
  readonly kubelet: ClusterIdentity;

  readonly #kept = { parent: this, protect: true, retainOnDelete: true };

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: ClusterIdentitiesArgs, opts?: pulumi.ComponentResourceOptions) {
    const names = resolveClusterIdentitiesArgs(args);
    super("exaform:azure:ClusterIdentities", name, {}, opts);

    this.kubelet = this.identityWith(`${name}-kubelet`, names.kubelet, args, [
      ["pull", "AcrPull", args.registryId],
    ]);
    // Nodes start without them, and need not wait.
    this.assign(`${name}-kubelet`, this.kubelet.principalId, [
      ...grantsOn(args.readStoreIds, "read", "Storage Blob Data Reader"),
      ...grantsOn(args.writeStoreIds, "write", "Storage Blob Data Contributor"),
    ]);
    this.controlPlane = this.identityWith(`${name}-control-plane`, names.controlPlane, args, [
      // https://learn.microsoft.com/azure/aks/use-managed-identity (2026-08): to give nodes an identity that we made.
      ["kubelet", "Managed Identity Operator", this.kubelet.id],
      // On the whole network: AKS joins its subnets, and links the API server's zone to it even where the link is there.
      // https://learn.microsoft.com/azure/aks/private-clusters (2026-08)
      ["network", "Network Contributor", args.vnetId],
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
    identityName: string,
    { resourceGroupName, location, tags }: ClusterIdentitiesArgs,
    grants: readonly Grant[],
  ): ClusterIdentity {
    const identity = createIdentity(
      childName,
      { resourceGroupName, location, identityName, tags },
      this.#kept,
    );
    const assignments = this.assign(childName, identity.principalId, grants);
    const id = assignments.reduce((waiting, assignment) => known(assignment, waiting), identity.id);
    return { ...identity, id };
  }

  private assign(
    childName: string,
    principalId: ClusterIdentity["principalId"],
    grants: readonly Grant[],
  ): pulumi.Resource[] {
    return grants.map(([suffix, role, scope]) =>
      createRoleAssignment(`${childName}-${suffix}`, { principalId, role, scope }, this.#kept),
    );
  }
}

function grantsOn(storeIds: ClusterIdentitiesArgs["readStoreIds"], suffix: string, role: RoleName): Grant[] {
  return Object.entries(storeIds ?? {}).map(([store, id]) => [`${suffix}-${store}`, role, id]);
}
