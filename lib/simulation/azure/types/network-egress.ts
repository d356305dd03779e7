import { addressIn } from "./addresses.ts";
import { NETWORK, networkName } from "./network-names.ts";
import { notationProblems } from "./ranges.ts";
import type { BodyProblem, Inputs, InputsOf, ResourceType } from "./resource-type.ts";
import {
  assumed,
  group,
  guidOf,
  hexOf,
  location,
  problem,
  required,
  spec,
  succeeded,
  zones,
} from "./rows.ts";
import { isGiven, isObject, isText, listAt, placesOf, textAt } from "./values.ts";

const POLICY = `${NETWORK}/firewallPolicies/{firewallPolicyName}`;
const TABLE = `${NETWORK}/routeTables/{routeTableName}`;

const HOPS = ["VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None"];
const TIERS = ["Standard", "Premium", "Basic"];

function addressProblems(inputs: Inputs): readonly BodyProblem[] {
  if (!isText(inputs, "sku.name", "Standard") || isText(inputs, "publicIPAllocationMethod", "Static"))
    return [];
  if (isGiven(inputs, "publicIPAllocationMethod") && textAt(inputs, "publicIPAllocationMethod") === undefined)
    return [];
  const message = "Public IP addresses of the SKU Standard must have the allocation method Static.";
  return [problem("publicIPAllocationMethod", message, "InvalidRequestFormat")];
}

function routeProblems(inputs: Inputs): readonly BodyProblem[] {
  const appliance = isText(inputs, "nextHopType", "VirtualAppliance");
  const notation = notationProblems(
    inputs,
    isServiceTag(textAt(inputs, "addressPrefix")) ? [] : ["addressPrefix"],
  );
  if (appliance === isGiven(inputs, "nextHopIpAddress") || textAt(inputs, "nextHopType") === undefined)
    return notation;
  const message = appliance
    ? "A route to a virtual appliance needs the address of its next hop."
    : "Only a route to a virtual appliance has the address of a next hop.";
  return [...notation, problem("nextHopIpAddress", message, "InvalidRequestFormat")];
}

/** A route may also name a service tag, `AzureMonitor`. */
function isServiceTag(prefix: string | undefined): boolean {
  return prefix !== undefined && /^[A-Za-z]/.test(prefix);
}

function firewallProblems(inputs: Inputs): readonly BodyProblem[] {
  return placesOf(inputs, "ipConfigurations[].subnet.id").flatMap(({ at, value }) => {
    if (typeof value !== "string" || /\/subnets\/AzureFirewallSubnet$/i.test(value)) return [];
    const message = "A firewall lies in a subnet of the name AzureFirewallSubnet.";
    return [problem(at, message, "InvalidRequestFormat")];
  });
}

function firewallOutputs(_: string, inputs: Inputs, inputsOf?: InputsOf): Inputs {
  const ipConfigurations = listAt(inputs, "ipConfigurations").map((item) => ({
    ...(isObject(item) ? item : {}),
    privateIPAddress: addressIn(textAt(item, "subnet.id"), inputsOf),
  }));
  return { ...succeeded(), ipConfigurations };
}

/** Of the range that documentation uses (RFC 5737): no address of anybody's. */
function publicAddress(id: string): string {
  return `203.0.113.${(Number.parseInt(hexOf(id, "address", 6), 16) % 254) + 1}`;
}

/** The way out of the connected profile. */
export const egressTypes: readonly ResourceType[] = [
  {
    token: "azure-native:network:PublicIPAddress",
    armType: "Microsoft.Network/publicIPAddresses",
    id: `${NETWORK}/publicIPAddresses/{publicIpAddressName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/publicIpAddress.json"),
    fields: [
      group,
      location,
      networkName("publicIpAddressName"),
      zones,
      { path: "sku.name", oneOf: ["Basic", "Standard", "StandardV2"] },
      { path: "publicIPAllocationMethod", oneOf: ["Static", "Dynamic"] },
      { path: "publicIPAddressVersion", oneOf: ["IPv4", "IPv6"] },
      { path: "idleTimeoutInMinutes", range: [4, 30] },
    ],
    check: addressProblems,
    durations: assumed(5, 5, 10, "no page says; an address is there within seconds"),
    outputs: (id) => ({ ...succeeded(), ipAddress: publicAddress(id), resourceGuid: guidOf(id, "address") }),
  },
  {
    token: "azure-native:network:RouteTable",
    armType: "Microsoft.Network/routeTables",
    id: TABLE,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/routeTable.json"),
    fields: [
      group,
      location,
      networkName("routeTableName"),
      { path: "routes[].nextHopType", required: true, oneOf: HOPS },
    ],
    durations: assumed(5, 5, 5, "no page says; a table stands within seconds"),
    outputs: (id) => ({ ...succeeded(), resourceGuid: guidOf(id, "routes") }),
  },
  {
    token: "azure-native:network:Route",
    armType: "Microsoft.Network/routeTables/routes",
    id: `${TABLE}/routes/{routeName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/routeTable.json"),
    fields: [
      group,
      networkName("routeTableName"),
      networkName("routeName"),
      ...required("addressPrefix"),
      { path: "nextHopType", required: true, oneOf: HOPS },
    ],
    check: routeProblems,
    durations: assumed(5, 5, 5, "no page says; a route stands within seconds"),
    outputs: () => ({ ...succeeded(), hasBgpOverride: false }),
  },
  {
    token: "azure-native:network:FirewallPolicy",
    armType: "Microsoft.Network/firewallPolicies",
    id: POLICY,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/firewallPolicy.json"),
    fields: [
      group,
      location,
      networkName("firewallPolicyName"),
      { path: "sku.tier", oneOf: TIERS },
      { path: "threatIntelMode", oneOf: ["Alert", "Deny", "Off"] },
    ],
    durations: assumed(15, 15, 15, "no page says; a policy is a record until a firewall uses it"),
    outputs: succeeded,
  },
  {
    token: "azure-native:network:FirewallPolicyRuleCollectionGroup",
    armType: "Microsoft.Network/firewallPolicies/ruleCollectionGroups",
    id: `${POLICY}/ruleCollectionGroups/{ruleCollectionGroupName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/firewallPolicy.json"),
    fields: [
      group,
      networkName("firewallPolicyName"),
      networkName("ruleCollectionGroupName"),
      { path: "priority", required: true, range: [100, 65_000] },
      { path: "ruleCollections[].priority", required: true, range: [100, 65_000] },
      ...required("ruleCollections[].name"),
      {
        path: "ruleCollections[].ruleCollectionType",
        required: true,
        oneOf: ["FirewallPolicyFilterRuleCollection", "FirewallPolicyNatRuleCollection"],
      },
      { path: "ruleCollections[].action.type", oneOf: ["Allow", "Deny", "DNAT"] },
      {
        path: "ruleCollections[].rules[].ruleType",
        required: true,
        oneOf: ["ApplicationRule", "NetworkRule", "NatRule"],
      },
      { path: "ruleCollections[].rules[].protocols[].port", range: [0, 64_000] },
    ],
    durations: assumed(30, 120, 30, "no page says; with a firewall in use a change takes minutes"),
    outputs: succeeded,
  },
  {
    token: "azure-native:network:AzureFirewall",
    armType: "Microsoft.Network/azureFirewalls",
    id: `${NETWORK}/azureFirewalls/{azureFirewallName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/azureFirewall.json"),
    fields: [
      group,
      location,
      networkName("azureFirewallName", [1, 56]),
      zones,
      { path: "sku.name", oneOf: ["AZFW_VNet", "AZFW_Hub"] },
      { path: "sku.tier", oneOf: TIERS },
      ...required("ipConfigurations[].name"),
      { path: "threatIntelMode", oneOf: ["Alert", "Deny", "Off"] },
    ],
    check: firewallProblems,
    durations: assumed(420, 300, 480, "no page says; reports speak of five to ten minutes"),
    references: [
      "firewallPolicy.id",
      "ipConfigurations[].subnet.id",
      "ipConfigurations[].publicIPAddress.id",
    ],
    outputs: firewallOutputs,
  },
];
