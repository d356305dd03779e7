import * as types from "../../resource-types.ts";
import { all, setting } from "./change.ts";
import { broken, input, type Mutation } from "./mutation.ts";

const INFINIBAND = "172.16.4.0/24";
const PLACEMENT = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/proximityPlacementGroups/p";
const RESERVATION =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/capacityReservationGroups/r";

const RELEASE = [types.HELM_RELEASE, "gpu-operator"] as const;

const operatorInstalls = all(
  setting(...RELEASE, "values.driver.enabled", true),
  setting(...RELEASE, "values.toolkit.enabled", true),
);

const poolMutations: readonly Mutation[] = [
  input("F01", types.AGENT_POOL, "island-0", "count", 101),
  input("F01", types.AGENT_POOL, "island-0", "type", "VirtualMachines"),
  broken(
    "F03",
    types.MANAGED_CLUSTER,
    "cluster",
    "agentPoolProfiles[0].capacityReservationGroupID",
    // InfiniBand, and no GPUs.
    setting(types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.vmSize", "Standard_HB176rs_v4"),
  ),
  input("F03", types.AGENT_POOL, "island-0", "capacityReservationGroupID", RESERVATION),
  input("F04", types.MANAGED_CLUSTER, "cluster", "agentPoolProfiles.0.proximityPlacementGroupID", PLACEMENT),
  broken(
    "F04",
    types.LAUNCH_TEMPLATE,
    "nodes",
    "placement",
    setting(types.LAUNCH_TEMPLATE, "nodes", "placement.groupName", "training"),
  ),
  input("F05", types.AGENT_POOL, "island-0", "availabilityZones", ["1", "2"]),
  input("F05", types.EKS_NODE_GROUP, "gpus", "subnetIds", ["subnet-1", "subnet-2"]),
  input("F06", types.AGENT_POOL, "island-0", "upgradeSettings.maxSurge", "1"),
  input("F06", types.AGENT_POOL, "island-0", "upgradeSettings.maxSurge", undefined),
];

const addressMutations: readonly Mutation[] = [
  input("F02", types.VIRTUAL_NETWORK, "network", "addressSpace.addressPrefixes", ["172.16.0.0/12"]),
  input("F02", types.SUBNET, "nodes", "addressPrefix", INFINIBAND),
  input("F02", types.MANAGED_CLUSTER, "cluster", "networkProfile.podCidr", INFINIBAND),
  input("F02", types.MANAGED_CLUSTER, "cluster", "networkProfile.serviceCidr", INFINIBAND),
  input("F02", types.PEERING, "network-to-hub", "remoteAddressSpace.addressPrefixes", [INFINIBAND]),
];

const softwareMutations: readonly Mutation[] = [
  input("F07", ...RELEASE, "values.toolkit.enabled", true),
  broken("F07", ...RELEASE, "values.driver.enabled", operatorInstalls),
  broken(
    "F08",
    types.AGENT_POOL,
    "island-0",
    "gpuProfile.driver",
    all(
      setting(types.AGENT_POOL, "island-0", "gpuProfile.driver", "None"),
      operatorInstalls,
      setting(...RELEASE, "values.dcgmExporter.enabled", false),
    ),
  ),
  input("F09", ...RELEASE, "version", ">=26.3.3"),
  broken(
    "F10",
    ...RELEASE,
    "values.devicePlugin",
    setting(...RELEASE, "values.devicePlugin.version", "v0.19.0"),
  ),
];

/** What breaks the rules of the family fabric. */
export const fabricMutations: readonly Mutation[] = [
  ...poolMutations,
  ...addressMutations,
  ...softwareMutations,
];
