import * as types from "../resource-types.ts";
import { checkov } from "./checkov.ts";
import type { Peer } from "./peer.ts";
import { psrule } from "./psrule.ts";
import { trivy } from "./trivy.ts";

/** The tools with which the rules are compared, check by check. */
export const peers: readonly Peer[] = [checkov, trivy, psrule];

/** Kinds of resource that the stacks declare and for which no peer has a check. */
export const UNCHECKED_BY_PEERS: readonly string[] = [
  types.MANAGEMENT_LOCK,
  types.CACHE_RULE,
  types.LUSTRE_FILE_SYSTEM,
  types.DIAGNOSTIC_SETTING,
  types.ENDPOINT_ZONES,
  types.PRIVATE_ZONE,
  types.ZONE_LINK,
  "azure-native:monitor:AzureMonitorWorkspace",
  "azure-native:monitor:PrivateLinkScope",
  "azure-native:monitor:PrivateLinkScopedResource",
  "azure-native:storage:ManagementPolicy",
];
