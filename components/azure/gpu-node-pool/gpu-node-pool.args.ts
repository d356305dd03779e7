import type * as pulumi from "@pulumi/pulumi";
import { agentPoolNameProblems, tenantNameProblems } from "../../../lib/planning/names.ts";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { kubernetesVersionProblems } from "../kubernetes-version.ts";
import { type Labels, labelProblems, sanitised, tagProblems, taintProblems } from "../metadata.ts";
import type { Tags } from "../tags.ts";
import { countProblems } from "./counts.ts";
import { azureNameOf, type GpuHardware, hardwareOf, osDiskProblems, vmSizeProblems } from "./hardware.ts";
import { type ResolvedUpgrade, resolveUpgrade, type UpgradeArgs, upgradeProblems } from "./upgrade.ts";

/**
 * Who installs the GPU driver. `aksDriver`: AKS does, and its node problem detector watches the GPUs. `gpuOperator`:
 * NVIDIA's GPU Operator does, AKS installs nothing, and the operator must bring its own health checks
 * (https://learn.microsoft.com/azure/aks/gpu-health-monitoring, 2026-08). Only one can own a pool: a mix breaks the
 * container runtime's configuration (Azure/aks-rdma-infiniband, `website/docs/configurations/02-gpu-drivers.md`).
 */
export type GpuStack = "aksDriver" | "gpuOperator";

/** Bounds between which the cluster autoscaler moves the number of nodes. */
export interface Autoscaling {
  /** Fewest nodes, 0 allowed. */
  readonly minCount: number;
  /** Most nodes: at most what one island holds. */
  readonly maxCount: number;
}

/** What decides how a pool looks: plain values, checked before anything is registered. */
export interface GpuNodePoolSettings extends UpgradeArgs {
  /** Azure's name of the pool: at most 12 lower-case letters and digits, the first a letter. */
  readonly agentPoolName: string;
  /** Size of every node, as Azure spells it: `Standard_ND96isr_H100_v5`. */
  readonly vmSize: string;
  /** Nodes of the pool; with `autoscaling`, the number it starts with. */
  readonly nodes: number;
  /** The one availability zone of the pool: InfiniBand does not leave it. */
  readonly zone: string;
  /** Facts of `vmSize`, used where the catalogue has no row for it: it is always out of date.
   * @default - the catalogue's row; an unknown size without `hardware` is refused */
  readonly hardware?: GpuHardware;
  /** Whether jobs span the nodes over InfiniBand: the pool is then one island, and its size must have it. @default true */
  readonly infiniband?: boolean;
  /** Most nodes of one InfiniBand island: more than 100, up to 300, where Microsoft has agreed. @default 100 */
  readonly islandLimit?: number;
  /** Who installs the GPU driver; fixed once the pool exists. @default "aksDriver" */
  readonly gpuStack?: GpuStack;
  /** Lets the cluster autoscaler own the number of nodes. @default - the number is `nodes` */
  readonly autoscaling?: Autoscaling;
  /** Kubernetes version of the nodes, never newer than the control plane's.
   * @default - the control plane's when the pool is created; AKS upgrades own it from there */
  readonly kubernetesVersion?: string;
  /** Most pods on a node. @default 110 */
  readonly maxPods?: number;
  /** Ephemeral OS disk on the node's temporary disk, in GiB: images and logs lie there. @default 512 */
  readonly osDiskGiB?: number;
  /** The one tenant whose pods may come: a label, and a taint that keeps all others off. @default - anyone's */
  readonly tenant?: string;
  /** Node labels besides `exaform.io/island`, `exaform.io/accelerator` and `exaform.io/gpu-stack`. @default {} */
  readonly labels?: Labels;
  /** Taints besides `sku=gpu:NoSchedule`, as `key=value:Effect`. @default [] */
  readonly taints?: readonly string[];
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
  /**
   * Whether Pulumi refuses to delete or replace the pool: GPUs that were given up may not come back. To retire a pool, turn it
   * off in a change of its own. @default true
   */
  readonly protect?: boolean;
  /** Id of a capacity reservation group; Azure has none for InfiniBand sizes. @default - none */
  readonly capacityReservationGroupId?: pulumi.Input<string>;
}

/** Arguments of {@link GpuNodePool}. */
export interface GpuNodePoolArgs extends GpuNodePoolSettings {
  /** Resource group of the cluster. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** AKS cluster that the pool joins. */
  readonly clusterName: pulumi.Input<string>;
  /** Subnet of the nodes. */
  readonly subnetId: pulumi.Input<string>;
}

/** A pool's settings with every default filled in. */
export interface ResolvedGpuNodePool {
  readonly vmSize: string;
  readonly hardware: GpuHardware;
  readonly gpuStack: GpuStack;
  readonly maxPods: number;
  readonly osDiskGiB: number;
  readonly labels: Labels;
  readonly taints: readonly string[];
  readonly upgrade: ResolvedUpgrade;
}

/** AKS's convention for GPU pools: https://learn.microsoft.com/azure/aks/use-nvidia-gpu (2026-07). */
const GPU_TAINT = "sku=gpu:NoSchedule";

/** Label of the nodes, and key of the taint. */
const TENANT = "exaform.io/tenant";

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveGpuNodePoolArgs(settings: GpuNodePoolSettings, path = ""): ResolvedGpuNodePool {
  const { agentPoolName, gpuStack = "aksDriver", maxPods = 110, osDiskGiB = 512 } = settings;
  const hardware = hardwareOf(settings);
  const upgrade = resolveUpgrade(settings, largestOf(settings));
  refuse("GpuNodePool", problemsOf(settings, { hardware, maxPods, osDiskGiB, upgrade }, path));
  if (hardware === undefined) throw new Error(`${settings.vmSize} was accepted without facts about it`);

  const labels: Labels = {
    ...settings.labels,
    "exaform.io/island": agentPoolName,
    "exaform.io/accelerator": sanitised(hardware.gpus.accelerator),
    "exaform.io/gpu-stack": gpuStack,
    ...(settings.tenant !== undefined && { [TENANT]: settings.tenant }),
  };
  const keptFor = settings.tenant === undefined ? [] : [`${TENANT}=${settings.tenant}:NoSchedule`];
  const taints = [GPU_TAINT, ...keptFor, ...(settings.taints ?? [])];
  return {
    vmSize: azureNameOf(settings.vmSize),
    hardware,
    gpuStack,
    maxPods,
    osDiskGiB,
    labels,
    taints,
    upgrade,
  };
}

/** The most nodes that the pool ever has. */
function largestOf({ nodes, autoscaling }: GpuNodePoolSettings): number {
  return autoscaling?.maxCount ?? nodes;
}

function problemsOf(
  settings: GpuNodePoolSettings,
  resolved: Pick<ResolvedGpuNodePool, "maxPods" | "osDiskGiB" | "upgrade"> & {
    hardware: GpuHardware | undefined;
  },
  prefix: string,
): Problem[] {
  const at = (property: string) => (prefix === "" ? property : `${prefix}.${property}`);
  const { hardware, maxPods, osDiskGiB, upgrade } = resolved;
  const { kubernetesVersion, labels = {}, taints = [], tags = {} } = settings;
  return [
    ...agentPoolNameProblems(settings.agentPoolName, at("agentPoolName")),
    ...vmSizeProblems(settings, hardware, at("vmSize")),
    ...countProblems(settings, maxPods, upgrade.surgeNodes, at),
    ...osDiskProblems(osDiskGiB, hardware, at("osDiskGiB")),
    ...upgradeProblems(settings, upgrade, largestOf(settings), hardware, at),
    ...(kubernetesVersion === undefined
      ? []
      : kubernetesVersionProblems(kubernetesVersion, at("kubernetesVersion"))),
    ...(settings.tenant === undefined ? [] : tenantNameProblems(settings.tenant, at("tenant"))),
    ...labelProblems(labels, at("labels")),
    ...taintProblems(taints, at("taints")),
    ...tagProblems(tags, at("tags")),
    ...reservationProblems(settings, hardware, at("capacityReservationGroupId")),
  ];
}

/** https://learn.microsoft.com/azure/virtual-machines/capacity-reservation-overview (2026-05): no ND or HB size. */
function reservationProblems(
  settings: GpuNodePoolSettings,
  hardware: GpuHardware | undefined,
  path: string,
): Problem[] {
  if (settings.capacityReservationGroupId === undefined || hardware?.infiniband === undefined) return [];
  const message = `Azure reserves no capacity for InfiniBand sizes such as ${settings.vmSize}`;
  return [{ path, value: undefined, message, fix: "leave it out" }];
}
