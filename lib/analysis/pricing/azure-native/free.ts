import type { Free, PricingTable } from "../pricing.ts";

/** Types that a public cost tool lists as free of charge. */
const LISTED = {
  source:
    "https://github.com/infracost/infracost/blob/00892b5167934d61b02fbf7cc68e1f6695bb677b/internal/providers/terraform/azure/registry.go",
  asOf: "2026-11-22",
  confidence: "medium",
} as const;

function listed(reason: string): Free {
  return { kind: "free", reason, ...LISTED };
}

/** A setting of a resource that is charged itself, as its reference page shows. */
function setting(reason: string, page: string): Free {
  return {
    kind: "free",
    reason,
    source: `https://learn.microsoft.com/${page}`,
    asOf: "2026-11-22",
    confidence: "medium",
  };
}

/** Types that cost nothing by themselves, each with the reason. A type that stands in no table is never taken for free. */
export const freePricing: PricingTable = {
  "azure-native:resources:ResourceGroup": listed("a name for other resources"),
  "azure-native:authorization:ManagementLockByScope": listed("a guard on other resources"),
  "azure-native:authorization:RoleAssignment": listed("Azure role-based access control has no meter"),
  "azure-native:consumption:Budget": setting(
    "watches what is spent; Microsoft Cost Management is free for Azure",
    "azure/cost-management-billing/cost-management-billing-overview",
  ),
  "azure-native:managedidentity:UserAssignedIdentity": listed("managed identities have no meter"),
  "azure-native:managedidentity:FederatedIdentityCredential": setting(
    "part of a managed identity, which has no meter",
    "entra/workload-id/workload-identity-federation",
  ),
  "azure-native:network:VirtualNetwork": listed("what is placed in it is charged, and data over peerings"),
  "azure-native:network:Subnet": listed("part of its virtual network"),
  "azure-native:network:NetworkSecurityGroup": listed("rules have no meter"),
  "azure-native:network:NetworkInterface": listed("part of its machine"),
  "azure-native:network:SecurityRule": listed("rules have no meter"),
  "azure-native:network:RouteTable": listed("routes have no meter"),
  "azure-native:network:Route": listed("routes have no meter"),
  "azure-native:network:PrivateDnsZoneGroup": setting(
    "records that the private endpoint keeps in a zone; endpoint and zone are charged",
    "azure/private-link/private-endpoint-dns-integration",
  ),
  "azure-native:privatedns:VirtualNetworkLink": listed("zones and queries are charged, links are not"),
  "azure-native:privatedns:PrivateRecordSet": setting(
    "part of its zone; zones and queries are charged",
    "azure/dns/private-dns-overview",
  ),
  "azure-native:network:FirewallPolicyRuleCollectionGroup": setting(
    "part of its firewall policy",
    "azure/firewall-manager/policy-overview",
  ),
  "azure-native:storage:BlobContainer": listed("what lies in it is charged on its storage account"),
  "azure-native:storage:BlobServiceProperties": setting(
    "settings of a storage account; kept versions are charged there as data",
    "azure/storage/blobs/versioning-overview",
  ),
  "azure-native:storage:ManagementPolicy": setting(
    "rules of a storage account; the operations they cause are charged there",
    "azure/storage/blobs/lifecycle-management-overview",
  ),
  "azure-native:compute:DiskEncryptionSet": setting(
    "a reference from disks to a key, which is charged",
    "azure/virtual-machines/disk-encryption",
  ),
  "azure-native:containerregistry:CacheRule": setting(
    "a rule of its registry; cached images count as its storage",
    "azure/container-registry/artifact-cache-overview",
  ),
  "azure-native:containerservice:MaintenanceConfiguration": setting(
    "a time window of its cluster",
    "azure/aks/planned-maintenance",
  ),
  "azure-native:monitor:DiagnosticSetting": setting(
    "logs that go to a workspace are charged there, as data taken in",
    "azure/azure-monitor/essentials/diagnostic-settings",
  ),
  "azure-native:compute:AvailabilitySet": setting(
    "a rule about where machines run",
    "azure/virtual-machines/availability-set-overview",
  ),
  "azure-native:compute:ProximityPlacementGroup": setting(
    "a rule about where machines run",
    "azure/virtual-machines/co-location",
  ),
  "azure-native:compute:CapacityReservationGroup": setting(
    "a name for reservations, which are charged",
    "azure/virtual-machines/capacity-reservation-overview",
  ),
  "azure-native:compute:SshPublicKey": setting(
    "a key that machines are given",
    "azure/virtual-machines/ssh-keys-azure-cli",
  ),
  "azure-native:compute:VirtualMachineExtension": setting(
    "software on a machine, which is charged",
    "azure/virtual-machines/extensions/overview",
  ),
  "azure-native:compute:VirtualMachineScaleSetExtension": setting(
    "software on machines, which are charged",
    "azure/virtual-machines/extensions/overview",
  ),
  "azure-native:authorization:RoleDefinition": listed("Azure role-based access control has no meter"),
  "azure-native:keyvault:AccessPolicy": setting(
    "a right to a vault, whose operations are charged",
    "azure/key-vault/general/assign-access-policy",
  ),
  "azure-native:keyvault:Secret": setting(
    "what is done with it is charged as operations on its vault",
    "azure/key-vault/secrets/about-secrets",
  ),
  "azure-native:network:ApplicationSecurityGroup": setting(
    "a name that rules use",
    "azure/virtual-network/application-security-groups",
  ),
  "azure-native:network:NetworkWatcher": setting(
    "logs and tests that are made with it are charged",
    "azure/network-watcher/network-watcher-overview",
  ),
  "azure-native:netapp:Account": setting(
    "a name for capacity pools, which are charged",
    "azure/azure-netapp-files/azure-netapp-files-cost-model",
  ),
  "azure-native:netapp:CapacityPoolVolume": setting(
    "part of a capacity pool, which is charged",
    "azure/azure-netapp-files/azure-netapp-files-cost-model",
  ),
  "azure-native:monitor:AutoscaleSetting": setting(
    "bounds of a scale set, whose machines are charged",
    "azure/azure-monitor/autoscale/autoscale-overview",
  ),
  "azure-native:monitor:PrivateLinkScope": listed("its private endpoint is charged"),
  "azure-native:monitor:PrivateLinkScopedResource": listed("part of its private link scope"),
};
