import * as containerservice from "@pulumi/azure-native/containerservice/index.js";
import type { containerservice as inputs } from "@pulumi/azure-native/types/input.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { keepKnown } from "../keep-known.ts";
import { known, knownId } from "../known.ts";
import { tagsOf } from "../tags.ts";
import { releaseSchedule, upgradeSchedule } from "./maintenance.ts";
import { SYSTEM_OS_DISK_GIB } from "./system-pool.ts";
import {
  type ResolvedTrainingCluster,
  resolveTrainingClusterArgs,
  type TrainingClusterArgs,
} from "./training-cluster.args.ts";

/** A part of the cluster's inputs. */
type Inputs = Partial<containerservice.ManagedClusterArgs>;

/**
 * An AKS cluster that nothing outside its network reaches and, when isolated, that reaches nothing outside: API server
 * inside the VNet without a public name, nodes started from a private registry, Entra identities only, secrets in etcd
 * encrypted with a key of a private vault, and Cilium between pods.
 *
 * GPU nodes join as pools of their own. The system pool is part of the cluster, because AKS wants one at creation:
 * Azure changes its number of nodes and upgrade settings in place and refuses other changes. For another size, let a
 * second system pool carry the pods, make the pool `system` anew in Azure, write its size here, and refresh the stack
 * (https://github.com/pulumi/pulumi-azure-native/issues/2719).
 */
export class TrainingCluster extends pulumi.ComponentResource {
  /** Azure's name of the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** Resource id of the cluster. */
  readonly clusterId: pulumi.Output<string>;
  /** Issuer of the tokens that pods exchange for Entra tokens. */
  readonly oidcIssuerUrl: pulumi.Output<string>;
  /** Resource group in which AKS keeps the nodes; read-only for everybody else. */
  readonly nodeResourceGroup: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: TrainingClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const resolved = resolveTrainingClusterArgs(args);
    super("exaform:azure:TrainingCluster", name, {}, opts);

    const childName = `${name}-cluster`;
    const securityProfile = security(args);
    const cluster = new containerservice.ManagedCluster(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        resourceName: resolved.clusterName,
        location: resolved.location,
        ...network(args, resolved),
        ...identities(args, resolved),
        diskEncryptionSetID: args.diskEncryptionSetId,
        securityProfile,
        ...upgrades(resolved),
        ...services(resolved),
        agentPoolProfiles: [systemPool(args, resolved)],
        nodeResourceGroup: resolved.nodeResourceGroup,
        nodeResourceGroupProfile: { restrictionLevel: "ReadOnly" },
        tags: tagsOf(this, "azure-native:containerservice:ManagedCluster", childName, args.tags),
      },
      {
        parent: this,
        protect: resolved.protect,
        hooks: conflictRetry(),
        // The version of the key of etcd is unknown until the key is made.
        transformations: [keepKnown({ securityProfile })],
        // The name is given: a second cluster of that name would be this one, and deleting "the first" would delete it
        // (https://github.com/pulumi/pulumi-azure/issues/182).
        deleteBeforeReplace: true,
        // An upgrade of the control plane waits for the pools that go with it.
        customTimeouts: { create: "2h", update: "24h", delete: "2h" },
        ignoreChanges: [
          // A new version of the key would demand that every secret is written again: that is a decision of its own.
          "securityProfile.azureKeyVaultKms.keyId",
          ...(aksOwnsVersion(resolved)
            ? ["kubernetesVersion", "agentPoolProfiles[0].orchestratorVersion"]
            : []),
        ],
      },
    );
    this.clusterName = known(cluster, resolved.clusterName);
    this.schedule(name, args.resourceGroupName, resolved);

    const path = `Microsoft.ContainerService/managedClusters/${resolved.clusterName}`;
    this.clusterId = knownId(cluster, args.resourceGroupName, path);
    this.oidcIssuerUrl = pulumi
      .all([cluster.id, cluster.oidcIssuerProfile])
      .apply(([id, oidc]) => issuerOf(id, oidc));
    this.nodeResourceGroup = known(cluster, resolved.nodeResourceGroup);
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterId: this.clusterId,
      oidcIssuerUrl: this.oidcIssuerUrl,
      nodeResourceGroup: this.nodeResourceGroup,
    });
  }

  /** Keeps Azure's own changes, of the control plane, of Kubernetes and of node images, to the maintenance window. */
  private schedule(
    name: string,
    resourceGroupName: pulumi.Input<string>,
    { maintenance }: ResolvedTrainingCluster,
  ): void {
    const schedules = {
      default: releaseSchedule(maintenance),
      aksManagedAutoUpgradeSchedule: upgradeSchedule(maintenance),
      aksManagedNodeOSUpgradeSchedule: upgradeSchedule(maintenance),
    };
    for (const [configName, schedule] of Object.entries(schedules)) {
      new containerservice.MaintenanceConfiguration(
        `${name}-maintenance-${configName}`,
        { resourceGroupName, resourceName: this.clusterName, configName, ...schedule },
        { parent: this, hooks: conflictRetry() },
      );
    }
  }
}

/** Whether AKS moves the Kubernetes version by itself, so that the program's is only the first one. */
function aksOwnsVersion({ upgradeChannel }: ResolvedTrainingCluster): boolean {
  return ["patch", "stable", "rapid"].includes(upgradeChannel);
}

/** Who reaches the API server, and what nodes and pods reach. */
function network(args: TrainingClusterArgs, cluster: ResolvedTrainingCluster): Inputs {
  return {
    dnsPrefix: cluster.dnsPrefix,
    publicNetworkAccess: "Disabled",
    apiServerAccessProfile: {
      enablePrivateCluster: true,
      enablePrivateClusterPublicFQDN: false,
      enableVnetIntegration: true,
      subnetId: args.apiServerSubnetId,
      privateDNSZone: args.privateDnsZoneId,
      // Run-command is a way in past the network.
      disableRunCommand: true,
    },
    networkProfile: {
      networkPlugin: "azure",
      networkPluginMode: "overlay",
      networkDataplane: "cilium",
      networkPolicy: "cilium",
      ipFamilies: ["IPv4"],
      podCidr: cluster.podCidr,
      serviceCidr: cluster.serviceCidr,
      dnsServiceIP: cluster.dnsServiceIp,
      loadBalancerSku: "standard",
      outboundType: cluster.isolation === "isolated" ? "none" : "userDefinedRouting",
    },
    // With a route out too: what starts the nodes then comes from one place that is ours.
    bootstrapProfile: { artifactSource: "Cache", containerRegistryId: args.registryId },
  };
}

/** Who the cluster is, and who may use it. */
function identities(args: TrainingClusterArgs, { adminGroups }: ResolvedTrainingCluster): Inputs {
  const { id, clientId, principalId } = args.kubeletIdentity;
  return {
    disableLocalAccounts: true,
    enableRBAC: true,
    aadProfile: { managed: true, enableAzureRBAC: true, adminGroupObjectIDs: [...adminGroups] },
    identity: { type: "UserAssigned", userAssignedIdentities: [args.controlPlaneIdentityId] },
    identityProfile: { kubeletidentity: { resourceId: id, clientId, objectId: principalId } },
    oidcIssuerProfile: { enabled: true },
  };
}

/** What encrypts secrets in etcd, and how pods get tokens. */
function security(args: TrainingClusterArgs): inputs.ManagedClusterSecurityProfileArgs {
  return {
    azureKeyVaultKms: {
      enabled: true,
      keyId: args.etcdKeyId,
      keyVaultNetworkAccess: "Private",
      keyVaultResourceId: args.etcdVaultId,
    },
    workloadIdentity: { enabled: true },
    imageCleaner: { enabled: true, intervalHours: 168 },
  };
}

/** Which versions run, and who moves them. */
function upgrades(cluster: ResolvedTrainingCluster): Inputs {
  return {
    kubernetesVersion: cluster.kubernetesVersion,
    autoUpgradeProfile: {
      upgradeChannel: cluster.upgradeChannel,
      nodeOSUpgradeChannel: cluster.nodeOsUpgradeChannel,
    },
  };
}

/** What Azure runs and supports. */
function services({ tier }: ResolvedTrainingCluster): Inputs {
  return {
    sku: { name: "Base", tier },
    supportPlan: tier === "Premium" ? "AKSLongTermSupport" : "KubernetesOfficial",
    storageProfile: {
      diskCSIDriver: { enabled: true },
      blobCSIDriver: { enabled: true },
      // Azure Files mounts with account keys, which our storage accounts do not accept.
      fileCSIDriver: { enabled: false },
      snapshotController: { enabled: false },
    },
  };
}

/** The pool of the cluster's own pods; its taint keeps jobs away. */
function systemPool(
  args: TrainingClusterArgs,
  { systemPool: pool, kubernetesVersion }: ResolvedTrainingCluster,
): inputs.ManagedClusterAgentPoolProfileArgs {
  return {
    name: "system",
    mode: "System",
    type: "VirtualMachineScaleSets",
    scaleSetPriority: "Regular",
    vmSize: pool.vmSize,
    count: pool.nodes,
    enableAutoScaling: false,
    availabilityZones: [...pool.zones],
    vnetSubnetID: args.systemSubnetId,
    orchestratorVersion: kubernetesVersion,
    osType: "Linux",
    osSKU: "Ubuntu",
    osDiskType: "Ephemeral",
    osDiskSizeGB: SYSTEM_OS_DISK_GIB,
    enableEncryptionAtHost: true,
    enableNodePublicIP: false,
    securityProfile: { sshAccess: "Disabled" },
    maxPods: 110,
    nodeTaints: ["CriticalAddonsOnly=true:NoSchedule"],
    upgradeSettings: {
      // Written down, because the documented defaults (1 and 10 %) contradict each other.
      maxSurge: "1",
      drainTimeoutInMinutes: 30,
      nodeSoakDurationInMinutes: 0,
      undrainableNodeBehavior: "Cordon",
    },
  };
}

/** The issuer of a cluster that exists. */
function issuerOf(clusterId: string, oidc: { issuerURL?: string } | undefined): string {
  if (oidc?.issuerURL === undefined)
    throw new Error(`${clusterId} has no OIDC issuer, though one was asked for`);
  return oidc.issuerURL;
}
