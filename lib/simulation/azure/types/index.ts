import { authorizationTypes } from "./authorization.ts";
import { computeTypes } from "./compute.ts";
import { consumptionTypes } from "./consumption.ts";
import { containerRegistryTypes } from "./containerregistry.ts";
import { containerServiceTypes } from "./containerservice.ts";
import { namesIn } from "./id-template.ts";
import { keyVaultTypes } from "./keyvault.ts";
import { managedIdentityTypes } from "./managedidentity.ts";
import { monitorTypes } from "./monitor.ts";
import { networkTypes } from "./network.ts";
import { egressTypes } from "./network-egress.ts";
import { privateLinkTypes } from "./network-private-link.ts";
import { operationalInsightsTypes } from "./operationalinsights.ts";
import { privateDnsTypes } from "./privatedns.ts";
import type { ResourceType } from "./resource-type.ts";
import { resourcesTypes } from "./resources.ts";
import { storageTypes } from "./storage.ts";
import { blobTypes } from "./storage-blob.ts";
import { storageCacheTypes } from "./storagecache.ts";

export { checkBody } from "./check-body.ts";
export { armIdOf, namesIn } from "./id-template.ts";
export type { BodyProblem, Durations, FieldRule, Inputs, InputsOf, ResourceType } from "./resource-type.ts";
export { placesOf } from "./values.ts";

/** Every kind of resource that the simulated Azure knows. */
export const resourceTypes: readonly ResourceType[] = [
  ...authorizationTypes,
  ...computeTypes,
  ...consumptionTypes,
  ...containerRegistryTypes,
  ...containerServiceTypes,
  ...keyVaultTypes,
  ...managedIdentityTypes,
  ...monitorTypes,
  ...networkTypes,
  ...egressTypes,
  ...privateLinkTypes,
  ...operationalInsightsTypes,
  ...privateDnsTypes,
  ...resourcesTypes,
  ...storageTypes,
  ...blobTypes,
  ...storageCacheTypes,
];

const byToken: ReadonlyMap<string, ResourceType> = new Map(resourceTypes.map((type) => [type.token, type]));

/** The row of a Pulumi type token, `azure-native:keyvault:Vault`; `undefined` for one that the simulation does not know. */
export function resourceTypeOf(token: string): ResourceType | undefined {
  return byToken.get(token);
}

/** The row of the resource that an ARM id names, without regard to case; `undefined` for a kind that the simulation does not know. */
export function resourceTypeOfId(armId: string): ResourceType | undefined {
  return resourceTypes.find((type) => namesIn(type, armId) !== undefined);
}
