import type { Graph, Resource, Value } from "../../lib/graph/graph.ts";
import * as types from "../resource-types.ts";
import { change, withInput } from "./build-graph.ts";

/** One way to break the reference graph. */
export interface Mutation {
  /** The rule that must fail, and the only one. */
  readonly rule: string;
  readonly type: string;
  readonly name: string;
  /** Path of the finding. */
  readonly path: string;
  readonly apply: (graph: Graph) => Graph;
}

function input(rule: string, type: string, name: string, path: string, value: Value | undefined): Mutation {
  return {
    rule,
    type,
    name,
    path: path.replaceAll(/\.(\d+)\./g, "[$1]."),
    apply: (graph) => change(graph, type, name, (found) => withInput(found, path, value)),
  };
}

function option(rule: string, type: string, name: string, key: "protect" | "retainOnDelete"): Mutation {
  const drop = (found: Resource): Resource => ({ ...found, options: { ...found.options, [key]: false } });
  return { rule, type, name, path: `options.${key}`, apply: (graph) => change(graph, type, name, drop) };
}

const PREFIX = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPPrefixes/p";

const DATA: readonly (readonly [type: string, name: string])[] = [
  [types.STORAGE_ACCOUNT, "datasets"],
  [types.BLOB_CONTAINER, "shards"],
  [types.LUSTRE_FILE_SYSTEM, "scratch"],
  [types.VAULT, "disk-vault"],
  [types.KEY, "disk-key"],
  [types.DISK_ENCRYPTION_SET, "disks"],
  [types.REGISTRY, "registry"],
  [types.LOG_WORKSPACE, "logs"],
];

/** Every property that a rule looks at in the reference graph, broken once. */
export const mutations: readonly Mutation[] = [
  input("N01", types.MANAGED_CLUSTER, "cluster", "apiServerAccessProfile.enablePrivateCluster", false),
  input("N04", types.MANAGED_CLUSTER, "cluster", "networkProfile.outboundType", "userDefinedRouting"),
  input("N06", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.enableNodePublicIP", true),
  input("N06", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.nodePublicIPPrefixID", PREFIX),
  input("N06", types.AGENT_POOL, "island-0", "enableNodePublicIP", true),
  input("N06", types.AGENT_POOL, "island-0", "nodePublicIPPrefixID", PREFIX),
  input("N08", types.SUBNET, "nodes", "networkSecurityGroup.id", undefined),
  input("N08", types.VIRTUAL_NETWORK, "network", "subnets.0.networkSecurityGroup.id", undefined),
  input("I01", types.MANAGED_CLUSTER, "cluster", "disableLocalAccounts", false),
  input("E01", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.enableEncryptionAtHost", false),
  input("E01", types.AGENT_POOL, "island-0", "enableEncryptionAtHost", undefined),
  input("E01", types.SCALE_SET, "machines", "virtualMachineProfile.securityProfile.encryptionAtHost", false),
  input("E01", types.VIRTUAL_MACHINE, "runner", "securityProfile.encryptionAtHost", false),
  input("E02", types.MANAGED_CLUSTER, "cluster", "diskEncryptionSetID", undefined),
  input("E02", types.DISK_ENCRYPTION_SET, "disks", "encryptionType", "EncryptionAtRestWithCustomerKey"),
  input("E02", types.DISK_ENCRYPTION_SET, "disks", "rotationToLatestKeyVersionEnabled", undefined),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.keySource", "Microsoft.Storage"),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.keyVaultProperties.keyName", undefined),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.keyVaultProperties.keyVaultUri", ""),
  input(
    "E04",
    types.STORAGE_ACCOUNT,
    "datasets",
    "encryption.encryptionIdentity.encryptionUserAssignedIdentity",
    undefined,
  ),
  input("E04", types.STORAGE_ACCOUNT, "datasets", "encryption.requireInfrastructureEncryption", false),
  input("E10", types.VAULT, "disk-vault", "properties.enablePurgeProtection", undefined),
  input("E10", types.VAULT, "disk-vault", "properties.enableSoftDelete", false),
  input("E10", types.VAULT, "disk-vault", "properties.softDeleteRetentionInDays", 7),
  ...DATA.flatMap(([type, name]) => [
    option("D01", type, name, "protect"),
    option("D01", type, name, "retainOnDelete"),
  ]),
];
