import { isSecret, isUnknown, type Properties, type Resource, type Value } from "../lib/graph/graph.ts";
import {
  AGENT_POOL,
  MANAGED_CLUSTER,
  NETWORK_SECURITY_GROUP,
  PEERING,
  ROUTE,
  ROUTE_TABLE,
  SECURITY_RULE,
  SUBNET,
  unversioned,
  VIRTUAL_NETWORK,
} from "./resource-types.ts";

/** The part of a resource that a rule judges: the whole of its inputs, or one element of a list in them. */
export interface Part {
  readonly resource: Resource;
  /** Path of the part in the inputs, with the dot that a property's path goes on after; empty for the whole. */
  readonly prefix: string;
  readonly value: Value;
}

/** A kind of part, and where it is found. */
export interface PartKind {
  /** Types of the resources that are or contain such parts. */
  readonly types: readonly string[];
  partsOf(resource: Resource): readonly Part[];
}

/** The whole of each resource of one type. */
export function whole(type: string): PartKind {
  return { types: [type], partsOf: (resource) => [wholeOf(resource)] };
}

/** Node pools of AKS: `AgentPool` resources, and those written into their cluster. */
export const nodePools: PartKind = inlineOr(AGENT_POOL, MANAGED_CLUSTER, "agentPoolProfiles");

/** Subnets: `Subnet` resources, and those written into their virtual network. */
export const subnets: PartKind = inlineOr(SUBNET, VIRTUAL_NETWORK, "subnets");

/** Rules of network security groups: `SecurityRule` resources, and those written into their group. */
export const securityRules: PartKind = inlineOr(SECURITY_RULE, NETWORK_SECURITY_GROUP, "securityRules");

/** Routes: `Route` resources, and those written into their table. */
export const routes: PartKind = inlineOr(ROUTE, ROUTE_TABLE, "routes");

/** Peerings: `VirtualNetworkPeering` resources, and those written into their virtual network. */
export const peerings: PartKind = inlineOr(PEERING, VIRTUAL_NETWORK, "virtualNetworkPeerings");

function inlineOr(type: string, container: string, list: string): PartKind {
  return {
    types: [type, container],
    partsOf: (resource) =>
      unversioned(resource.type) === type ? [wholeOf(resource)] : elementsOf(resource, list),
  };
}

function wholeOf(resource: Resource): Part {
  return { resource, prefix: "", value: resource.inputs };
}

/** A list that is unknown or secret is one part of which nothing is known: what stands in it must not pass. */
function elementsOf(resource: Resource, list: string): Part[] {
  const value: Value | undefined = (resource.inputs as Properties)[list];
  if (isUnknown(value) || isSecret(value)) return [{ resource, prefix: `${list}[*].`, value: value ?? null }];
  if (!Array.isArray(value)) return [];
  return value.map((element: Value, index) => ({ resource, prefix: `${list}[${index}].`, value: element }));
}
