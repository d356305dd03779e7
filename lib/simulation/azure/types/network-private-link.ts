import { addressIn } from "./addresses.ts";
import { NETWORK, networkName } from "./network-names.ts";
import type { BodyProblem, Inputs, ResourceType } from "./resource-type.ts";
import { assumed, group, guidOf, hexOf, location, problem, required, spec, succeeded } from "./rows.ts";
import { isHidden, isObject, listAt, placesOf, textAt, valueAt } from "./values.ts";

const ENDPOINT = `${NETWORK}/privateEndpoints/{privateEndpointName}`;

const endpointName = networkName("privateEndpointName", [2, 64]);

function endpointProblems(inputs: Inputs): readonly BodyProblem[] {
  const lists = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"];
  if (lists.some((list) => isHidden(valueAt(inputs, list)))) return [];
  const count = lists.reduce((sum, list) => sum + listAt(inputs, list).length, 0);
  if (count === 1) return [];
  const message = `A private endpoint has exactly one connection; got ${count}.`;
  return [problem("privateLinkServiceConnections", message, "InvalidRequestFormat")];
}

/** A machine's interface has addresses, one of which is the first. */
function interfaceProblems(inputs: Inputs): readonly BodyProblem[] {
  const primaries = listAt(inputs, "ipConfigurations").filter(
    (item) => isObject(item) && item.primary === true,
  );
  if (primaries.length <= 1) return [];
  return [problem("ipConfigurations", "Only one IP configuration may be primary.", "InvalidRequestFormat")];
}

function interfaceOutputs(id: string, inputs: Inputs, inputsOf?: (id: string) => Inputs | undefined): Inputs {
  const ipConfigurations = listAt(inputs, "ipConfigurations").map((item) => ({
    privateIPAddress: addressIn(textAt(item, "subnet.id"), inputsOf),
    ...(isObject(item) ? item : {}),
  }));
  const octets = hexOf(id, "address", 6).toUpperCase().match(/../g) ?? [];
  return {
    ...succeeded(),
    ipConfigurations,
    // The range that Azure's interfaces have.
    macAddress: ["00", "22", "48", ...octets].join("-"),
    resourceGuid: guidOf(id, "interface"),
  };
}

/** Private endpoints, their names, and interfaces of machines. */
export const privateLinkTypes: readonly ResourceType[] = [
  {
    token: "azure-native:network:PrivateEndpoint",
    armType: "Microsoft.Network/privateEndpoints",
    id: ENDPOINT,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/privateEndpoint.json"),
    fields: [
      group,
      location,
      endpointName,
      ...required("subnet", "subnet.id"),
      ...["privateLinkServiceConnections[]", "manualPrivateLinkServiceConnections[]"].flatMap((list) =>
        required(`${list}.name`, `${list}.privateLinkServiceId`),
      ),
      { path: "manualPrivateLinkServiceConnections[].requestMessage", length: [0, 140] },
    ],
    check: endpointProblems,
    durations: assumed(60, 30, 60, "no page says; an endpoint stands within one or two minutes"),
    references: ["subnet.id", "privateLinkServiceConnections[].privateLinkServiceId"],
    outputs: (id, inputs) => ({
      ...succeeded(),
      networkInterfaces: [{ id: interfaceIdOf(id, inputs) }],
    }),
  },
  {
    token: "azure-native:network:PrivateDnsZoneGroup",
    armType: "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
    id: `${ENDPOINT}/privateDnsZoneGroups/{privateDnsZoneGroupName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/privateEndpoint.json"),
    fields: [
      group,
      endpointName,
      networkName("privateDnsZoneGroupName"),
      {
        path: "privateDnsZoneConfigs",
        length: [1, 5],
        source: "https://learn.microsoft.com/azure/private-link/private-endpoint-dns",
      },
      ...required("privateDnsZoneConfigs[].name", "privateDnsZoneConfigs[].privateDnsZoneId"),
    ],
    check: zoneGroupProblems,
    durations: assumed(15, 15, 10, "no page says; records are written within seconds"),
    references: ["privateDnsZoneConfigs[].privateDnsZoneId"],
    outputs: succeeded,
  },
  {
    token: "azure-native:network:NetworkInterface",
    armType: "Microsoft.Network/networkInterfaces",
    id: `${NETWORK}/networkInterfaces/{networkInterfaceName}`,
    apiVersion: "2024-05-01",
    ...spec("network/resource-manager/Microsoft.Network/stable/2024-05-01/networkInterface.json"),
    fields: [
      group,
      location,
      networkName("networkInterfaceName"),
      { path: "ipConfigurations", required: true, length: [1, 256] },
      ...required("ipConfigurations[].name", "ipConfigurations[].subnet", "ipConfigurations[].subnet.id"),
      { path: "ipConfigurations[].privateIPAllocationMethod", oneOf: ["Static", "Dynamic"] },
    ],
    check: interfaceProblems,
    durations: assumed(5, 5, 10, "no page says; an interface stands within seconds"),
    references: [
      "ipConfigurations[].subnet.id",
      "ipConfigurations[].publicIPAddress.id",
      "networkSecurityGroup.id",
    ],
    outputs: interfaceOutputs,
  },
];

function zoneGroupProblems(inputs: Inputs): readonly BodyProblem[] {
  const names = placesOf(inputs, "privateDnsZoneConfigs[].name");
  return names
    .filter(
      ({ value }, index) =>
        typeof value === "string" && names.findIndex((other) => other.value === value) !== index,
    )
    .map(({ at, value }) => problem(at, `The name ${value} is used more than once.`, "InvalidRequestFormat"));
}

/** The interface that Azure makes for an endpoint, in its group. */
function interfaceIdOf(id: string, inputs: Inputs): string {
  const name =
    textAt(inputs, "customNetworkInterfaceName") ??
    `${inputs.privateEndpointName}.nic.${guidOf(id, "interface")}`;
  return id.replace(/\/privateEndpoints\/[^/]+$/i, () => `/networkInterfaces/${name}`);
}
