export { type MaintenanceWindow, resolveMaintenance, type WeekDay } from "./maintenance.ts";
export type { ResolvedSystemPool, SystemHardware, SystemPoolSettings } from "./system-pool.ts";
export {
  type ResolvedTrainingCluster,
  resolveTrainingClusterArgs,
  type TrainingClusterArgs,
  type TrainingClusterSettings,
  type UserAssignedIdentity,
} from "./training-cluster.args.ts";
export { TrainingCluster } from "./training-cluster.ts";
