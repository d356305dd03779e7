import { changes, learn, type PropertyChange, packageDocs, replacementList } from "./property-change.ts";

const SUBNET = "azure-native:network:Subnet";
const NETWORK = "azure-native:network:VirtualNetwork";

/** Networks, endpoints, resource groups and who may do what. */
export const networkChanges: readonly PropertyChange[] = [
  ...changes(NETWORK, "replace", ["location"], "fixed when the network is made", replacementList),
  ...changes(
    NETWORK,
    "inPlace",
    ["addressSpace", "tags"],
    "ranges can be added; one that a subnet uses cannot be taken away",
    learn("virtual-network/manage-virtual-network", "undated", "medium"),
  ),
  ...changes(
    SUBNET,
    "refused",
    ["addressPrefix", "addressPrefixes"],
    "refused while anything is in the subnet",
    learn("virtual-network/virtual-network-manage-subnet", "undated", "medium"),
  ),
  ...changes(SUBNET, "refused", ["defaultOutboundAccess"], "chosen when the subnet is made", packageDocs),
  ...changes(
    SUBNET,
    "inPlace",
    ["networkSecurityGroup", "routeTable", "privateEndpointNetworkPolicies"],
    "the subnet is updated",
    replacementList,
  ),
  ...changes(
    "azure-native:network:NetworkSecurityGroup",
    "inPlace",
    ["securityRules"],
    "rules are changed while traffic flows",
    learn("virtual-network/manage-network-security-group", "undated", "medium"),
  ),
  ...changes(
    "azure-native:network:PublicIPAddress",
    "replace",
    ["location", "publicIPAddressVersion", "publicIPPrefix", "sku"],
    "the address is lost with it",
    replacementList,
  ),
  ...changes(
    "azure-native:network:PrivateEndpoint",
    "replace",
    ["subnet"],
    "an endpoint cannot move; it is unreachable until the new one stands",
    replacementList,
  ),
  ...changes(
    "azure-native:resources:ResourceGroup",
    "replace",
    ["location"],
    "everything in the group is deleted with it",
    replacementList,
  ),
  ...changes(
    "azure-native:authorization:RoleAssignment",
    "replace",
    ["principalId"],
    "an assignment belongs to one principal",
    replacementList,
  ),
];
