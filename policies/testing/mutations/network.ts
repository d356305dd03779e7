import * as types from "../../resource-types.ts";
import { input, type Mutation } from "./mutation.ts";

const PREFIX = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPPrefixes/p";

/** What breaks the rules of the family network. */
export const networkMutations: readonly Mutation[] = [
  input("N01", types.MANAGED_CLUSTER, "cluster", "apiServerAccessProfile.enablePrivateCluster", false),
  input("N04", types.MANAGED_CLUSTER, "cluster", "networkProfile.outboundType", "userDefinedRouting"),
  input("N06", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.enableNodePublicIP", true),
  input("N06", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.nodePublicIPPrefixID", PREFIX),
  input("N06", types.AGENT_POOL, "island-0", "enableNodePublicIP", true),
  input("N06", types.AGENT_POOL, "island-0", "nodePublicIPPrefixID", PREFIX),
  input("N08", types.SUBNET, "nodes", "networkSecurityGroup.id", undefined),
  input("N08", types.VIRTUAL_NETWORK, "network", "subnets.0.networkSecurityGroup.id", undefined),
];
