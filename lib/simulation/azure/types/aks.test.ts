import { expect, test } from "vitest";
import { clusterDemands } from "./managed-cluster.ts";
import { expectRefused, problemsOf, type Refused, type Taken } from "./testing/refusals.ts";

const POOL = "containerservice:AgentPool";
const CLUSTER = "containerservice:ManagedCluster";
const KMS = "securityProfile.azureKeyVaultKms";
const API = "apiServerAccessProfile";
const scaled = { enableAutoScaling: true, minCount: 1, maxCount: 5 };

/** One row for each rule that joins fields. */
const refused: readonly Refused[] = [
  [
    POOL,
    { ...scaled, minCount: 6 },
    "minCount",
    "agentPoolProfile.minCount 6 is greater than agentPoolProfile.maxCount 5.",
  ],
  [
    POOL,
    { ...scaled, maxCount: undefined },
    "maxCount",
    "Required parameter agentPoolProfile.maxCount is missing (null).",
  ],
  [
    POOL,
    { ...scaled, count: 6 },
    "count",
    "agentPoolProfile.count was 6. It must be greater or equal to minCount:1 and less than or equal to maxCount:5.",
  ],
  [POOL, { minCount: 1 }, "minCount", "the pool has no autoscaler"],
  [
    POOL,
    { mode: "System", count: 0 },
    "count",
    "agentPoolProfile.count was 0. It must be greater or equal to minCount:1 and less than or equal to maxCount:1000.",
  ],
  [POOL, { mode: "System", osType: "Windows" }, "osType", "The nodes of a system pool run Linux."],
  [
    POOL,
    { mode: "System", scaleSetPriority: "Spot" },
    "scaleSetPriority",
    "A system pool cannot have the priority Spot.",
  ],
  [
    POOL,
    { mode: "System", "upgradeSettings.maxUnavailable": "1" },
    "upgradeSettings.maxUnavailable",
    "maxUnavailable is not supported on system node pools.",
  ],
  [
    POOL,
    { "upgradeSettings.maxSurge": "0" },
    "upgradeSettings.maxSurge",
    "maxSurge and maxUnavailable cannot both be 0.",
  ],
  [
    POOL,
    { "upgradeSettings.maxSurge": "0%", "upgradeSettings.maxUnavailable": "0" },
    "upgradeSettings.maxSurge",
    "maxSurge and maxUnavailable cannot both be 0.",
  ],
  [POOL, { spotMaxPrice: -1 }, "spotMaxPrice", "cannot be specified unless the scaleSetPriority is 'Spot'"],
  [
    CLUSTER,
    { "agentPoolProfiles[0].mode": "User" },
    "agentPoolProfiles",
    "Must define at least one system pool.",
  ],
  [
    CLUSTER,
    { "agentPoolProfiles[1]": { name: "system", mode: "User", count: 1 } },
    "agentPoolProfiles[1].name",
    "The agent pool name system is used more than once.",
  ],
  [
    CLUSTER,
    { "agentPoolProfiles[0].count": 0 },
    "agentPoolProfiles[0].count",
    "agentPoolProfile.count was 0.",
  ],
  [
    CLUSTER,
    { identity: undefined },
    "identity",
    "A cluster needs a managed identity or a service principal.",
  ],
  [
    CLUSTER,
    { dnsPrefix: undefined },
    "dnsPrefix",
    "Exactly one of dnsPrefix and fqdnSubdomain must be given.",
  ],
  [
    CLUSTER,
    { fqdnSubdomain: "sub" },
    "dnsPrefix",
    "Exactly one of dnsPrefix and fqdnSubdomain must be given.",
  ],
  [
    CLUSTER,
    { dnsPrefix: undefined, fqdnSubdomain: "sub", [`${API}.privateDNSZone`]: "system" },
    "fqdnSubdomain",
    "fqdnSubdomain needs a private DNS zone of one's own.",
  ],
  [CLUSTER, { [`${API}.subnetId`]: undefined }, `${API}.subnetId`, "needs the API server's subnet"],
  [
    CLUSTER,
    { [`${API}.enablePrivateCluster`]: false },
    `${API}.privateDNSZone`,
    "Only a private cluster has a private DNS zone.",
  ],
  [
    CLUSTER,
    { "identity.type": "SystemAssigned" },
    "identity.type",
    "A private DNS zone of one's own needs a user-assigned identity",
  ],
  [
    CLUSTER,
    { location: "westus" },
    `${API}.privateDNSZone`,
    "must be named privatelink.westus.azmk8s.io or private.westus.azmk8s.io",
  ],
  [CLUSTER, { [`${KMS}.keyId`]: undefined }, `${KMS}.keyId`, "Key management needs the address of a key."],
  [
    CLUSTER,
    { [`${KMS}.keyVaultResourceId`]: undefined },
    `${KMS}.keyVaultResourceId`,
    "keyVaultResourceId is required",
  ],
  [
    CLUSTER,
    { [`${KMS}.keyVaultNetworkAccess`]: "Public" },
    `${KMS}.keyVaultResourceId`,
    "keyVaultResourceId must be empty",
  ],
  [
    CLUSTER,
    { [`${API}.enableVnetIntegration`]: false },
    `${API}.enableVnetIntegration`,
    "Key management with a private vault needs API server VNet integration.",
  ],
  [
    CLUSTER,
    { "oidcIssuerProfile.enabled": false },
    "oidcIssuerProfile.enabled",
    "Workload identity needs the OIDC issuer.",
  ],
  [CLUSTER, { aadProfile: undefined }, "disableLocalAccounts", "Local accounts can only be disabled"],
  [
    CLUSTER,
    { "aadProfile.managed": false },
    "aadProfile.enableAzureRBAC",
    "Azure RBAC needs managed integration",
  ],
  [
    CLUSTER,
    { supportPlan: "AKSLongTermSupport" },
    "supportPlan",
    "Long-term support needs the tier Premium.",
  ],
  [
    CLUSTER,
    { "identity.type": "SystemAssigned", "identityProfile.kubeletidentity": {} },
    "identityProfile.kubeletidentity",
    "A kubelet identity of one's own",
  ],
  [
    CLUSTER,
    { "networkProfile.networkDataplane": "azure" },
    "networkProfile.networkPolicy",
    "Network policy cilium needs the data plane cilium.",
  ],
  [
    CLUSTER,
    { "networkProfile.networkPlugin": "kubenet" },
    "networkProfile.networkDataplane",
    "Data plane cilium needs the network plugin azure.",
  ],
  [
    CLUSTER,
    { "networkProfile.serviceCidr": "10.96.0.0/12" },
    "networkProfile.serviceCidr",
    "A service range must be smaller than a /12.",
  ],
  [
    CLUSTER,
    { "networkProfile.dnsServiceIP": "10.97.0.10" },
    "networkProfile.dnsServiceIP",
    "must lie in the service range",
  ],
  [
    CLUSTER,
    { "networkProfile.dnsServiceIP": "10.96.0.1" },
    "networkProfile.dnsServiceIP",
    "The first address of the service range",
  ],
  [CLUSTER, { "networkProfile.podCidr": "10.96.0.0/13" }, "networkProfile.podCidr", "overlaps 10.96.0.0/20"],
  [
    CLUSTER,
    { "networkProfile.podCidr": "10.128.0.1/17" },
    "networkProfile.podCidr",
    "the address prefix should be 10.128.0.0/17",
  ],
  [
    "containerservice:MaintenanceConfiguration",
    { maintenanceWindow: undefined },
    "maintenanceWindow",
    "needs hours or a window",
  ],
  [
    "containerservice:MaintenanceConfiguration",
    { timeInWeek: [] },
    "timeInWeek",
    "takes a maintenanceWindow, not timeInWeek",
  ],
  [
    "containerservice:MaintenanceConfiguration",
    { "maintenanceWindow.schedule.daily": { intervalDays: 1 } },
    "maintenanceWindow.schedule",
    "exactly one kind; got 2",
  ],
];

/** The other side of these rules. */
const taken: readonly Taken[] = [
  [POOL, scaled],
  [POOL, { count: 0 }],
  [POOL, { "upgradeSettings.maxSurge": "0", "upgradeSettings.maxUnavailable": "1" }],
  [POOL, { mode: "System", "upgradeSettings.maxUnavailable": "0", "upgradeSettings.maxSurge": "1" }],
  [POOL, { scaleSetPriority: "Spot", spotMaxPrice: -1 }],
  [POOL, { somethingNew: { of: "next year" } }],
  [CLUSTER, { "networkProfile.serviceCidr": "10.96.0.0/13" }],
  [CLUSTER, { supportPlan: "AKSLongTermSupport", "sku.tier": "Premium" }],
  [CLUSTER, { [`${API}.privateDNSZone`]: "/s/privateDnsZones/one.privatelink.eastus.azmk8s.io" }],
];

test.each(refused.map((row) => [row[0], row[1], row] as const))(
  "%s %o is refused",
  (_type, _changes, row) => {
    expectRefused(row);
  },
);

test.each(taken)("%s %o is taken", (type, changes) => {
  expect(problemsOf(type, changes)).toEqual([]);
});

test("every demand of a cluster is broken by a row", () => {
  const said = refused
    .filter(([type]) => type === CLUSTER)
    .flatMap(([type, change]) => problemsOf(type, change));
  const never = clusterDemands.filter(({ message }) => !said.some((problem) => problem.message === message));
  expect(never.map(({ message }) => message)).toEqual([]);
});
