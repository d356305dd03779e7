import * as containerservice from "@pulumi/azure-native/containerservice/index.js";
import * as pulumi from "@pulumi/pulumi";
import { conflictRetry } from "../conflict-retry.ts";
import { known } from "../known.ts";
import { tagsOf } from "../tags.ts";
import {
  type GpuNodePoolArgs,
  type ResolvedGpuNodePool,
  resolveGpuNodePoolArgs,
} from "./gpu-node-pool.args.ts";
import { upgradeHours } from "./upgrade.ts";

/** A part of the pool's inputs. */
type Inputs = Partial<containerservice.AgentPoolArgs>;

/**
 * A pool of GPU nodes on an AKS cluster: one scale set, hence one InfiniBand island, in one zone. Disks are encrypted on
 * the host, no node has a public address or an SSH server, and an upgrade takes nodes out one by one instead of asking
 * for GPUs that nobody has.
 *
 * Pools of one cluster do not depend on each other: AKS changes one at a time, and {@link conflictRetry} waits for it, so
 * that a pool without capacity does not stop the others. Azure cannot change a pool's size, zone, driver or disks: make a
 * new pool, drain the old one, then remove it.
 */
export class GpuNodePool extends pulumi.ComponentResource {
  /** Azure's name of the pool. */
  readonly agentPoolName: pulumi.Output<string>;
  /** Nodes of the pool; with autoscaling, the number that it starts with. */
  readonly nodes: number;
  /** GPUs of those nodes. */
  readonly gpus: number;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: GpuNodePoolArgs, opts?: pulumi.ComponentResourceOptions) {
    const pool = resolveGpuNodePoolArgs(args);
    super("exaform:azure:GpuNodePool", name, {}, opts);

    const childName = `${name}-agentpool`;
    const agentPool = new containerservice.AgentPool(
      childName,
      {
        resourceGroupName: args.resourceGroupName,
        resourceName: args.clusterName,
        agentPoolName: args.agentPoolName,
        vnetSubnetID: args.subnetId,
        ...machines(args, pool),
        ...counts(args),
        ...upgrades(args, pool),
        ...(args.capacityReservationGroupId !== undefined && {
          capacityReservationGroupID: args.capacityReservationGroupId,
        }),
        tags: tagsOf(this, "azure-native:containerservice:AgentPool", childName, args.tags),
      },
      {
        parent: this,
        protect: args.protect ?? true,
        hooks: conflictRetry(),
        // The name is given, so a new pool of the same name can only be made after the old one is gone.
        deleteBeforeReplace: true,
        // Nodes that are made together take an hour or so; upgraded one after another, as long as their pods take to leave.
        customTimeouts: {
          create: "4h",
          update: `${upgradeHours(pool.upgrade, args.autoscaling?.maxCount ?? args.nodes)}h`,
          delete: "4h",
        },
        // The autoscaler owns the number after creation.
        ignoreChanges: args.autoscaling === undefined ? [] : ["count"],
      },
    );

    this.agentPoolName = known(agentPool, args.agentPoolName);
    this.nodes = args.nodes;
    this.gpus = args.nodes * pool.hardware.gpus.count;
    this.registerOutputs({ agentPoolName: this.agentPoolName, nodes: this.nodes, gpus: this.gpus });
  }
}

/** What each node is, and what guards it. */
function machines({ zone }: GpuNodePoolArgs, pool: ResolvedGpuNodePool): Inputs {
  return {
    type: "VirtualMachineScaleSets",
    mode: "User",
    scaleSetPriority: "Regular",
    vmSize: pool.vmSize,
    availabilityZones: [zone],
    osType: "Linux",
    // Grace nodes take no other image: Azure/ai-infrastructure-on-azure, `infrastructure_references/aks/README.md` (2026-04).
    osSKU: pool.hardware.architecture === "arm64" ? "Ubuntu2404" : "Ubuntu",
    osDiskType: "Ephemeral",
    osDiskSizeGB: pool.osDiskGiB,
    enableEncryptionAtHost: true,
    enableNodePublicIP: false,
    securityProfile: { sshAccess: "Disabled" },
    gpuProfile: { driver: pool.gpuStack === "aksDriver" ? "Install" : "None" },
    maxPods: pool.maxPods,
    nodeLabels: pool.labels,
    nodeTaints: [...pool.taints],
  };
}

/** How many nodes there are, and who may change that. */
function counts({ nodes, autoscaling }: GpuNodePoolArgs): Inputs {
  return {
    count: nodes,
    enableAutoScaling: autoscaling !== undefined,
    ...(autoscaling !== undefined && { minCount: autoscaling.minCount, maxCount: autoscaling.maxCount }),
    // An ephemeral OS disk does not outlive its machine, so a stopped node cannot be kept.
    scaleDownMode: "Delete",
  };
}

/** How nodes get a new image or Kubernetes version. */
function upgrades({ kubernetesVersion }: GpuNodePoolArgs, { upgrade }: ResolvedGpuNodePool): Inputs {
  return {
    ...(kubernetesVersion !== undefined && { orchestratorVersion: kubernetesVersion }),
    upgradeSettings: {
      maxSurge: upgrade.maxSurge,
      maxUnavailable: upgrade.maxUnavailable,
      drainTimeoutInMinutes: upgrade.drainTimeoutMinutes,
      nodeSoakDurationInMinutes: upgrade.nodeSoakMinutes,
      // A node whose job does not leave in time is set aside instead of being put back to work half upgraded.
      undrainableNodeBehavior: "Cordon",
    },
  };
}
