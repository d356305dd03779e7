import * as pulumi from "@pulumi/pulumi";
import { subscriptionId } from "./subscription.ts";

/**
 * A value that is known before its resource exists, as an output that still waits for the resource.
 *
 * Names and ids are deterministic here, so previews and policies see them, where the provider's own outputs would be unknown
 * until the resource is made. One unknown hides more than itself: the SDK of azure-native passes many nested inputs through
 * one `apply`, and then all of them are unknown.
 */
export function known<T>(resource: pulumi.Resource, value: pulumi.Input<T>): pulumi.Output<T> {
  return pulumi.all([value, resource.urn]).apply(([given]) => given as T);
}

/**
 * The id that Azure gives a resource, known at preview.
 *
 * @param resourceGroupName resource group of the resource.
 * @param path provider, types and names after `/providers/`, for example `Microsoft.KeyVault/vaults/disks`.
 */
export function knownId(
  resource: pulumi.Resource,
  resourceGroupName: pulumi.Input<string>,
  path: string,
): pulumi.Output<string> {
  const group = pulumi.interpolate`/subscriptions/${subscriptionId()}/resourceGroups/${resourceGroupName}`;
  return known(resource, pulumi.interpolate`${group}/providers/${path}`);
}
