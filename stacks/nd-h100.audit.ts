import * as pulumi from "@pulumi/pulumi";
import {
  AuditLog,
  type BlobStore,
  type EgressFirewall,
  type KeyVault,
  type PrivateRegistry,
  type TrainingCluster,
} from "../components/azure/index.ts";

/** Everything of which it is recorded who did what to it. Keys are the beginnings of logical names. */
export interface Audited {
  readonly cluster: TrainingCluster;
  readonly firewalls: Readonly<Record<string, EgressFirewall>>;
  readonly vaults: Readonly<Record<string, KeyVault>>;
  readonly registry: PrivateRegistry;
  readonly stores: Readonly<Record<string, BlobStore>>;
}

/**
 * Who did what to the API server, keys, data and images.
 *
 * @param workspaceId where it is recorded.
 */
export function declareAudit(
  workspaceId: pulumi.Input<string>,
  { cluster, firewalls, vaults, registry, stores }: Audited,
): void {
  const record = (
    name: string,
    targetId: pulumi.Input<string>,
    categories: readonly string[],
    protect = true,
  ) => new AuditLog(`${name}-audit`, { targetId, workspaceId, categories, protect });
  record("cluster", cluster.clusterId, ["kube-audit-admin", "guard", "kube-apiserver", "cluster-autoscaler"]);
  for (const [name, { firewallId }] of Object.entries(firewalls)) {
    record(name, firewallId, ["AZFWApplicationRule", "AZFWNetworkRule", "AZFWThreatIntel"], false);
  }
  record("registry", registry.registryId, [
    "ContainerRegistryLoginEvents",
    "ContainerRegistryRepositoryEvents",
  ]);
  for (const [purpose, { vaultId }] of Object.entries(vaults))
    record(`${purpose}-vault`, vaultId, ["AuditEvent"]);
  for (const [purpose, { accountId }] of Object.entries(stores)) {
    record(purpose, pulumi.interpolate`${accountId}/blobServices/default`, [
      "StorageRead",
      "StorageWrite",
      "StorageDelete",
    ]);
  }
}
