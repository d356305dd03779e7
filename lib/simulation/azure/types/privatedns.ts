import { networkName } from "./network-names.ts";
import type { FieldRule, ResourceType } from "./resource-type.ts";
import { assumed, group, guidOf, location, NAME_RULES, required, spec, succeeded } from "./rows.ts";

const ZONE =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Network/privateDnsZones/{privateZoneName}";

const zoneName: FieldRule = {
  path: "privateZoneName",
  required: true,
  pattern: /^(?=.{1,253}$)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,33}$/,
  rule: "2 to 34 labels of letters, digits, underscores and hyphens, each of 1 to 63 characters",
  source: NAME_RULES,
};

/** Zones belong to no region. */
const global: FieldRule = { ...location, oneOf: ["global"] };

/** Private DNS: what the names of private endpoints resolve to, and where. */
export const privateDnsTypes: readonly ResourceType[] = [
  {
    token: "azure-native:privatedns:PrivateZone",
    armType: "Microsoft.Network/privateDnsZones",
    id: ZONE,
    apiVersion: "2024-06-01",
    ...spec("privatedns/resource-manager/Microsoft.Network/stable/2024-06-01/privatedns.json"),
    fields: [group, global, zoneName],
    durations: assumed(30, 10, 30, "no page says; a zone stands within a minute"),
    outputs: (id) => ({ ...succeeded(), internalId: guidOf(id, "zone"), numberOfRecordSets: 1 }),
  },
  {
    token: "azure-native:privatedns:VirtualNetworkLink",
    armType: "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
    id: `${ZONE}/virtualNetworkLinks/{virtualNetworkLinkName}`,
    apiVersion: "2024-06-01",
    ...spec("privatedns/resource-manager/Microsoft.Network/stable/2024-06-01/privatedns.json"),
    fields: [
      group,
      global,
      zoneName,
      networkName("virtualNetworkLinkName"),
      ...required("virtualNetwork", "virtualNetwork.id"),
      { path: "registrationEnabled", oneOf: [true, false] },
      { path: "resolutionPolicy", oneOf: ["Default", "NxDomainRedirect"] },
    ],
    durations: assumed(45, 15, 45, "no page says; a link takes somewhat longer than its zone"),
    references: ["virtualNetwork.id"],
    outputs: () => ({ ...succeeded(), virtualNetworkLinkState: "Completed" }),
  },
];
