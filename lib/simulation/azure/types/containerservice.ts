import { poolFields, poolName, poolProblems } from "./agent-pool.ts";
import { clusterProblems } from "./managed-cluster.ts";
import type { BodyProblem, FieldRule, Inputs, ResourceType } from "./resource-type.ts";
import {
  assumed,
  atOnce,
  group,
  guidOf,
  hexOf,
  identity,
  location,
  problem,
  required,
  spec,
  succeeded,
  tenantOf,
} from "./rows.ts";
import { isGiven, isObject, listAt, textAt, valueAt } from "./values.ts";

const CLUSTER =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/{resourceName}";

const SPEC = spec(
  "containerservice/resource-manager/Microsoft.ContainerService/aks/stable/2025-09-01/managedClusters.json",
  "high",
);

const clusterName: FieldRule = {
  path: "resourceName",
  required: true,
  pattern: /^[a-zA-Z0-9]$|^[a-zA-Z0-9][-_a-zA-Z0-9]{0,61}[a-zA-Z0-9]$/,
  rule: "1 to 63 letters, digits, hyphens and underscores, the first and last a letter or digit",
};

const clusterFields: readonly FieldRule[] = [
  group,
  location,
  clusterName,
  {
    path: "dnsPrefix",
    pattern: /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,52}[a-zA-Z0-9])?$/,
    rule: "1 to 54 letters, digits and hyphens, the first and last a letter or digit",
    source:
      "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/error-codes/aks-common-issues-faq",
  },
  { path: "kubernetesVersion", pattern: /^\d+\.\d+(?:\.\d+)?$/, rule: "a version, 1.33 or 1.33.2" },
  { path: "nodeResourceGroup", length: [1, 80], source: "https://learn.microsoft.com/azure/aks/faq" },
  { path: "nodeResourceGroupProfile.restrictionLevel", oneOf: ["Unrestricted", "ReadOnly"] },
  { path: "sku.name", oneOf: ["Base", "Automatic"] },
  { path: "sku.tier", oneOf: ["Free", "Standard", "Premium"] },
  { path: "supportPlan", oneOf: ["KubernetesOfficial", "AKSLongTermSupport"] },
  { path: "publicNetworkAccess", oneOf: ["Enabled", "Disabled"] },
  { path: "bootstrapProfile.artifactSource", oneOf: ["Cache", "Direct"] },
  { path: "networkProfile.networkPlugin", oneOf: ["azure", "kubenet", "none"] },
  { path: "networkProfile.networkPluginMode", oneOf: ["overlay"] },
  { path: "networkProfile.networkPolicy", oneOf: ["none", "calico", "azure", "cilium"] },
  { path: "networkProfile.networkDataplane", oneOf: ["azure", "cilium"] },
  { path: "networkProfile.loadBalancerSku", oneOf: ["standard", "basic"] },
  {
    path: "networkProfile.outboundType",
    oneOf: ["loadBalancer", "userDefinedRouting", "managedNATGateway", "userAssignedNATGateway", "none"],
  },
  { path: "networkProfile.ipFamilies[]", oneOf: ["IPv4", "IPv6"] },
  { path: "autoUpgradeProfile.upgradeChannel", oneOf: ["rapid", "stable", "patch", "node-image", "none"] },
  {
    path: "autoUpgradeProfile.nodeOSUpgradeChannel",
    oneOf: ["None", "Unmanaged", "NodeImage", "SecurityPatch"],
  },
  { path: "securityProfile.azureKeyVaultKms.keyVaultNetworkAccess", oneOf: ["Public", "Private"] },
  {
    path: "securityProfile.imageCleaner.intervalHours",
    range: [24, 2160],
    source: "https://learn.microsoft.com/azure/aks/image-cleaner",
  },
  identity("None", "SystemAssigned", "UserAssigned"),
  { path: "agentPoolProfiles", required: true, length: [1, 100] },
  poolName("agentPoolProfiles[].name"),
  ...poolFields("agentPoolProfiles[]."),
];

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const AT = "maintenanceWindow.schedule";

const maintenanceFields: readonly FieldRule[] = [
  group,
  clusterName,
  {
    path: "configName",
    required: true,
    oneOf: ["default", "aksManagedAutoUpgradeSchedule", "aksManagedNodeOSUpgradeSchedule"],
    source: "https://learn.microsoft.com/azure/aks/planned-maintenance",
  },
  { path: "timeInWeek[].day", oneOf: DAYS },
  { path: "timeInWeek[].hourSlots[]", range: [0, 23] },
  ...required(AT),
  { path: "maintenanceWindow.durationHours", required: true, range: [4, 24] },
  {
    path: "maintenanceWindow.startTime",
    required: true,
    pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/,
    rule: "a time of day, 02:00",
  },
  { path: "maintenanceWindow.utcOffset", pattern: /^[-+]\d{2}:\d{2}$/, rule: "an offset, +00:00" },
  { path: `${AT}.daily.intervalDays`, required: true, range: [1, 7] },
  { path: `${AT}.weekly.intervalWeeks`, required: true, range: [1, 4] },
  { path: `${AT}.weekly.dayOfWeek`, required: true, oneOf: DAYS },
  { path: `${AT}.absoluteMonthly.intervalMonths`, required: true, range: [1, 6] },
  { path: `${AT}.absoluteMonthly.dayOfMonth`, required: true, range: [1, 31] },
  { path: `${AT}.relativeMonthly.intervalMonths`, required: true, range: [1, 6] },
  { path: `${AT}.relativeMonthly.dayOfWeek`, required: true, oneOf: DAYS },
  {
    path: `${AT}.relativeMonthly.weekIndex`,
    required: true,
    oneOf: ["First", "Second", "Third", "Fourth", "Last"],
  },
];

function maintenanceProblems(inputs: Inputs): readonly BodyProblem[] {
  const [weekly, window] = [isGiven(inputs, "timeInWeek"), isGiven(inputs, "maintenanceWindow")];
  const name = textAt(inputs, "configName");
  if (!weekly && !window)
    return [problem("maintenanceWindow", "A maintenance configuration needs hours or a window.")];
  if (weekly && name?.startsWith("aksManaged")) {
    return [problem("timeInWeek", `The configuration ${name} takes a maintenanceWindow, not timeInWeek.`)];
  }
  const schedule = valueAt(inputs, AT);
  if (!isObject(schedule) || schedule.$unknown === true) return [];
  const kinds = Object.values(schedule).filter((value) => value !== undefined && value !== null).length;
  return kinds === 1 ? [] : [problem(AT, `A schedule is of exactly one kind; got ${kinds}.`)];
}

function clusterOutputs(id: string, inputs: Inputs): Inputs {
  const region = textAt(inputs, "location")?.toLowerCase().replaceAll(" ", "") ?? "unknown";
  const prefix = `${inputs.dnsPrefix ?? inputs.fqdnSubdomain}-${hexOf(id, "dns", 8)}`;
  const isPrivate = valueAt(inputs, "apiServerAccessProfile.enablePrivateCluster") === true;
  const zone = /[^/]+$/.exec(textAt(inputs, "apiServerAccessProfile.privateDNSZone") ?? "")?.[0];
  const issuerURL = `https://${region}.oic.prod-aks.azure.com/${tenantOf(id)}/${guidOf(id, "issuer")}/`;
  const pools = listAt(inputs, "agentPoolProfiles").map((pool) => ({
    ...(isObject(pool) ? pool : {}),
    ...poolState(textAt(pool, "orchestratorVersion") ?? textAt(inputs, "kubernetesVersion")),
  }));
  return {
    ...succeeded(),
    agentPoolProfiles: pools,
    currentKubernetesVersion: inputs.kubernetesVersion,
    maxAgentPools: 100,
    powerState: { code: "Running" },
    nodeResourceGroup:
      inputs.nodeResourceGroup ?? `MC_${inputs.resourceGroupName}_${inputs.resourceName}_${region}`,
    ...(isPrivate && { privateFQDN: `${prefix}.${zone ?? `privatelink.${region}.azmk8s.io`}` }),
    ...(valueAt(inputs, "apiServerAccessProfile.enablePrivateClusterPublicFQDN") !== false && {
      fqdn: `${prefix}.hcp.${region}.azmk8s.io`,
    }),
    ...(valueAt(inputs, "oidcIssuerProfile.enabled") === true && {
      oidcIssuerProfile: { enabled: true, issuerURL },
    }),
    resourceUID: hexOf(id, "uid", 24),
  };
}

function poolState(version: unknown): Inputs {
  return {
    ...succeeded(),
    powerState: { code: "Running" },
    ...(version !== undefined && { currentOrchestratorVersion: version }),
  };
}

/** What Microsoft.ContainerService has. */
export const containerServiceTypes: readonly ResourceType[] = [
  {
    token: "azure-native:containerservice:ManagedCluster",
    armType: "Microsoft.ContainerService/managedClusters",
    id: CLUSTER,
    apiVersion: "2025-09-01",
    ...SPEC,
    fields: clusterFields,
    check: clusterProblems,
    durations: assumed(
      480,
      300,
      480,
      "no page says; reports of private clusters speak of five to ten minutes",
    ),
    references: [
      "identity.userAssignedIdentities[]",
      "identityProfile.kubeletidentity.resourceId",
      "agentPoolProfiles[].vnetSubnetID",
      "apiServerAccessProfile.subnetId",
      "apiServerAccessProfile.privateDNSZone",
      "bootstrapProfile.containerRegistryId",
      "diskEncryptionSetID",
      "securityProfile.azureKeyVaultKms.keyVaultResourceId",
    ],
    outputs: clusterOutputs,
  },
  {
    token: "azure-native:containerservice:AgentPool",
    armType: "Microsoft.ContainerService/managedClusters/agentPools",
    id: `${CLUSTER}/agentPools/{agentPoolName}`,
    apiVersion: "2025-09-01",
    ...SPEC,
    fields: [group, clusterName, poolName("agentPoolName"), ...poolFields("")],
    check: (inputs) => poolProblems(inputs),
    durations: assumed(
      600,
      600,
      420,
      "no page says; GPU nodes start slowly and their driver is installed first",
    ),
    references: [
      "vnetSubnetID",
      "podSubnetID",
      "capacityReservationGroupID",
      "proximityPlacementGroupID",
      "nodePublicIPPrefixID",
    ],
    outputs: (_, inputs) => poolState(inputs.orchestratorVersion),
  },
  {
    token: "azure-native:containerservice:MaintenanceConfiguration",
    armType: "Microsoft.ContainerService/managedClusters/maintenanceConfigurations",
    id: `${CLUSTER}/maintenanceConfigurations/{configName}`,
    apiVersion: "2025-09-01",
    ...SPEC,
    fields: maintenanceFields,
    check: maintenanceProblems,
    durations: atOnce,
  },
];
