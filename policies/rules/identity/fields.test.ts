import * as types from "../../resource-types.ts";
import { testValues } from "../../testing/field-table.ts";
import { identityRules } from "./index.ts";

const PASSWORD = "linuxConfiguration.disablePasswordAuthentication";

testValues(identityRules, [
  ["I01", types.MANAGED_CLUSTER, "disableLocalAccounts", true, false, "failed"],
  ["I02", types.MANAGED_CLUSTER, "aadProfile.managed", true, false, "failed"],
  ["I02", types.MANAGED_CLUSTER, "aadProfile.enableAzureRBAC", true, false, "failed"],
  ["I02", types.MANAGED_CLUSTER, "enableRBAC", true, false, "failed"],
  ["I04", types.MANAGED_CLUSTER, "identity.type", "UserAssigned", "SystemAssigned", "failed"],
  ["I04", types.MANAGED_CLUSTER, "servicePrincipalProfile.clientId", "msi", "an-application", "passed"],
  ["I05", types.MANAGED_CLUSTER, "oidcIssuerProfile.enabled", true, false, "failed"],
  ["I05", types.MANAGED_CLUSTER, "securityProfile.workloadIdentity.enabled", true, false, "failed"],
  ["I07", types.AGENT_POOL, "securityProfile.sshAccess", "Disabled", "LocalUser", "failed"],
  ["I07", types.SCALE_SET, `virtualMachineProfile.osProfile.${PASSWORD}`, true, false, "failed"],
  ["I07", types.VIRTUAL_MACHINE, `osProfile.${PASSWORD}`, true, false, "failed"],
  ["I09", types.STORAGE_ACCOUNT, "allowSharedKeyAccess", false, true, "failed"],
  ["I09", types.STORAGE_ACCOUNT, "isLocalUserEnabled", false, true, "failed"],
  ["I09", types.STORAGE_ACCOUNT, "defaultToOAuthAuthentication", true, false, "failed"],
  ["I10", types.VAULT, "properties.enableRbacAuthorization", true, false, "failed"],
  ["I10", types.VAULT, "properties.accessPolicies", [], [{ objectId: "somebody" }], "passed"],
  ["I11", types.REGISTRY, "adminUserEnabled", false, true, "passed"],
  [
    "I12",
    types.MANAGED_CLUSTER,
    "nodeResourceGroupProfile.restrictionLevel",
    "ReadOnly",
    "Unrestricted",
    "failed",
  ],
  ["I13", types.MANAGED_CLUSTER, "apiServerAccessProfile.disableRunCommand", true, false, "failed"],
  ["I14", types.LAUNCH_TEMPLATE, "metadataOptions.httpTokens", "required", "optional", "failed"],
  ["I14", types.LAUNCH_TEMPLATE, "metadataOptions.httpPutResponseHopLimit", 1, 2, "failed"],
  ["I14", types.INSTANCE, "metadataOptions.httpTokens", "required", "optional", "failed"],
  ["I14", types.INSTANCE, "metadataOptions.httpPutResponseHopLimit", 1, 64, "failed"],
  ["I17", types.ROLE_BINDING, "roleRef.name", "train", "cluster-admin", "failed"],
]);
