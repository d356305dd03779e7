import * as types from "../../resource-types.ts";
import { testValues } from "../../testing/field-table.ts";
import { networkRules } from "./index.ts";

testValues(networkRules, [
  ["N03", types.MANAGED_CLUSTER, "publicNetworkAccess", "Disabled", "Enabled", "failed"],
  ["N07", types.SUBNET, "defaultOutboundAccess", false, true, "failed"],
  ["N15", types.REGISTRY, "publicNetworkAccess", "Disabled", "Enabled", "failed"],
  ["N15", types.REGISTRY, "anonymousPullEnabled", false, true, "passed"],
  ["N16", types.MANAGED_CLUSTER, "networkProfile.networkPolicy", "cilium", "none", "failed"],
  ["N16", types.MANAGED_CLUSTER, "networkProfile.networkPolicy", "calico", "none", "failed"],
  ["N16", types.MANAGED_CLUSTER, "networkProfile.networkPlugin", "azure", "kubenet", "failed"],
  ["N20", types.EKS_CLUSTER, "vpcConfig.endpointPublicAccess", false, true, "failed"],
  ["N20", types.EKS_CLUSTER, "vpcConfig.endpointPrivateAccess", true, false, "failed"],
]);
