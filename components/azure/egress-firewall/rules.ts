import type { network } from "@pulumi/azure-native/types/input.js";

/** HTTPS alone: the names of an allow-list are those that the server's certificate must prove. */
const HTTPS: network.FirewallPolicyRuleApplicationProtocolArgs[] = [{ protocolType: "Https", port: 443 }];

/**
 * What machines may reach. What no rule allows, Azure Firewall denies.
 *
 * @param sources ranges of the machines.
 * @param allowedFqdns host names besides those that AKS needs, which Microsoft keeps under one tag
 * (https://learn.microsoft.com/azure/aks/outbound-rules-control-egress, 2026-08).
 */
export function allowList(
  sources: readonly string[],
  allowedFqdns: readonly string[],
): network.FirewallPolicyFilterRuleCollectionArgs {
  const common = { ruleType: "ApplicationRule" as const, sourceAddresses: [...sources], protocols: HTTPS };
  return {
    ruleCollectionType: "FirewallPolicyFilterRuleCollection",
    name: "allow-list",
    priority: 100,
    action: { type: "Allow" },
    rules: [
      { ...common, name: "aks", fqdnTags: ["AzureKubernetesService"] },
      ...(allowedFqdns.length === 0
        ? []
        : [{ ...common, name: "allowed-hosts", targetFqdns: [...allowedFqdns] }]),
    ],
  };
}
