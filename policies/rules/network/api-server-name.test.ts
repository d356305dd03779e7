import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { MANAGED_CLUSTER, PRIVATE_ZONE } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { apiServerName } from "./api-server-name.ts";

const zone = resource(PRIVATE_ZONE, "zone", { privateZoneName: "private.eastus.azmk8s.io" });
const ZONE_ID =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/privateDnsZones/private.eastus.azmk8s.io";
const NAME = "apiServerAccessProfile.enablePrivateClusterPublicFQDN";
const ZONE = "apiServerAccessProfile.privateDNSZone";

function answers(profile: Properties, extras: Extras = {}): string[] {
  const cluster = resource(MANAGED_CLUSTER, "cluster", { apiServerAccessProfile: profile }, extras);
  return answersOf([apiServerName], "N02", cluster, zone);
}

test.each<[string, Properties["x"] | undefined, string]>([
  ["off", false, `passed: ${NAME} is false`],
  ["on", true, `failed: ${NAME} is true; must be false`],
  ["not set", undefined, `failed: ${NAME} is not set; must be false`],
  ["unknown", UNKNOWN, `notEvaluated: ${NAME} is unknown until the cloud answers; must be false`],
  ["secret", SECRET, `notEvaluated: ${NAME} is a secret and was not looked at; must be false`],
])("public name %s", (_, value, expected) => {
  const [answer] = answers(value === undefined ? {} : { enablePrivateClusterPublicFQDN: value });
  expect(answer).toBe(expected);
});

test.each<[string, Properties["x"] | undefined, Extras, string]>([
  [
    "not set",
    undefined,
    {},
    `passed: ${ZONE} is not set, which Azure takes as "system" (https://learn.microsoft.com/azure/aks/private-clusters)`,
  ],
  ["system", "system", {}, `passed: ${ZONE} is "system"`],
  ["of the stack", ZONE_ID, {}, `passed: ${ZONE} is PrivateZone zone of this stack`],
  ["none", "none", {}, `failed: ${ZONE} is "none"; must not be "none"`],
  ["None", "None", {}, `failed: ${ZONE} is "None"; must not be "none"`],
  [
    "unknown, from a zone",
    UNKNOWN,
    { from: { apiServerAccessProfile: [zone] } },
    `passed: ${ZONE} is PrivateZone zone of this stack`,
  ],
  [
    "unknown, from elsewhere",
    UNKNOWN,
    {},
    `notEvaluated: ${ZONE} is unknown, and comes from no PrivateZone of this stack; must not be "none"`,
  ],
])("zone %s", (_, value, extras, expected) => {
  const [, answer] = answers(value === undefined ? {} : { privateDNSZone: value }, extras);
  expect(answer).toBe(expected);
});
