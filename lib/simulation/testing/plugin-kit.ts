import type * as grpc from "@grpc/grpc-js";
import { expect } from "vitest";

/** What the tests of the plugin write and read. */

export const SUBSCRIPTION = "/subscriptions/11111111-2222-4333-8444-555555555555";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/net`;
export const SUBNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/v/subnets/s`;
export const subnet = {
  resourceGroupName: "net",
  virtualNetworkName: "v",
  subnetName: "s",
  addressPrefix: "10.0.0.0/24",
};
export const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv`;
export const vault = {
  resourceGroupName: "net",
  vaultName: "kv",
  location: "eastus",
  properties: { tenantId: "t", sku: { family: "A", name: "premium" } },
};

/** URN of a resource of an azure-native type, `network:Subnet`. */
export function urn(type: string): string {
  return `urn:pulumi:dev::exaform::exaform:azure:Parent$azure-native:${type}::x`;
}

/** What a call failed with; fails where it does not. */
export function failure(run: Promise<unknown>): Promise<grpc.ServiceError> {
  return run.then(
    () => expect.fail("it should have failed"),
    (error: grpc.ServiceError) => error,
  );
}
