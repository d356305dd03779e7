import { describe, expect, test } from "vitest";
import { checkBody, resourceTypeOf } from "./index.ts";
import { changed } from "./testing/declared.ts";

/** What other fields would be judged with: not known, so that a value is judged alone. */
const REST = {
  enableAutoScaling: { $unknown: true },
  upgradeSettings: { maxUnavailable: { $unknown: true } },
};

/** Whether a value is refused where it stands. */
function refused(type: string, path: string, value: unknown): boolean {
  const row = resourceTypeOf(`azure-native:${type}`);
  if (row === undefined) throw new Error(`no row of ${type}`);
  return checkBody(row, changed(REST, path, value)).some(({ target }) => target === path);
}

/** Numbers as Azure's pages and specifications state them, written down apart from the tables. */
const numbers: readonly (readonly [type: string, path: string, least: number, most: number])[] = [
  ["containerservice:AgentPool", "count", 0, 1000],
  ["containerservice:AgentPool", "minCount", 0, 1000],
  ["containerservice:AgentPool", "maxCount", 0, 1000],
  ["containerservice:AgentPool", "maxPods", 10, 250],
  ["containerservice:AgentPool", "osDiskSizeGB", 0, 2048],
  ["containerservice:AgentPool", "upgradeSettings.drainTimeoutInMinutes", 5, 1440],
  ["containerservice:AgentPool", "upgradeSettings.nodeSoakDurationInMinutes", 0, 30],
  ["containerservice:ManagedCluster", "agentPoolProfiles[0].count", 0, 1000],
  ["containerservice:ManagedCluster", "agentPoolProfiles[0].maxPods", 10, 250],
  ["containerservice:ManagedCluster", "securityProfile.imageCleaner.intervalHours", 24, 2160],
  ["containerservice:MaintenanceConfiguration", "maintenanceWindow.durationHours", 4, 24],
  ["containerservice:MaintenanceConfiguration", "maintenanceWindow.schedule.daily.intervalDays", 1, 7],
  ["containerservice:MaintenanceConfiguration", "maintenanceWindow.schedule.weekly.intervalWeeks", 1, 4],
  [
    "containerservice:MaintenanceConfiguration",
    "maintenanceWindow.schedule.absoluteMonthly.intervalMonths",
    1,
    6,
  ],
  [
    "containerservice:MaintenanceConfiguration",
    "maintenanceWindow.schedule.absoluteMonthly.dayOfMonth",
    1,
    31,
  ],
  ["containerservice:MaintenanceConfiguration", "timeInWeek[0].hourSlots[0]", 0, 23],
  ["keyvault:Vault", "properties.softDeleteRetentionInDays", 7, 90],
  ["storage:BlobServiceProperties", "deleteRetentionPolicy.days", 1, 365],
  ["storage:BlobServiceProperties", "containerDeleteRetentionPolicy.days", 1, 365],
  ["storage:BlobServiceProperties", "changeFeed.retentionInDays", 1, 146_000],
  ["operationalinsights:Workspace", "retentionInDays", 30, 730],
  ["monitor:DiagnosticSetting", "logs[0].retentionPolicy.days", 0, 365],
  ["network:NetworkSecurityGroup", "securityRules[0].priority", 100, 4096],
  ["network:FlowLog", "retentionPolicy.days", 0, 365],
  ["network:FirewallPolicyRuleCollectionGroup", "priority", 100, 65_000],
  ["network:FirewallPolicyRuleCollectionGroup", "ruleCollections[0].priority", 100, 65_000],
  ["network:PublicIPAddress", "idleTimeoutInMinutes", 4, 30],
  ["network:VirtualNetwork", "flowTimeoutInMinutes", 4, 30],
  ["containerregistry:Registry", "policies.retentionPolicy.days", 0, 365],
  ["containerregistry:Registry", "policies.softDeletePolicy.retentionDays", 1, 90],
  ["compute:VirtualMachine", "storageProfile.osDisk.diskSizeGB", 1, 4095],
  ["compute:VirtualMachineScaleSet", "sku.capacity", 0, 1000],
];

describe.each(numbers)("%s %s", (type, path, least, most) => {
  test.each([
    [least - 1, true],
    [least, false],
    [most, false],
    [most + 1, true],
    [least + 0.5, true],
    [String(least), true],
  ])("%s", (value, isRefused) => {
    expect(refused(type, path, value)).toBe(isRefused);
  });
});

const times = (count: number): string => "a".repeat(count);

/** Names: the shortest and longest that Azure takes, and what it does not take. */
const names: readonly (readonly [
  type: string,
  path: string,
  good: readonly string[],
  bad: readonly string[],
])[] = [
  [
    "containerservice:AgentPool",
    "agentPoolName",
    ["a", times(12), "island01"],
    ["", times(13), "1a", "Aa", "a-b", "a_b"],
  ],
  [
    "containerservice:ManagedCluster",
    "resourceName",
    ["a", "A-b_9", times(63)],
    ["", times(64), "-a", "a-", "a.b"],
  ],
  [
    "containerservice:ManagedCluster",
    "dnsPrefix",
    ["a", "A-9", times(54)],
    ["", times(55), "-a", "a-", "a_b"],
  ],
  ["containerservice:ManagedCluster", "nodeResourceGroup", ["a", times(80)], ["", times(81)]],
  [
    "keyvault:Vault",
    "vaultName",
    ["abc", "a-b-9", times(24)],
    ["ab", times(25), "9ab", "-ab", "ab-", "a--b", "a_b"],
  ],
  ["keyvault:Key", "keyName", ["a", "A-9", times(127)], ["", times(128), "a_b", "a.b"]],
  [
    "storage:StorageAccount",
    "accountName",
    ["abc", "0a9", times(24)],
    ["ab", times(25), "Abc", "a-b", "a_b"],
  ],
  [
    "storage:BlobContainer",
    "containerName",
    ["abc", "a-b", "$root", times(63)],
    ["ab", times(64), "Abc", "-ab", "ab-", "a--b"],
  ],
  ["storage:ManagementPolicy", "managementPolicyName", ["default"], ["other"]],
  [
    "containerregistry:Registry",
    "registryName",
    ["abcde", "Ab9de", times(50)],
    ["abcd", times(51), "ab-de", "ab_de"],
  ],
  [
    "containerregistry:CacheRule",
    "cacheRuleName",
    ["abcde", "a-b-c", times(50)],
    ["abcd", times(51), "ab_de"],
  ],
  [
    "resources:ResourceGroup",
    "resourceGroupName",
    ["a", "ä(b).c-d_", times(90)],
    ["", times(91), "a.", "a b", "a/b"],
  ],
  [
    "managedidentity:UserAssignedIdentity",
    "resourceName",
    ["abc", "9_-", times(128)],
    ["ab", times(129), "-ab", "_ab", "a.b"],
  ],
  ["compute:DiskEncryptionSet", "diskEncryptionSetName", ["a", "a_b-9", times(80)], ["", times(81), "a.b"]],
  [
    "compute:VirtualMachine",
    "vmName",
    ["a", "a-b.c", times(64)],
    ["", times(65), "_a", "a-", "a.", "a/b", "a@b"],
  ],
  [
    "network:VirtualNetwork",
    "virtualNetworkName",
    ["ab", "a.b-c_", times(64)],
    ["a", times(65), "-ab", "ab-", "ab.", "a b"],
  ],
  ["network:Subnet", "subnetName", ["a", "a.b-c_", times(80)], ["", times(81), "_a", "a-", "a."]],
  ["network:NetworkSecurityGroup", "networkSecurityGroupName", ["a", times(80)], ["", times(81), "a."]],
  ["network:PrivateEndpoint", "privateEndpointName", ["ab", times(64)], ["a", times(65)]],
  ["network:AzureFirewall", "azureFirewallName", ["a", times(56)], ["", times(57)]],
  ["network:Route", "routeName", ["a", times(80)], ["", times(81)]],
  [
    "privatedns:PrivateZone",
    "privateZoneName",
    ["a.b", `${times(63)}.io`],
    ["a", `${times(64)}.io`, "a..b", "a b.io"],
  ],
  ["privatedns:PrivateZone", "location", ["global", "Global"], ["eastus"]],
  [
    "operationalinsights:Workspace",
    "workspaceName",
    ["abcd", "a--b", times(63)],
    ["abc", times(64), "-abc", "abc-", "ab_d"],
  ],
  ["monitor:PrivateLinkScope", "scopeName", ["a", "a(b).c", times(255)], ["", times(256), "a."]],
  [
    "storagecache:AmlFilesystem",
    "amlFilesystemName",
    ["ab", "a-_b", times(80)],
    ["a", times(81), "-ab", "ab-"],
  ],
  [
    "storagecache:AmlFilesystem",
    "maintenanceWindow.timeOfDayUTC",
    ["0:00", "02:00", "23:59"],
    ["24:00", "2", "12:60"],
  ],
  [
    "containerservice:MaintenanceConfiguration",
    "maintenanceWindow.startTime",
    ["00:00", "23:59"],
    ["24:00", "2:00", "12:60"],
  ],
  ["authorization:ManagementLockByScope", "lockName", ["a", "a.(b)", times(90)], ["", times(91), "a."]],
  ["consumption:Budget", "budgetName", ["a", "a-_b", times(63)], ["", times(64), "a.b"]],
  [
    "consumption:Budget",
    "timePeriod.startDate",
    ["2026-12-01T00:00:00Z"],
    ["2016-12-01T00:00:00Z", "2026-12-02T00:00:00Z", "2026-12"],
  ],
  ["authorization:ManagementLockByScope", "notes", ["", times(512)], [times(513)]],
  [
    "authorization:RoleAssignment",
    "roleAssignmentName",
    ["aabb82b0-454e-59df-9ff6-8585751b1c6d"],
    ["reader", "aabb82b0-454e-59df-9ff6-8585751b1c6", "aabb82b0454e59df9ff68585751b1c6d"],
  ],
  [
    "containerservice:AgentPool",
    "nodeTaints[0]",
    ["sku=gpu:NoSchedule", "gpu:NoExecute"],
    ["sku=gpu", "sku=gpu:Never"],
  ],
  [
    "containerservice:AgentPool",
    "upgradeSettings.maxSurge",
    ["0", "10", "33%", "100%"],
    ["", "101%", "-1", "ten"],
  ],
  [
    "network:NetworkSecurityGroup",
    "securityRules[0].destinationPortRange",
    ["*", "443", "1019-1023"],
    ["443,444", "https"],
  ],
];

describe.each(names)("%s %s", (type, path, good, bad) => {
  test.each(good)("takes '%s'", (name) => {
    expect(refused(type, path, name)).toBe(false);
  });
  test.each(bad)("refuses '%s'", (name) => {
    expect(refused(type, path, name)).toBe(true);
  });
});

/** Lists: how many items Azure takes. */
const lists: readonly (readonly [type: string, path: string, least: number, most: number])[] = [
  ["containerservice:ManagedCluster", "agentPoolProfiles", 1, 100],
  ["keyvault:Vault", "properties.accessPolicies", 0, 1024],
  ["storage:ManagementPolicy", "policy.rules", 1, 100],
  ["storagecache:AmlFilesystem", "zones", 1, 1],
  ["network:PrivateDnsZoneGroup", "privateDnsZoneConfigs", 1, 5],
];

describe.each(lists)("%s %s", (type, path, least, most) => {
  test.each<[number, boolean]>([
    [least, false],
    [most, false],
    [most + 1, true],
    ...(least > 0 ? [[least - 1, true] satisfies [number, boolean]] : []),
  ])("%s items", (count, isRefused) => {
    // Objects with nothing known in them, so that only their number is judged.
    const items = Array.from({ length: count }, () => ({ $unknown: true }));
    expect(refused(type, path, items)).toBe(isRefused);
  });
});

/** Words: one that Azure takes, in another case too, and one that it does not. */
const words: readonly (readonly [type: string, path: string, good: string, bad: string])[] = [
  ["keyvault:Vault", "properties.sku.name", "premium", "gold"],
  ["keyvault:Key", "properties.kty", "RSA-HSM", "oct"],
  ["keyvault:Key", "properties.curveName", "P-256K", "P-192"],
  ["storage:StorageAccount", "kind", "StorageV2", "StorageV3"],
  ["storage:StorageAccount", "sku.name", "Standard_ZRS", "Standard_XRS"],
  ["storage:StorageAccount", "minimumTlsVersion", "TLS1_2", "TLS1_4"],
  ["containerregistry:Registry", "sku.name", "Premium", "Gold"],
  ["containerservice:ManagedCluster", "networkProfile.outboundType", "none", "internet"],
  ["containerservice:ManagedCluster", "sku.tier", "Standard", "Gold"],
  ["containerservice:AgentPool", "mode", "System", "Worker"],
  ["containerservice:MaintenanceConfiguration", "configName", "default", "weekly"],
  ["authorization:ManagementLockByScope", "level", "CanNotDelete", "NeverDelete"],
  ["network:NetworkSecurityGroup", "securityRules[0].protocol", "Tcp", "Sctp"],
  ["network:Route", "nextHopType", "VirtualAppliance", "Firewall"],
  ["storagecache:AmlFilesystem", "sku.name", "AMLFS-Durable-Premium-250", "AMLFS-Durable-Premium-1"],
];

test.each(words)("%s %s takes %s, not %s", (type, path, good, bad) => {
  expect([good, good.toUpperCase(), bad].map((word) => refused(type, path, word))).toEqual([
    false,
    false,
    true,
  ]);
});
