export type { RunnerRelease } from "./cloud-init.ts";
export {
  type DeploymentRunnerArgs,
  type DeploymentRunnerSettings,
  type ResolvedDeploymentRunner,
  resolveDeploymentRunnerArgs,
} from "./deployment-runner.args.ts";
export { DeploymentRunner, REGISTRATION_SECRET } from "./deployment-runner.ts";
export { packageArchives, runnerHosts } from "./hosts.ts";
