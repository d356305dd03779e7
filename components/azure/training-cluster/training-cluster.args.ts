import type * as pulumi from "@pulumi/pulumi";
import { clusterNameProblems } from "../../../lib/planning/names.ts";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { DEFAULT_KUBERNETES_VERSION, kubernetesVersionProblems } from "../kubernetes-version.ts";
import { tagProblems } from "../metadata.ts";
import type { Tags } from "../tags.ts";
import { addressProblems } from "./addresses.ts";
import { adminGroupProblems, channelProblems, privateDnsZoneProblems } from "./cluster-problems.ts";
import { type MaintenanceWindow, maintenanceProblems, resolveMaintenance } from "./maintenance.ts";
import {
  type ResolvedSystemPool,
  resolveSystemPool,
  type SystemPoolSettings,
  systemPoolProblems,
} from "./system-pool.ts";

/** What decides how a cluster looks: plain values, checked before anything is registered. */
export interface TrainingClusterSettings {
  /** Azure's name of the cluster: 1 to 63 letters, digits, `-` and `_`. */
  readonly clusterName: string;
  /** Azure region, as `eastus`. */
  readonly location: string;
  /** `isolated`: no route out. `connected`: out through the subnets' route table, to a firewall. Fixed once the cluster
   * exists: Azure could change it, the provider replaces the cluster instead. @default "isolated" */
  readonly isolation?: "isolated" | "connected";
  /** Object ids of the one or two Entra groups whose members administer the cluster. */
  readonly adminGroups: readonly string[];
  /** Addresses of pods, a /24 for each node. */
  readonly podCidr: string;
  /** Addresses of Kubernetes services. */
  readonly serviceCidr: string;
  /** Address of the cluster's DNS service, in `serviceCidr`, not its first. */
  readonly dnsServiceIp: string;
  /** Kubernetes version, as `1.36` or `1.36.2`. @default "1.36" */
  readonly kubernetesVersion?: string;
  /** `Premium` brings two years of support for a version. @default "Standard" */
  readonly tier?: "Standard" | "Premium";
  /**
   * Which upgrades AKS starts by itself in the maintenance windows. An upgrade takes every node out once and with it the
   * jobs, so by default the version is the environment's to raise, where a review sees it. On any channel but `none` and
   * `node-image` AKS owns the version: `kubernetesVersion` is ignored after creation. @default "none"
   */
  readonly upgradeChannel?: "none" | "patch" | "stable" | "rapid" | "node-image";
  /**
   * How nodes get security fixes. `NodeImage`: with new images, in the maintenance windows. `None`: a person sees to it.
   * The others need a route out. @default "NodeImage"
   */
  readonly nodeOsUpgradeChannel?: "NodeImage" | "None" | "SecurityPatch" | "Unmanaged";
  /** When Azure may change the control plane and take nodes out.
   * @default - eight hours from Sunday 02:00 UTC, every four weeks */
  readonly maintenance?: MaintenanceWindow;
  /** The pool of the cluster's own pods. @default - three Standard_D16ds_v5 over zones 1, 2 and 3 */
  readonly systemPool?: SystemPoolSettings;
  /**
   * Whether Pulumi refuses to delete or replace the cluster. On by default: a changed network property replaces it, and
   * a replaced cluster takes every pool, job and Kubernetes object with it. Turn it off for what may be thrown away.
   * @default true
   */
  readonly protect?: boolean;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
  /** Id of the private DNS zone of the API server, `private.<region>.azmk8s.io`. Fixed once the cluster exists. */
  readonly privateDnsZoneId?: pulumi.Input<string>;
}

/** A user-assigned identity. */
export interface UserAssignedIdentity {
  /** Resource id. */
  readonly id: pulumi.Input<string>;
  /** Client (application) id. */
  readonly clientId: pulumi.Input<string>;
  /** Object (principal) id. */
  readonly principalId: pulumi.Input<string>;
}

/** Arguments of {@link TrainingCluster}. */
export interface TrainingClusterArgs extends TrainingClusterSettings {
  /** Resource group of the cluster. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Subnet of the API server: delegated to AKS, at least a /28, nothing else in it. */
  readonly apiServerSubnetId: pulumi.Input<string>;
  /** Subnet of the system pool. */
  readonly systemSubnetId: pulumi.Input<string>;
  readonly privateDnsZoneId: pulumi.Input<string>;
  /** Registry (Premium, private) with the cache rule `aks-managed-mcr`, from which nodes start. */
  readonly registryId: pulumi.Input<string>;
  /** Resource id of the control plane's identity: Network Contributor on the subnets, Private DNS Zone Contributor on
   * the zone, Managed Identity Operator on the kubelet's identity, Key Vault Crypto User on the etcd vault. */
  readonly controlPlaneIdentityId: pulumi.Input<string>;
  /** The nodes' identity: AcrPull on the registry. */
  readonly kubeletIdentity: UserAssignedIdentity;
  /** Disk encryption set of the nodes' disks. Fixed once the cluster exists. */
  readonly diskEncryptionSetId: pulumi.Input<string>;
  /** Vault, reached by private endpoint only, of the key that encrypts etcd. */
  readonly etcdVaultId: pulumi.Input<string>;
  /** Identifier of that key, with its version. Never delete a version that was used: the cluster dies with it. */
  readonly etcdKeyId: pulumi.Input<string>;
}

/** A cluster's settings with every default filled in. */
export interface ResolvedTrainingCluster
  extends Required<
    Omit<TrainingClusterSettings, "systemPool" | "maintenance" | "tags" | "privateDnsZoneId">
  > {
  readonly maintenance: Required<MaintenanceWindow>;
  readonly systemPool: ResolvedSystemPool;
  /** Resource group that AKS makes for the nodes. */
  readonly nodeResourceGroup: string;
  /** First part of the API server's host name. */
  readonly dnsPrefix: string;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveTrainingClusterArgs(
  settings: TrainingClusterSettings,
  path = "",
): ResolvedTrainingCluster {
  const { clusterName, location, adminGroups, podCidr, serviceCidr, dnsServiceIp } = settings;
  const resolved: ResolvedTrainingCluster = {
    clusterName,
    location,
    adminGroups,
    podCidr,
    serviceCidr,
    dnsServiceIp,
    isolation: settings.isolation ?? "isolated",
    kubernetesVersion: settings.kubernetesVersion ?? DEFAULT_KUBERNETES_VERSION,
    tier: settings.tier ?? "Standard",
    upgradeChannel: settings.upgradeChannel ?? "none",
    nodeOsUpgradeChannel: settings.nodeOsUpgradeChannel ?? "NodeImage",
    protect: settings.protect ?? true,
    maintenance: resolveMaintenance(settings.maintenance),
    systemPool: resolveSystemPool(settings.systemPool),
    nodeResourceGroup: `${clusterName}-nodes`,
    // A host name's label: no underscore, and room for the suffix that AKS adds.
    dnsPrefix: clusterName.replaceAll("_", "-").slice(0, 54).replace(/-+$/, ""),
  };
  refuse("TrainingCluster", problemsOf(settings, resolved, path));
  return resolved;
}

function problemsOf(
  settings: TrainingClusterSettings,
  cluster: ResolvedTrainingCluster,
  prefix: string,
): Problem[] {
  const at = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
  return [
    ...clusterNameProblems(cluster.clusterName, at("clusterName")),
    ...kubernetesVersionProblems(cluster.kubernetesVersion, at("kubernetesVersion")),
    ...channelProblems(cluster, at),
    ...adminGroupProblems(cluster.adminGroups, at("adminGroups")),
    ...addressProblems(cluster, at),
    ...maintenanceProblems(cluster.maintenance, at("maintenance")),
    ...systemPoolProblems(settings.systemPool ?? {}, cluster.systemPool, at("systemPool")),
    ...privateDnsZoneProblems(settings.privateDnsZoneId, at("privateDnsZoneId")),
    ...tagProblems(settings.tags ?? {}, at("tags")),
  ];
}
