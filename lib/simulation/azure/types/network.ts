import { NETWORK, networkName } from "./network-names.ts";
import { notationProblems, overlapProblems, rangesAt } from "./ranges.ts";
import type { BodyProblem, Inputs, ResourceType } from "./resource-type.ts";
import { assumed, group, guidOf, identity, location, problem, required, spec, succeeded } from "./rows.ts";
import { securityProblems, securityRules } from "./security-rules.ts";
import { isGiven, isText, numberAt, textAt, valueAt } from "./values.ts";

const VNET = `${NETWORK}/virtualNetworks/{virtualNetworkName}`;

const vnetName = networkName("virtualNetworkName", [2, 64]);

/** The smallest and the largest subnet (https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq). */
const LONGEST_PREFIX = 29;
const SHORTEST_PREFIX = 2;

/** https://learn.microsoft.com/azure/firewall/firewall-faq */
const FIREWALL_PREFIX = 26;

const SUBNET_RANGES = ["addressPrefix", "addressPrefixes[]"];

function vnetProblems(inputs: Inputs): readonly BodyProblem[] {
  const paths = ["addressSpace.addressPrefixes[]"];
  return [
    ...notationProblems(inputs, paths),
    ...overlapProblems(rangesAt(inputs, paths), "NetcfgInvalidVirtualNetworkSite"),
  ];
}

function subnetProblems(inputs: Inputs): readonly BodyProblem[] {
  if (!isGiven(inputs, "addressPrefix") && !isGiven(inputs, "addressPrefixes")) {
    return [
      problem("addressPrefix", "Required parameter addressPrefix is missing (null).", "InvalidRequestFormat"),
    ];
  }
  const sized = rangesAt(inputs, SUBNET_RANGES).flatMap(({ at, prefix }) => {
    if (prefix >= SHORTEST_PREFIX && prefix <= LONGEST_PREFIX) return [];
    const message = `A subnet has a prefix length from /${SHORTEST_PREFIX} to /${LONGEST_PREFIX}; got /${prefix}.`;
    return [problem(at, message, "NetcfgInvalidSubnet")];
  });
  return [...notationProblems(inputs, SUBNET_RANGES), ...sized, ...firewallSubnetProblems(inputs)];
}

function firewallSubnetProblems(inputs: Inputs): readonly BodyProblem[] {
  if (textAt(inputs, "subnetName") !== "AzureFirewallSubnet") return [];
  const problems = rangesAt(inputs, SUBNET_RANGES)
    .filter(({ prefix }) => prefix > FIREWALL_PREFIX)
    .map(({ at, prefix }) => {
      const message = `AzureFirewallSubnet needs a prefix length of at most /${FIREWALL_PREFIX}; got /${prefix}.`;
      return problem(at, message, "InvalidRequestFormat");
    });
  if (!isGiven(inputs, "networkSecurityGroup")) return problems;
  const message = "A network security group cannot be attached to AzureFirewallSubnet.";
  return [...problems, problem("networkSecurityGroup", message, "InvalidRequestFormat")];
}

function peeringProblems(inputs: Inputs): readonly BodyProblem[] {
  if (valueAt(inputs, "allowGatewayTransit") !== true || valueAt(inputs, "useRemoteGateways") !== true)
    return [];
  const message = "A peering cannot both offer its gateway and use the remote one.";
  return [problem("useRemoteGateways", message, "InvalidRequestFormat")];
}

/** Flow logs keep what they write for a year at most, 0 is for ever. */
function flowLogProblems(inputs: Inputs): readonly BodyProblem[] {
  const days = numberAt(inputs, "retentionPolicy.days");
  const version = numberAt(inputs, "format.version");
  return [
    ...(days !== undefined && valueAt(inputs, "retentionPolicy.enabled") === true && days === 0
      ? [problem("retentionPolicy.days", "A retention that is enabled needs at least 1 day.")]
      : []),
    ...(version !== undefined && isText(inputs, "format.type", "JSON") && version > 2
      ? [problem("format.version", "Flow logs have the versions 1 and 2.")]
      : []),
  ];
}

/** Networks, what lies in them and who may talk to whom. */
export const networkTypes: readonly ResourceType[] = [
  {
    token: "azure-native:network:VirtualNetwork",
    armType: "Microsoft.Network/virtualNetworks",
    id: VNET,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/virtualNetwork.json"),
    fields: [
      group,
      location,
      vnetName,
      ...required("addressSpace"),
      { path: "addressSpace.addressPrefixes", required: true, length: [1, 1000] },
      { path: "flowTimeoutInMinutes", range: [4, 30] },
      ...required("encryption.enabled"),
    ],
    check: vnetProblems,
    durations: assumed(5, 5, 10, "no page says; a network stands within seconds"),
    references: ["ddosProtectionPlan.id"],
    outputs: (id) => ({ ...succeeded(), resourceGuid: guidOf(id, "network") }),
  },
  {
    token: "azure-native:network:Subnet",
    armType: "Microsoft.Network/virtualNetworks/subnets",
    id: `${VNET}/subnets/{subnetName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/virtualNetwork.json"),
    fields: [
      group,
      vnetName,
      networkName("subnetName"),
      {
        path: "privateEndpointNetworkPolicies",
        oneOf: ["Enabled", "Disabled", "NetworkSecurityGroupEnabled", "RouteTableEnabled"],
      },
      { path: "privateLinkServiceNetworkPolicies", oneOf: ["Enabled", "Disabled"] },
      ...required("delegations[].name", "delegations[].serviceName"),
    ],
    check: subnetProblems,
    durations: assumed(5, 5, 10, "no page says; a subnet stands within seconds"),
    references: ["networkSecurityGroup.id", "routeTable.id", "natGateway.id"],
    outputs: succeeded,
  },
  {
    token: "azure-native:network:NetworkSecurityGroup",
    armType: "Microsoft.Network/networkSecurityGroups",
    id: `${NETWORK}/networkSecurityGroups/{networkSecurityGroupName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/networkSecurityGroup.json"),
    fields: [group, location, networkName("networkSecurityGroupName"), ...securityRules],
    check: securityProblems,
    durations: assumed(5, 5, 5, "no page says; a group stands within seconds"),
    outputs: (id) => ({ ...succeeded(), resourceGuid: guidOf(id, "security group") }),
  },
  {
    token: "azure-native:network:VirtualNetworkPeering",
    armType: "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
    id: `${VNET}/virtualNetworkPeerings/{virtualNetworkPeeringName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/virtualNetwork.json"),
    fields: [
      group,
      vnetName,
      networkName("virtualNetworkPeeringName"),
      ...required("remoteVirtualNetwork", "remoteVirtualNetwork.id"),
    ],
    check: peeringProblems,
    durations: assumed(15, 10, 15, "no page says; a peering stands within a minute"),
    references: ["remoteVirtualNetwork.id"],
    outputs: () => ({ ...succeeded(), peeringState: "Initiated" }),
  },
  {
    token: "azure-native:network:FlowLog",
    armType: "Microsoft.Network/networkWatchers/flowLogs",
    id: `${NETWORK}/networkWatchers/{networkWatcherName}/flowLogs/{flowLogName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/networkWatcher.json"),
    fields: [
      group,
      location,
      networkName("networkWatcherName"),
      networkName("flowLogName"),
      ...required("storageId", "targetResourceId"),
      { path: "format.type", oneOf: ["JSON"] },
      { path: "retentionPolicy.days", range: [0, 365] },
      identity("None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"),
    ],
    check: flowLogProblems,
    durations: assumed(15, 10, 15, "no page says; a flow log is a record of its watcher"),
    references: ["storageId", "targetResourceId", "identity.userAssignedIdentities[]"],
    outputs: (id) => ({ ...succeeded(), targetResourceGuid: guidOf(id, "target") }),
  },
];
