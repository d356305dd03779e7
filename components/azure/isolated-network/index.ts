export { allowedNetworkProblems } from "./address-problems.ts";
export type { SubnetRole } from "./flow.ts";
export {
  type Egress,
  type IsolatedNetworkArgs,
  type IsolatedNetworkSettings,
  type Peering,
  type ResolvedIsolatedNetwork,
  resolveIsolatedNetworkArgs,
} from "./isolated-network.args.ts";
export { IsolatedNetwork, type SubnetIds } from "./isolated-network.ts";
