import { roleDefinitionId } from "../../../catalog/azure/roles.ts";
import { type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { FEDERATED_CREDENTIAL, ROLE_ASSIGNMENT, USER_ASSIGNED_IDENTITY } from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/g`;

export const controlPlane = resource(USER_ASSIGNED_IDENTITY, "control-plane");
export const kubelet = resource(USER_ASSIGNED_IDENTITY, "kubelet");

/** Who acts in the cluster, and what they may do. */
export const azureIdentityResources: readonly Resource[] = [
  controlPlane,
  kubelet,
  resource(
    ROLE_ASSIGNMENT,
    "kubelet-pull",
    {
      principalId: UNKNOWN,
      roleDefinitionId: roleDefinitionId("AcrPull", SUBSCRIPTION),
      scope: `${GROUP}/providers/Microsoft.ContainerRegistry/registries/registry`,
    },
    { from: { principalId: [kubelet] } },
  ),
  resource(
    ROLE_ASSIGNMENT,
    "control-plane-network",
    {
      principalId: UNKNOWN,
      roleDefinitionId: roleDefinitionId("Network Contributor", SUBSCRIPTION),
      scope: `${GROUP}/providers/Microsoft.Network/virtualNetworks/network`,
    },
    { from: { principalId: [controlPlane] } },
  ),
  resource(FEDERATED_CREDENTIAL, "loader-credential", {
    issuer: UNKNOWN,
    subject: "system:serviceaccount:research:loader",
    audiences: ["api://AzureADTokenExchange"],
  }),
];
