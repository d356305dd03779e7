import { isProperties } from "../analysis/reading.ts";
import { type Properties, type Value, valueAt } from "../graph/graph.ts";
import type { ArmObject } from "./objects.ts";

/** An action of Azure's role-based access control that `pulumi up` takes. */
export interface NeededAction {
  /** `Microsoft.KeyVault/vaults/write`. */
  readonly action: string;
  /** What takes it. */
  readonly object: ArmObject;
  /** Continues a sentence: `for data-lock`. */
  readonly because: string;
}

/** What Azure checks on another resource that an input names, beside the write of the resource itself. */
interface LinkedAction {
  readonly action: string;
  readonly because: string;
  readonly isNeeded: (inputs: Properties, armType: string) => boolean;
}

const LINKED: readonly LinkedAction[] = [
  {
    // https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-manage-user-assigned-managed-identities
    action: "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
    because: "as resources are given managed identities",
    isNeeded: (inputs) => given(inputs, "identity.userAssignedIdentities"),
  },
  {
    // https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet#permissions
    action: "Microsoft.Network/virtualNetworks/subnets/join/action",
    because: "as node pools, private endpoints and file systems join subnets",
    isNeeded: (inputs) =>
      ["vnetSubnetID", "filesystemSubnet", "subnet.id", "apiServerAccessProfile.subnetId"].some((path) =>
        given(inputs, path),
      ),
  },
  {
    // https://learn.microsoft.com/azure/virtual-network/manage-network-security-group#permissions
    action: "Microsoft.Network/networkSecurityGroups/join/action",
    because: "as subnets get network security groups",
    isNeeded: (inputs, armType) =>
      armType === "Microsoft.Network/virtualNetworks/subnets" && given(inputs, "networkSecurityGroup"),
  },
];

/** The actions that creating or changing an object takes, as Azure derives them from its type. */
export function neededActions(object: ArmObject): NeededAction[] {
  const { armType, resource } = object;
  const linked = LINKED.filter(({ isNeeded }) => isNeeded(resource.inputs, armType));
  return [
    { action: `${armType}/write`, object, because: `for ${resource.name}` },
    ...linked.map(({ action, because }) => ({ action, object, because })),
  ];
}

function given(inputs: Properties, path: string): boolean {
  const value = valueAt(inputs, path);
  return value !== undefined && value !== null && !isEmpty(value);
}

function isEmpty(value: Value): boolean {
  return (Array.isArray(value) || isProperties(value)) && Object.keys(value).length === 0;
}
