export {
  type Autoscaling,
  type GpuNodePoolArgs,
  type GpuNodePoolSettings,
  type GpuStack,
  type ResolvedGpuNodePool,
  resolveGpuNodePoolArgs,
} from "./gpu-node-pool.args.ts";
export { GpuNodePool } from "./gpu-node-pool.ts";
export type { GpuHardware } from "./hardware.ts";
export type { ResolvedUpgrade, UpgradeArgs } from "./upgrade.ts";
