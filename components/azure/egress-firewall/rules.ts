import type { network } from "@pulumi/azure-native/types/input.js";

/** What may be reached. */
export interface AllowList {
  /** Whether the hosts that AKS needs are on the list. */
  readonly aks: boolean;
  /** Host names, over HTTPS. */
  readonly allowedFqdns: readonly string[];
  /** Host names, over HTTP. */
  readonly packageArchives: readonly string[];
}

/** The names of an allow-list are those that the server's certificate must prove. */
const HTTPS: network.FirewallPolicyRuleApplicationProtocolArgs[] = [{ protocolType: "Https", port: 443 }];

/** Nothing proves a name over HTTP: only for what is signed. */
const HTTP: network.FirewallPolicyRuleApplicationProtocolArgs[] = [{ protocolType: "Http", port: 80 }];

/**
 * What machines may reach. What no rule allows, Azure Firewall denies.
 *
 * @param sources ranges of the machines.
 * @param list what AKS needs, which Microsoft keeps under one tag
 * (https://learn.microsoft.com/azure/aks/outbound-rules-control-egress, 2026-08), and host names.
 */
export function allowListRules(
  sources: readonly string[],
  { aks, allowedFqdns, packageArchives }: AllowList,
): network.FirewallPolicyFilterRuleCollectionArgs {
  const common = { ruleType: "ApplicationRule" as const, sourceAddresses: [...sources] };
  return {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: "allow-list",
    priority: 100,
    action: { type: "Allow" },
    rules: [
      ...(aks ? [{ ...common, name: "aks", protocols: HTTPS, fqdnTags: ["AzureKubernetesService"] }] : []),
      ...(allowedFqdns.length === 0
        ? []
        : [{ ...common, name: "allowed-hosts", protocols: HTTPS, targetFqdns: [...allowedFqdns] }]),
      ...(packageArchives.length === 0
        ? []
        : [{ ...common, name: "package-archives", protocols: HTTP, targetFqdns: [...packageArchives] }]),
    ],
  };
}
